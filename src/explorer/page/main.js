// The page: ties the parts together, and paints them whenever what is shown changes.
// Everything that is shown follows from one record, the state; the address carries it.

const byId = (id) => document.getElementById(id);
const map = readMap();
const root = byId("view-map");
const sheets = readSheets(map, root);
const isSheet = (id) => sheets.some((sheet) => sheet.id === id);
const ownLanguage = navigator.language?.toLowerCase().startsWith("sv") ? "sv" : "en";
const canvases = { map: canvasOf(root), around: canvasOf(byId("view-around")), matrix: canvasOf(byId("view-matrix")) };
const matrix = byId("view-matrix").querySelector("svg");
const tables = tableOf(byId("view-table"), (id) => choose(id));

let state = null;
let view = null;
let around = null;
let notice = "";
let told = 0;
let address = null;

const acts = { choose, clear, open, around: () => visit("around") };

// Changes what is shown. What is chosen and where it is shown is a step of the history; how it is shown is not.
function go(change, isStep = false) {
  const next = { ...state, ...change };
  const wanted = addressOf(map, next, ownLanguage);
  notice = "";
  if (wanted !== address) {
    address = wanted;
    if (isStep) location.hash = wanted;
    else history.replaceState(null, "", `#${wanted}`);
  }
  paint(next);
}

function choose(id, focus = false) {
  const inSheet = sheetNow().boxes.has(id) || sheetNow().boxes.has(map.pileOf.get(map.byId.get(id)));
  go({ id, sheet: inSheet ? state.sheet : "map" }, true);
  const box = state.view === "map" ? boxOfChoice() : pictureNow()?.boxes.get(id);
  if (!box) return;
  if (focus) box.g.focus({ preventScroll: true });
  reveal(canvases[state.view], box);
}

// A pile is chosen first, and opened when it is chosen.
function press(id) {
  if (id === state.id && Object.hasOwn(map.piles, id)) acts.open(id);
  else choose(id, true);
}

// Opens the sheet of a pile, or the whole map, and takes the keyboard there.
function open(sheet) {
  go({ sheet, view: "map", id: Object.hasOwn(map.piles, state.id ?? "") ? null : state.id }, true);
  sheetNow().roving?.g.focus({ preventScroll: true });
}

// Shows a view, and takes the keyboard to what is chosen there.
function visit(name) {
  go({ view: name }, true);
  const row = name === "table" ? tables.body.querySelector("tr[tabindex='0']") : null;
  const target = row || pictureNow()?.roving?.g || byId(`view-${name}`);
  target.focus({ preventScroll: !row });
}

function clear() {
  go({ id: null }, true);
}

function sheetNow() {
  return sheets.find((sheet) => sheet.id === state.sheet) || sheets[0] || { id: "map", boxes: new Map(), arrows: [] };
}

function boxOfChoice() {
  const { boxes } = sheetNow();
  return boxes.get(state.id) || boxes.get(map.pileOf.get(map.byId.get(state.id))) || null;
}

// Takes over what the address says.
function readAddress() {
  const text = location.hash.replace(/^#/, "");
  if (text === address && state) return;
  address = text;
  const { state: next, bad } = stateOf(map, text, ownLanguage, isSheet);
  speak(next.language);
  notice = bad.length ? say("bad-link", cut(bad.join("&"), 80)) : "";
  paint(next);
}

function paint(next) {
  const spoke = state?.language;
  const isOther = state?.id !== next.id;
  state = next;
  if (spoke !== state.language) paintWords();
  view = viewOf(map, state);
  if (spoke !== state.language) repaint();
  paintControls();
  // The lines around a picture first: they decide how much room it has.
  if (notice) notify(notice);
  else tell(sentence());
  if (state.view === "map") paintSheet(view, sheetNow());
  paintLegend(view, byId("legend"), sheetNow());
  paintStage(isOther);
  paintPanel(view, byId("panel"), acts);
}

// The line that says what is shown.
function sentence() {
  return state.view === "matrix" ? say("matrix.status") : answer(view);
}

function tell(text) {
  if (byId("status").textContent !== text) byId("status").textContent = text;
}

// Says something in place of the answer for as long as it takes to read it.
function notify(text) {
  tell(text);
  clearTimeout(told);
  told = setTimeout(() => tell(sentence()), 8000);
}

// What is out of sight must not keep words of the other language.
function repaint() {
  for (const sheet of sheets) paintSheet(view, sheet);
  byId("view-around").replaceChildren();
  if (tables.rows) paintTable(view, tables);
}

// The words of the page that do not depend on what is shown.
function paintWords() {
  speak(state.language);
  document.documentElement.lang = state.language;
  const title = cut(map.title || map.map || "", 300);
  if (title) byId("title").textContent = title;
  byId("title").title = title;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  byId("day").replaceChildren(...map.days.map(({ date, plateaus = [] }) => {
    const parts = [date, ...dayNames(map, date), ...plateaus.map((name) => cut(name, 40))];
    const option = make("option", parts.join(" · "));
    option.value = date;
    return option;
  }));
  paintKeys();
  for (const lane of document.querySelectorAll("g.lane[data-lane]")) paintLane(lane);
  // Chips and labels are in the language: paint them all again.
  for (const sheet of sheets) for (const box of sheet.boxes.values()) box.shown = {};
}

// The name of a lane on as many lines as it has been given.
function paintLane(lane) {
  const key = `lane.${lane.dataset.lane}`;
  const lines = [...lane.querySelectorAll("text.lane-label")];
  if (!isWord(key) || !lines.length) return;
  const parts = say(key).split("/");
  lines.forEach((line, at) => { line.textContent = lines.length === 1 ? parts.join(" ") : parts[at] || ""; });
}

function paintControls() {
  for (const name of VIEWS) {
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === state.view));
    byId(`tab-${name}`).tabIndex = name === state.view ? 0 : -1;
    byId(`view-${name}`).hidden = name !== state.view;
  }
  for (const name of DIRECTIONS) byId(name).setAttribute("aria-pressed", String(name === state.direction));
  byId("steps").value = state.steps;
  byId("overlay").value = state.overlay;
  byId("day").value = map.days[state.day].date;
  byId("day-label").hidden = !["lifecycle", "standard"].includes(state.overlay);
  byId("language").value = state.language;
  for (const name of ["in", "out", "fit"]) byId(name).disabled = state.view === "table";
  const pile = map.piles[state.sheet];
  byId("crumbs").hidden = !pile || state.view !== "map";
  if (pile) {
    const whole = button(say("whole-map"), () => open("map"));
    byId("crumbs").replaceChildren(whole, ` › ${cut(pile.name || state.sheet, 80)}`);
  }
}

