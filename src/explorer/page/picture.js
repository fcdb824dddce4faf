// The sheets: finds their boxes and arrows, recolours them for what is shown, and says in a legend what that means.
// Knows what a box looks like and where it stands; knows nothing of why. Never builds a sheet anew: classes change.

const SVG = "http://www.w3.org/2000/svg";
const CHIP_HEIGHT = 13;

// What is shown, worked out once for all that draws it.
function viewOf(map, state) {
  const chosen = membersOf(map, state.id);
  const walked = walk(map, chosen, state.direction, limitOf(state));
  const cause = chosen.length === 1 && map.byId.has(state.id) ? chosen[0] : -1;
  const rows = state.overlay === "impact" && cause >= 0 ? rowsOf(map, cause) : [];
  return {
    map, state, chosen: new Set(chosen), cause, walked, rows,
    looks: state.overlay === "impact" && cause >= 0 ? looksOf(map, cause) : null,
    rowOf: new Map(rows.map((row) => [row.e, row])),
    conflicts: state.overlay === "lifecycle" ? conflictsOn(map, map.days[state.day].date) : null,
  };
}

function conflictsOn(map, date) {
  const running = map.conflicts.filter(({ first, last }) => (!first || first <= date) && (!last || date <= last));
  return new Set(running.map(({ dependent, dependency }) => `${dependent} ${dependency}`));
}

// How some elements that share a box look: the class, the words of the chip, and the line if it says something new.
function guise(view, members, isPile) {
  const { state, map } = view;
  if (state.overlay === "impact" && view.looks) return impactGuise(view, members, isPile);
  if (state.overlay === "lifecycle") return lifecycleGuise(map, members, state.day, isPile);
  if (state.overlay === "standard") return standardGuise(map, members, state.day, isPile);
  return { look: isPile ? "folded" : "plain", chip: stepChip(view, members) };
}

function stepChip(view, members) {
  const steps = stepsOf(view, members);
  return steps > 0 ? say("step", steps) : "";
}

function impactGuise(view, members, isPile) {
  const { looks, map } = view;
  const hit = members.filter((member) => looks[member] >= 0);
  if (!hit.length) return { look: isPile ? "folded" : "faded", chip: "" };
  const gravest = hit.reduce((best, member) => (looks[member] < looks[best] ? member : best));
  const look = map.looks[looks[gravest]];
  const alike = hit.filter((member) => looks[member] === looks[gravest]).length;
  const row = isPile ? null : view.rowOf.get(gravest);
  const time = row ? timeOf(map, row) : 0;
  const more = isPile ? ` ${say("chip.of", alike, members.length)}` : time ? ` ${duration(time)}` : "";
  return { look, chip: say(`chip.${look}`) + more };
}

const GRAVEST_STATE = ["unsupported", "leaving", "extended", "planned", "retired", "in_use"];

function lifecycleGuise(map, members, day, isPile) {
  const states = members.map((member) => stateOn(map.elements[member], day));
  const gravest = GRAVEST_STATE.find((each) => states.includes(each)) || "in_use";
  const n = states.filter((each) => each === gravest).length;
  const more = isPile ? ` ${say("chip.of", n, members.length)}` : "";
  const chip = gravest === "in_use" ? "" : say(`chip.${gravest}`) + more;
  const line = isPile ? null : factsOn(map.elements[members[0]] || {}, day)[0] || null;
  return { look: gravest === "in_use" ? (isPile ? "folded" : "plain") : gravest, chip, line };
}

const STANDARD_LOOK = {
  full: "standard-full", concept: "standard-concept", free: "standard-free",
  not_concerned: "standard-not-concerned", not_said: "standard-unstated",
};

function standardGuise(map, members, day, isPile) {
  const standards = new Set(members.map((member) => standardOn(map.elements[member], day)));
  if (standards.size > 1) return { look: "folded", chip: say("chip.mixed") };
  const [standard = null] = standards;
  if (standard === null) return { look: isPile ? "folded" : "faded", chip: "" };
  return { look: STANDARD_LOOK[standard] || "plain", chip: isWord(`chip.${standard}`) ? say(`chip.${standard}`) : standard };
}

