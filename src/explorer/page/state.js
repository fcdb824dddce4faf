// What is shown, as one small record; the address that stands for it, and the line that says it.
// Knows the map's ids, days and answers; knows nothing of the document or of the browser's history.

const DIRECTIONS = ["down", "up"];
const OVERLAYS = ["none", "impact", "lifecycle", "standard"];
const VIEWS = ["map", "around", "matrix", "table"];
const LANGUAGES = ["en", "sv"];

// What is shown if the address says nothing.
function nothingChosen(map, language) {
  return { id: null, direction: "down", steps: "all", overlay: "none", day: map.day, view: "map", sheet: "map", language };
}

// What the file opens with.
function opening(map, language) {
  const { element, overlay, view } = map.start;
  const id = typeof element === "number" ? map.elements[element]?.id ?? null : element ?? null;
  const chosen = nothingChosen(map, language);
  return { ...chosen, id, overlay: known(overlay, OVERLAYS, chosen.overlay), view: known(view, VIEWS, chosen.view) };
}

function known(value, among, otherwise) {
  return among.includes(value) ? value : otherwise;
}

// The address of a state, without what goes without saying.
function addressOf(map, state, language) {
  const usual = nothingChosen(map, language);
  const parts = [];
  const add = (key, value) => parts.push(`${key}=${encodeURIComponent(value)}`);
  if (state.id !== null) add("e", state.id);
  if (state.direction !== usual.direction) add("d", state.direction);
  if (String(state.steps) !== usual.steps) add("s", state.steps);
  if (state.overlay !== usual.overlay) add("o", state.overlay);
  if (state.day !== usual.day) add("t", map.days[state.day].date);
  if (state.view !== usual.view) add("v", state.view);
  if (state.sheet !== usual.sheet) add("p", state.sheet);
  if (state.language !== language) add("l", state.language);
  // An empty address would open the file as it begins.
  const opens = opening(map, language);
  const begins = opens.id !== null || opens.overlay !== usual.overlay || opens.view !== usual.view;
  if (parts.length === 0 && begins) add("v", usual.view);
  return parts.join("&");
}