function paintStage(isOther) {
  if (state.view === "map") paintMap(isOther);
  if (state.view === "around") {
    around = paintAround(view, byId("view-around"), sheets);
    showIn(canvases.around, around?.svg || null, `${state.id} ${state.steps}`);
    if (around) rove(around, around.boxes.get(state.id));
  }
  if (state.view === "matrix") showIn(canvases.matrix, matrix, "matrix");
  if (state.view === "table") paintTable(view, tables);
}

function paintMap(isOther) {
  const sheet = sheetNow();
  for (const each of sheets) each.holder.hidden = each !== sheet;
  if (!sheet.svg) return;
  showIn(canvases.map, sheet.svg, sheet.id);
  if (isOther || !sheet.roving) rove(sheet, boxOfChoice() || sheet.roving || sheet.boxes.values().next().value);
}

// The picture on which keys and buttons act.
function pictureNow() {
  return state.view === "around" ? around : state.view === "map" ? sheetNow() : null;
}

function back() {
  if (state.id !== null) clear();
  else if (state.sheet !== "map") open("map");
  else tell(sentence());
}

function nextDay(by) {
  if (!["lifecycle", "standard"].includes(state.overlay)) return;
  go({ day: Math.min(map.days.length - 1, Math.max(0, state.day + by)) });
}

function watchPicture(section, name) {
  section.addEventListener("click", (event) => {
    const g = event.target.closest("g.box[data-id]");
    if (g && !canvases[name].moved) press(g.dataset.id);
  });
  section.addEventListener("keydown", (event) => {
    const picture = pictureNow();
    const box = picture?.boxes.get(event.target.closest?.("g.box")?.dataset.id);
    if (!box) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      press(box.id);
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = name === "around" ? boxInAround(picture, box, event.key) : boxTowards(map, picture, box, event.key);
      if (!next) return;
      rove(picture, next);
      next.g.focus({ preventScroll: true });
      reveal(canvases[name], next);
    }
  });
  section.addEventListener("focusin", (event) => {
    const picture = pictureNow();
    const box = picture?.boxes.get(event.target.closest?.("g.box")?.dataset.id);
    if (!box) return;
    rove(picture, box);
    section.scrollTo(0, 0);
    if (event.target.matches(":focus-visible")) reveal(canvases[name], box);
  });
}

// In columns, left and right lead to the next column, up and down within one.
function boxInAround(picture, box, key) {
  const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const ahead = [...picture.boxes.values()].filter((each) => (by[0] ? Math.sign(each.x - box.x) === by[0] : each.x === box.x && Math.sign(each.y - box.y) === by[1]));
  const far = (each) => Math.abs(each.x - box.x) * 10 + Math.abs(each.y - box.y);
  return ahead.sort((a, b) => far(a) - far(b))[0] || null;
}