// The least distance of some elements: 0 for what is chosen, -1 if none is reached.
function stepsOf(view, members) {
  let least = -1;
  for (const member of members) {
    const steps = view.chosen.has(member) ? 0 : view.walked.steps[member];
    if (steps >= 0 && (least < 0 || steps < least)) least = steps;
  }
  return least;
}

// "Lisa, system, owner Stadsledningskontoret, stops after 4 h".
function labelOf(view, members, isPile, pileId) {
  const { map, state } = view;
  if (isPile) return say("is-pile", map.piles[pileId]?.name || pileId, say("elements", members.length));
  const [index] = members;
  const element = map.elements[index];
  if (!element) return "";
  const parts = [cut(element.name || element.id, 200), kindOf(element)];
  const owner = ownerName(map, element);
  if (owner) parts.push(say("owner-is", cut(owner, 100)));
  if (view.looks && view.looks[index] >= 0) parts.push(effectWords(map, view.rowOf.get(index), map.looks[view.looks[index]]));
  if (state.overlay === "lifecycle") parts.push(say(`state.${stateOn(element, state.day)}`));
  if (state.overlay === "standard") parts.push(say(`standard.${standardOn(element, state.day) ?? "none"}`));
  const steps = stepsOf(view, members);
  if (steps > 0) parts.push(say("step", steps));
  return parts.join(", ");
}

// Everything of the sheets that is painted again and again.
function readSheets(map, root) {
  return [...root.querySelectorAll(".sheet")].map((holder) => {
    const svg = holder.querySelector("svg");
    const boxes = new Map();
    for (const g of svg ? svg.querySelectorAll("g.box[data-id]") : []) {
      const box = readBox(map, g);
      boxes.set(box.id, box);
    }
    const arrows = [...(svg ? svg.querySelectorAll("g.arrow[data-from]") : [])].map((g) => ({
      g, from: boxes.get(g.dataset.from), to: boxes.get(g.dataset.to), own: g.getAttribute("class").replace("arrow ", ""), shown: null,
    }));
    const size = svg ? svg.viewBox.baseVal : { width: 1, height: 1 };
    return { id: holder.dataset.sheet, holder, svg, boxes, arrows, width: size.width, height: size.height, drawn: null };
  });
}

function readBox(map, g) {
  const id = g.dataset.id;
  const isPile = Object.hasOwn(map.piles, id);
  // The front of a pile is drawn last.
  const rect = [...g.querySelectorAll("rect:not(.chip)")].at(-1);
  const at = (name) => Number(rect?.getAttribute(name)) || 0;
  const line = g.querySelector("text.line");
  const box = {
    id, g, isPile, members: membersOf(map, id), x: at("x"), y: at("y"), width: at("width"), height: at("height"),
    line, ownLine: line?.textContent ?? "", chip: g.querySelector("rect.chip"), chipText: g.querySelector("text.chip"), shown: {},
  };
  g.setAttribute("role", "button");
  g.setAttribute("tabindex", "-1");
  const ring = draw("rect", { class: "ring", x: box.x - 3, y: box.y - 3, width: box.width + 6, height: box.height + 6, rx: 14 });
  g.insertBefore(ring, g.querySelector("rect"));
  return box;
}