// The state of an address, and the parts of it that this map does not know.
function stateOf(map, address, language, isSheet) {
  const text = address.replace(/^#/, "");
  if (text === "") return { state: opening(map, language), bad: [] };
  const state = nothingChosen(map, language);
  const bad = [];
  for (const part of text.split("&")) {
    const [key, value] = splitPart(part);
    const change = value === null ? null : meaning(map, key, value, isSheet);
    if (change) Object.assign(state, change);
    else bad.push(cut(part, 60));
  }
  return { state, bad };
}

function splitPart(part) {
  const at = part.indexOf("=");
  try {
    return [part.slice(0, Math.max(at, 0)), decodeURIComponent(part.slice(at + 1))];
  } catch {
    return [part, null];
  }
}

// What one part of an address changes, or null if it means nothing here.
function meaning(map, key, value, isSheet) {
  const one = (name, among) => (among.includes(value) ? { [name]: value } : null);
  const day = () => map.days.findIndex((each) => each.date === value);
  switch (key) {
    case "e": return map.byId.has(value) || Object.hasOwn(map.piles, value) ? { id: value } : null;
    case "d": return one("direction", DIRECTIONS);
    case "s": return one("steps", ["1", "2", "3", "all"]);
    case "o": return one("overlay", OVERLAYS);
    case "t": return day() >= 0 ? { day: day() } : null;
    case "v": return one("view", VIEWS);
    case "p": return isSheet(value) ? { sheet: value } : null;
    case "l": return one("language", LANGUAGES);
    default: return null;
  }
}

// How many steps are walked.
function limitOf(state) {
  return state.steps === "all" ? Infinity : Number(state.steps);
}

// "2 stop, 3 may stop and 1 works with less", gravest first; of the elements that pass.
function countsOf(map, looks, passes) {
  const counted = new Map();
  looks.forEach((look, index) => {
    if (look > 0 && passes(map.elements[index])) counted.set(look, (counted.get(look) || 0) + 1);
  });
  return [...counted].sort(([a], [b]) => a - b).map(([look, n]) => ({ look: map.looks[look], n }));
}

function countWords(counted) {
  return listed(counted.map(({ look, n }) => say(`n.${look}`, n)));
}

const isHarm = ({ look }) => !["protected", "may-protected", "freed"].includes(look);

// "If Integrationstjänsten stops: 4 stop and 3 may stop; of processes and e-services: 2 stop".
function headline(map, cause, isShort = false) {
  const looks = looksOf(map, cause);
  const name = shortName(map, cause);
  if (!map.elements[cause].in_use) return `${say("not-in-use", name, map.at)}.`;
  const isPlace = (element) => element.section !== "integrations";
  const all = countsOf(map, looks, isPlace);
  const ways = countsOf(map, looks, (element) => !isPlace(element)).filter(isHarm).reduce((sum, { n }) => sum + n, 0);
  if (!all.some(isHarm) && !ways) return `${say("if-stops-none", name)}.`;
  const business = countsOf(map, looks, isBusiness).filter(isHarm);
  const parts = [countWords(all.length ? all : countsOf(map, looks, () => true))];
  if (ways && all.length) parts.push(say("and-integrations", ways));
  if (!isShort) parts.push(business.length ? say("of-business", countWords(business)) : say("business-none"));
  return `${say("if-stops", name, parts.join("; "))}.`;
}

// What the line above the picture says.
function answer(view) {
  const { map, state } = view;
  const day = map.days[state.day].date;
  if (!map.elements.length) return say("start.empty");
  if (!view.chosen.size && state.overlay === "lifecycle") return say("on-day", day, `${dayCounts(map, state, ["in_use", "leaving", "extended", "unsupported", "planned", "retired"], stateOn)}.`, countedElements(map));
  if (!view.chosen.size && state.overlay === "standard") return say("on-day", day, `${dayCounts(map, state, Object.keys(STANDARD_LOOK), standardOn)}.`, countedElements(map));
  if (!view.chosen.size) return say("start.status", countedElements(map), map.at);
  if (state.overlay === "impact" && view.cause >= 0 && state.direction === "down") return headline(map, view.cause, true);
  return `${reachWords(view)}.`;
}

function countedElements(map) {
  return say("elements", places(map).length);
}

// What has a box: the elements in use on the day of the map, without the integrations, which are arrows.
function places(map) {
  return map.elements.filter((element) => element.in_use && element.section !== "integrations");
}

// "22 full, 7 concept and 41 not said".
function dayCounts(map, state, values, valueOn) {
  const all = places(map).map((element) => valueOn(element, state.day));
  const counted = values.map((value) => [value, all.filter((each) => each === value).length]).filter(([, n]) => n > 0);
  return listed(counted.map(([value, n]) => `${number(n)} ${isWord(`chip.${value}`) ? say(`chip.${value}`).toLocaleLowerCase() : say(`state.${value}`)}`));
}

// "18 elements rest on Integrationstjänsten: 4 directly, 14 through others, and 10 integrations".
function reachWords(view) {
  const { map, state, walked } = view;
  const name = view.cause >= 0 ? shortName(map, view.cause) : cut(map.piles[state.id]?.name || state.id, 70);
  const all = reached(map, walked);
  const ways = reached(map, walked, true).length - all.length;
  const bound = state.direction === "down" && view.cause >= 0 ? boundTo(map, view.cause) : 0;
  if (!all.length && !ways && bound) return say("nothing-but-work", bound, name);
  if (!all.length && !ways) return say(state.direction === "down" ? "nothing-rests" : "rests-on-nothing", name);
  const direct = all.filter((node) => walked.steps[node] === 1).length;
  const parts = direct === all.length ? [say("all-directly")] : [say("directly", direct), say("through-others", all.length - direct)];
  if (state.steps !== "all") parts.push(say("within", Number(state.steps)));
  const too = ways ? `; ${say("and-integrations", ways)}` : "";
  return `${say(state.direction === "down" ? "rests-on-it" : "it-rests-on", all.length, name)}: ${parts.join(", ")}${too}`;
}

// How many elements in use are bound to one by relations that pass no disruption on, such as an agreement.
function boundTo(map, cause) {
  const bound = map.dependents[cause].map((index) => map.relations[index]).filter((relation) => !relation.passes);
  return new Set(bound.map(({ from }) => from).filter((from) => map.elements[from]?.in_use)).size;
}

// What a day is called besides its plateaus.
function dayNames(map, date) {
  return date === map.at ? [say("map-day")] : date === map.today ? [say("today")] : [];
}