function watch() {
  for (const name of VIEWS) byId(`tab-${name}`).addEventListener("click", () => go({ view: name }, true));
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go({ view: VIEWS[(VIEWS.indexOf(state.view) + by + VIEWS.length) % VIEWS.length] }, true);
    byId(`tab-${state.view}`).focus();
  });
  for (const name of DIRECTIONS) byId(name).addEventListener("click", () => go({ direction: name }));
  byId("steps").addEventListener("change", (event) => go({ steps: event.target.value }));
  byId("overlay").addEventListener("change", (event) => go({ overlay: event.target.value }));
  byId("day").addEventListener("change", (event) => go({ day: event.target.selectedIndex }));
  byId("language").addEventListener("change", (event) => go({ language: event.target.value }));
  byId("in").addEventListener("click", () => zoom(canvases[state.view], 1.3));
  byId("out").addEventListener("click", () => zoom(canvases[state.view], 1 / 1.3));
  byId("fit").addEventListener("click", () => fit(canvases[state.view]));
  byId("help").addEventListener("click", () => byId("keys").showModal());
  byId("copy").addEventListener("click", copyLink);
  byId("save").addEventListener("click", savePicture);
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    const target = pictureNow()?.roving?.g || byId(`view-${state.view}`);
    target.focus({ preventScroll: true });
  });
  watchPicture(root, "map");
  watchPicture(byId("view-around"), "around");
  finder(map, { choose, filter: (text) => { tables.filter = text; filterRows(map, tables); } });
  const canvas = () => canvases[state.view];
  shortcuts({
    find: () => byId("find").focus(), help: () => byId("keys").showModal(), back,
    larger: () => canvas() && zoom(canvas(), 1.3), smaller: () => canvas() && zoom(canvas(), 1 / 1.3), fit: () => canvas() && fit(canvas()),
    view: visit, overlay: () => go({ overlay: OVERLAYS[(OVERLAYS.indexOf(state.overlay) + 1) % OVERLAYS.length] }),
    direction: () => go({ direction: state.direction === "down" ? "up" : "down" }), day: nextDay,
  });
  window.addEventListener("hashchange", readAddress);
  // A page of paper is small too.
  window.addEventListener("beforeprint", () => {
    tell(sentence());
    unfoldAll(byId("panel"));
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll(".canvas .sheet svg").forEach((svg) => svg.classList.toggle("far", svg.viewBox.baseVal.width > 1500)));
  window.addEventListener("afterprint", () => canvas() && place(canvas()));
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (Math.abs(window.innerWidth - width) < 40 || !canvas()) return;
    width = window.innerWidth;
    fit(canvas());
  });
}

function paintKeys() {
  const rows = make("dl");
  for (const key of Object.keys(WORDS).filter((each) => each.startsWith("key."))) rows.append(make("dt", key.slice(4)), make("dd", say(key)));
  const title = make("h2", say("keys.title"));
  title.id = "keys-title";
  byId("keys").replaceChildren(title, rows, button(say("close"), () => byId("keys").close()));
}

// Copies the address of what is shown.
async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    notify(say("copied"));
  } catch {
    notify(say("copy-failed", location.href));
  }
}

// Saves the picture that is shown as a file of its own, with its heading, its legend and the colours of this page.
function savePicture() {
  const svg = state.view === "matrix" ? matrix : pictureNow()?.svg;
  if (!svg) return notify(say("save-none"));
  const name = `${plainly(map.title || "map").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "map"}-${state.view}.svg`;
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(standAlone(svg))], { type: "image/svg+xml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  return notify(say("saved", name));
}

function standAlone(svg) {
  const copy = svg.cloneNode(true);
  const { width, height } = svg.viewBox.baseVal;
  const legend = state.view === "matrix" ? draw("g", {}) : legendRows(legendEntries(view), width - 48, height + 24);
  const bottom = height + (legend.childElementCount ? Number(legend.lastChild.dataset.y) - height + 24 : 12);
  const attributes = { viewBox: `0 -64 ${width} ${bottom + 64}`, width, height: bottom + 64, "font-family": "Arial, Liberation Sans, Helvetica, sans-serif" };
  for (const [key, value] of Object.entries(attributes)) copy.setAttribute(key, value);
  copy.removeAttribute("style");
  const text = (y, size, words, more) => draw("text", { x: 24, y, "font-size": size, fill: "#16212C", ...more }, words);
  copy.prepend(
    draw("style", {}, pictureRules()), draw("rect", { x: 0, y: -64, width, height: bottom + 64, fill: "#FFFFFF" }),
    text(-34, 20, cut(map.title || "", 120), { "font-weight": "bold" }), text(-12, 13.5, cut(sentence(), Math.max(60, Math.floor(width / 7)))),
  );
  copy.append(legend);
  return copy;
}

// The entries of the legend in as many rows as they need.
function legendRows(entries, room, top) {
  const rows = draw("g", { class: "legend" });
  let [x, y] = [24, top];
  for (const { sample, text, n } of entries) {
    const words = n === undefined ? capital(text) : `${capital(text)}: ${number(n)}`;
    const width = 42 + textWidth(words, 13) + 26;
    if (x > 24 && x + width > room) [x, y] = [24, y + 28];
    const entry = draw("g", { transform: `translate(${x} ${y - 9})`, "data-y": y });
    entry.append(...sample.childNodes, draw("text", { x: 42, y: 13.5, "font-size": 13, fill: "#16212C" }, words));
    rows.append(entry);
    x += width;
  }
  return rows;
}

// The rules of this page that concern pictures, as on white paper.
function pictureRules() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules.filter((rule) => /\.(box|arrow|lane|lane-label|dim|around-head|around-more|away|big)\b/.test(rule.selectorText || "") && !/:hover|:focus/.test(rule.selectorText))
    .map((rule) => rule.cssText).join("\n");
}

watch();
readAddress();