function draw(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

// Paints a sheet; only what differs from what is there is touched.
function paintSheet(view, sheet) {
  if (!sheet.svg) return;
  for (const box of sheet.named ? [] : sheet.boxes.values()) nameLarge(view.map, box);
  sheet.named = true;
  const some = view.chosen.size > 0;
  for (const box of sheet.boxes.values()) paintBox(view, box, some);
  const ways = view.looks ? waysOf(view.map, view.rows, (element) => sheet.boxes.has(boxIdOf(view.map, sheet, element))) : null;
  const carried = ways ? carries(view, sheet, ways) : null;
  for (const arrow of sheet.arrows) paintArrow(view, arrow, some, carried);
  if (!sheet.arrows.length) drawLinks(view, sheet, carried);
}

// The box in which an element stands on a sheet: its own, or its pile's.
function boxIdOf(map, sheet, element) {
  const { id } = map.elements[element];
  return sheet.boxes.has(id) ? id : map.pileOf.get(element) ?? id;
}

function paintBox(view, box, some) {
  const { look, chip, line } = guise(view, box.members, box.isPile);
  box.steps = some ? stepsOf(view, box.members) : -1;
  const selected = box.steps === 0;
  const state = !some ? "" : selected ? " selected" : box.steps > 0 ? " lit" : " dim";
  const shown = selected && view.state.overlay === "none" && !box.isPile ? "focus" : look;
  put(box, "class", `box ${shown}${box.isPile ? " pile" : ""}${state}`, (value) => box.g.setAttribute("class", value));
  put(box, "steps", box.steps, (value) => (value > 0 ? box.g.setAttribute("data-steps", value) : box.g.removeAttribute("data-steps")));
  put(box, "label", labelOf(view, box.members, box.isPile, box.id), (value) => box.g.setAttribute("aria-label", value));
  put(box, "pressed", String(selected && some), (value) => box.g.setAttribute("aria-pressed", value));
  put(box, "line", line || box.ownLine, (value) => box.line && (box.line.textContent = cut(value, 34)));
  put(box, "chip", chip.toLocaleUpperCase(), (value) => paintChip(box, value));
}

function put(box, key, value, change) {
  if (box.shown[key] !== value) change(value);
  box.shown[key] = value;
}

// The chip sits on the upper border, where it cannot cover the name.
function paintChip(box, words) {
  if (!box.chip && words) {
    box.chip = box.g.appendChild(draw("rect", { class: "chip", height: CHIP_HEIGHT, rx: 4 }));
    box.chipText = box.g.appendChild(draw("text", { class: "chip", "font-size": 8, "font-weight": "bold", "text-anchor": "middle" }));
  }
  if (!box.chip) return;
  box.chip.classList.toggle("away", !words);
  box.chipText.textContent = words;
  if (!words) return;
  const right = box.x + box.width - 8;
  if (!box.chipPlaced) placeChip(box, right);
  const width = chipWidth(words);
  box.chip.setAttribute("x", right - width);
  box.chip.setAttribute("width", width);
  box.chipText.setAttribute("x", right - width / 2);
  // Seen from afar it is drawn larger, but no wider than its box.
  const most = (box.width - 12) / width;
  if (most < 1.75 || box.isNarrow) for (const { style } of [box.chip, box.chipText]) style.setProperty("--far", Math.min(1.75, most));
  box.isNarrow = most < 1.75;
}

// What does not depend on the words; from afar the chip grows out of its corner.
function placeChip(box, right) {
  box.chip.setAttribute("y", box.y - CHIP_HEIGHT / 2);
  box.chipText.setAttribute("y", box.y + 2.9);
  for (const { style } of [box.chip, box.chipText]) style.transformOrigin = `${right}px ${box.y + 6}px`;
  box.chipPlaced = true;
}

const chipWidths = new Map();
let measure = null;

function chipWidth(words) {
  if (!chipWidths.has(words)) chipWidths.set(words, Math.ceil(textWidth(words, 8)) + 10);
  return chipWidths.get(words);
}

// How wide bold text is at a size.
function textWidth(text, size) {
  if (!measure) {
    measure = document.createElement("canvas").getContext("2d");
    measure.font = "bold 20px Arial, 'Liberation Sans', Helvetica, sans-serif";
  }
  return measure.measureText(text).width * (size / 20);
}

// The name again, as large as the box allows in two lines: for when the picture is seen from afar.
function nameLarge(map, box) {
  if (!box.members.length || box.g.querySelector("text.big")) return;
  const name = box.isPile ? map.piles[box.id].name || box.id : nameOf(map, box.members[0]);
  const room = box.width - 14;
  let [size, lines] = [22, null];
  for (; size >= 13 && !lines; size -= 1) lines = twoLines(cut(name, 60), room, size);
  size += 1;
  lines ||= [shortened(name, room, size)];
  const middle = box.y + box.height / 2 + 2;
  lines.forEach((line, at) => {
    const y = middle + size * (lines.length === 1 ? 0.34 : at === 0 ? -0.12 : 0.88);
    box.g.append(draw("text", { class: "name big", x: box.x + 8, y, "font-size": size, "font-weight": "bold" }, line));
  });
}

function twoLines(name, room, size) {
  if (textWidth(name, size) <= room) return [name];
  if (size > 19) return null;
  const breaks = [...name.matchAll(/[ \-/,]/g)].map(({ index }) => index + 1).reverse();
  for (const at of breaks) {
    const lines = [name.slice(0, at).trim(), name.slice(at).trim()];
    if (lines[1] && lines.every((line) => textWidth(line, size) <= room)) return lines;
  }
  return null;
}

function shortened(name, room, size) {
  let letters = Array.from(name).slice(0, 40);
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > room) letters = letters.slice(0, -1);
  return `${letters.join("")}…`;
}

// What the ways between boxes bring, by the look of the box that they lead to.
function carries(view, sheet, ways) {
  const carried = new Map();
  for (const [dependent, dependency] of ways.values()) {
    const look = view.map.looks[view.looks[dependent]];
    const kind = look?.endsWith("stop") || look === "stops" ? "carries-stop" : look?.endsWith("less") ? "carries-less" : "carries-work";
    const key = `${boxIdOf(view.map, sheet, dependent)} ${boxIdOf(view.map, sheet, dependency)}`;
    if (carried.get(key) !== "carries-stop") carried.set(key, kind);
  }
  return carried;
}

function paintArrow(view, arrow, some, carried) {
  const { from, to } = arrow;
  if (!from || !to) return;
  const both = some && from.steps >= 0 && to.steps >= 0;
  const [near, far] = view.state.direction === "down" ? [to, from] : [from, to];
  const carriedBy = carried && (carried.get(`${from.id} ${to.id}`) || carried.get(`${to.id} ${from.id}`));
  let look = arrow.own;
  if (carriedBy) look = carriedBy;
  else if (view.conflicts && inConflict(view, from, to)) look = "risk";
  else if (both && !carried && Math.abs(far.steps - near.steps) === 1) look = "strong";
  const dim = some && !both && !carriedBy;
  const soft = arrow.own === "soft" && look !== "soft" ? " soft-too" : "";
  const shown = `arrow ${look}${soft}${dim ? " dim" : both ? " lit" : ""}`;
  if (arrow.shown !== shown) arrow.g.setAttribute("class", shown);
  arrow.shown = shown;
}

function inConflict(view, from, to) {
  return view.conflicts.size > 0 && from.members.some((a) => to.members.some((b) => view.conflicts.has(`${a} ${b}`)));
}

const MOST_DRAWN = 160;

// On a sheet without arrows: those of what is chosen, nearest first.
function drawLinks(view, sheet, carried) {
  sheet.drawn?.remove();
  sheet.drawn = null;
  const first = sheet.boxes.values().next().value;
  if (!view.chosen.size || !first) return;
  sheet.drawn = draw("g", { class: "arrows drawn", "aria-hidden": "true" });
  const boxOf = (element) => sheet.boxes.get(view.map.elements[element].id);
  const isDown = view.state.direction === "down";
  const all = links(view.map, view.walked).map(({ near, far }) => (isDown ? [far, near] : [near, far]).map(boxOf)).filter(([from, to]) => from && to);
  if (all.length > MOST_DRAWN) sheet.drawn.dataset.left = all.length - MOST_DRAWN;
  for (const [from, to] of all.slice(0, MOST_DRAWN)) {
    const look = carried?.get(`${from.id} ${to.id}`) || (carried ? "plain" : "strong");
    sheet.drawn.append(drawArrow(from, to, look));
  }
  first.g.parentNode.insertBefore(sheet.drawn, first.g.parentNode.firstChild);
}

// What the colours, dashes and chips of the picture mean, with how many there are of each.
function paintLegend(view, section, sheet) {
  const entries = legendEntries(view);
  const rows = make("ul");
  rows.append(...entries.map(({ sample, text, n }) => {
    const li = item(sample, capital(text));
    if (n !== undefined) li.append(" ", make("b", number(n)));
    return li;
  }));
  section.replaceChildren(rows, ...legendNotes(view, sheet).map((note) => make("p", note)));
  section.hidden = ["matrix", "table"].includes(view.state.view);
}

function legendEntries(view) {
  const { map, state } = view;
  const { overlay } = state;
  const used = places(map).map((element) => map.byId.get(element.id));
  const entries = [];
  const add = (sample, text, n) => entries.push({ sample, text, n });
  if (overlay === "impact" && view.looks) {
    const byLook = grouped(used, (index) => view.looks[index]);
    map.looks.forEach((look, index) => byLook.has(index) && add(boxSample(look), say(`look.${look}`), byLook.get(index).length));
    if (byLook.has(-1)) add(boxSample("faded"), say("legend.outside"), byLook.get(-1).length);
    add(arrowSample("carries-stop"), say("legend.stop"));
    add(arrowSample("carries-less"), say("legend.less"));
  } else if (overlay === "lifecycle") {
    const byState = grouped(used, (index) => stateOn(map.elements[index], state.day));
    for (const each of GRAVEST_STATE) if (byState.has(each)) add(boxSample(each === "in_use" ? "plain" : each), say(`state.${each}`), byState.get(each).length);
    add(arrowSample("risk"), say("legend.risk"));
  } else if (overlay === "standard") {
    const byStandard = grouped(used, (index) => standardOn(map.elements[index], state.day) ?? "none");
    for (const each of [...Object.keys(STANDARD_LOOK), "none"]) {
      if (byStandard.has(each)) add(boxSample(STANDARD_LOOK[each] || "faded"), say(`standard.${each}`), byStandard.get(each).length);
    }
  } else {
    add(boxSample("plain"), say("legend.box"), used.length);
    if (view.chosen.size) add(boxSample("focus"), say("legend.focus"));
    if (view.chosen.size) add(arrowSample("strong"), say("legend.strong"));
  }
  if (Object.keys(map.piles).length && state.view === "map") add(boxSample("folded"), say("legend.pile"));
  add(arrowSample("plain"), say("legend.depends"));
  add(arrowSample("soft"), say("legend.soft"));
  return entries;
}

function legendNotes(view, sheet) {
  const notes = overlayNotes(view);
  const left = view.state.view === "map" && Number(sheet.drawn?.dataset.left);
  if (left) notes.push(say("legend.drawn", left));
  return notes;
}

function overlayNotes(view) {
  const { map, state } = view;
  if (state.overlay === "impact") return [say(view.looks ? "legend.dashed" : "legend.choose")];
  if (!["lifecycle", "standard"].includes(state.overlay)) return [];
  const isThere = (element) => !["planned", "retired"].includes(stateOn(element, state.day));
  const hidden = map.elements.filter((element) => !element.in_use && element.section !== "integrations" && isThere(element)).length;
  return hidden ? [say("legend.hidden", hidden, map.at)] : [];
}

function sampleOf(content) {
  const svg = draw("svg", { viewBox: "0 0 34 18", width: 34, height: 18, "aria-hidden": "true" });
  svg.append(content);
  return svg;
}

function boxSample(look) {
  const g = draw("g", { class: `box ${look}` });
  g.append(draw("rect", { x: 1.5, y: 1.5, width: 31, height: 15, rx: 5 }));
  return sampleOf(g);
}

function arrowSample(look) {
  const spot = (x) => ({ x, y: 0, width: 0, height: 18 });
  return sampleOf(drawArrow(spot(0), spot(34), look, true));
}
