// The sheets: finds their boxes and arrows, recolours them for what is shown, and moves and sizes them.
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
  const running = map.conflicts.filter(({ first, last }) => first <= date && (!last || date <= last));
  return new Set(running.map(({ dependent, dependency }) => `${dependent} ${dependency}`));
}

// How some elements that share a box look: the class, the words of the chip, and the line if it says something new.
function guise(view, members, isPile) {
  const { state, map } = view;
  if (state.overlay === "impact" && view.looks) return impactGuise(view, members, isPile);
  if (state.overlay === "lifecycle") return lifecycleGuise(map, members, state.day, isPile);
  if (state.overlay === "standard") return standardGuise(map, members, state.day, isPile);
  const steps = stepsOf(view, members);
  return { look: isPile ? "folded" : "plain", chip: steps > 0 ? say("step", steps) : "" };
}

function impactGuise(view, members, isPile) {
  const { looks, map } = view;
  const hit = members.filter((member) => looks[member] >= 0);
  if (!hit.length) return { look: isPile ? "folded" : "faded", chip: "" };
  const gravest = hit.reduce((best, member) => (looks[member] < looks[best] ? member : best));
  const look = map.looks[looks[gravest]];
  const alike = hit.filter((member) => looks[member] === looks[gravest]).length;
  const time = isPile ? 0 : view.rowOf.get(gravest)?.after || 0;
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
  const line = isPile ? null : map.elements[members[0]]?.facts?.[day]?.[0] || null;
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
  const rect = g.querySelector("rect");
  const at = (name) => Number(rect?.getAttribute(name)) || 0;
  const line = g.querySelector("text.line");
  const box = {
    id, g, isPile, members: membersOf(map, id), x: at("x"), y: at("y"), width: at("width"), height: at("height"),
    line, ownLine: line?.textContent ?? "", chip: g.querySelector("rect.chip"), chipText: g.querySelector("text.chip"), shown: {},
  };
  g.setAttribute("role", "button");
  g.setAttribute("tabindex", "-1");
  const ring = draw("rect", { class: "ring", x: box.x - 3, y: box.y - 3, width: box.width + 6, height: box.height + 6, rx: 14 });
  g.append(ring);
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
  box.look = look;
  const selected = box.id === view.state.id || (!box.isPile && box.steps === 0) || (box.isPile && box.steps === 0);
  const state = !some ? "" : selected ? " selected" : box.steps > 0 ? " lit" : " dim";
  const look2 = selected && view.state.overlay === "none" && !box.isPile ? "focus" : look;
  put(box, "class", `box ${look2}${box.isPile ? " pile" : ""}${state}`, (value) => box.g.setAttribute("class", value));
  put(box, "steps", box.steps, (value) => (value > 0 ? box.g.setAttribute("data-steps", value) : box.g.removeAttribute("data-steps")));
  put(box, "label", labelOf(view, box.members, box.isPile, box.id), (value) => box.g.setAttribute("aria-label", value));
  put(box, "pressed", String(selected && some), (value) => box.g.setAttribute("aria-pressed", value));
  put(box, "line", line || box.ownLine, (value) => box.line && (box.line.textContent = cut(value, 34)));
  put(box, "chip", chip.toLocaleUpperCase(), (value) => paintChip(box, value));
}

function put(box, key, value, change) {
  if (box.shown[key] === value) return;
  box.shown[key] = value;
  change(value);
}

// The chip sits on the upper border, where it cannot cover the name.
function paintChip(box, words) {
  if (!box.chip) {
    if (!words) return;
    box.chip = box.g.appendChild(draw("rect", { class: "chip", height: CHIP_HEIGHT, rx: 4 }));
    box.chipText = box.g.appendChild(draw("text", { class: "chip", "font-size": 8, "font-weight": "bold", "text-anchor": "middle" }));
  }
  box.chip.classList.toggle("away", !words);
  box.chipText.classList.toggle("away", !words);
  if (!words) return;
  const width = chipWidth(words);
  const x = box.x + box.width - 8 - width;
  box.chip.setAttribute("x", x);
  box.chip.setAttribute("y", box.y - CHIP_HEIGHT / 2);
  box.chip.setAttribute("width", width);
  box.chipText.setAttribute("x", x + width / 2);
  box.chipText.setAttribute("y", box.y + 2.9);
  box.chipText.textContent = words;
}

const chipWidths = new Map();
let measure = null;

function chipWidth(words) {
  if (!chipWidths.has(words)) {
    measure ||= document.createElement("canvas").getContext("2d");
    measure.font = "bold 8px Arial, 'Liberation Sans', Helvetica, sans-serif";
    chipWidths.set(words, Math.ceil(measure.measureText(words).width) + 10);
  }
  return chipWidths.get(words);
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
  const shown = `arrow ${look}${dim ? " dim" : both ? " lit" : ""}`;
  if (arrow.shown === shown) return;
  arrow.shown = shown;
  arrow.g.setAttribute("class", shown);
}

function inConflict(view, from, to) {
  return view.conflicts.size > 0 && from.members.some((a) => to.members.some((b) => view.conflicts.has(`${a} ${b}`)));
}

const MOST_DRAWN = 400;

// On a sheet without arrows: those of what is chosen, nearest first.
function drawLinks(view, sheet, carried) {
  sheet.drawn?.remove();
  sheet.drawn = null;
  const first = sheet.boxes.values().next().value;
  if (!view.chosen.size || !first) return;
  sheet.drawn = draw("g", { class: "arrows drawn", "aria-hidden": "true" });
  for (const { near, far } of links(view.map, view.walked).slice(0, MOST_DRAWN)) {
    const [from, to] = view.state.direction === "down" ? [far, near] : [near, far];
    const ends = [from, to].map((element) => sheet.boxes.get(view.map.elements[element].id));
    if (!ends[0] || !ends[1]) continue;
    const look = carried?.get(`${ends[0].id} ${ends[1].id}`) || (carried ? "plain" : "strong");
    sheet.drawn.append(drawArrow(ends[0], ends[1], look));
  }
  first.g.parentNode.insertBefore(sheet.drawn, first.g.parentNode.firstChild);
}

// A window on a picture that can be dragged, sized by wheel and pinch, and fitted. One for every view that is a picture.
function canvasOf(section) {
  const canvas = { section, svg: null, width: 1, height: 1, x: 0, y: 0, scale: 1, places: new Map(), moved: false };
  const pointers = new Map();
  section.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    zoomAt(canvas, Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX, event.clientY);
  }, { passive: false });
  section.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 1) canvas.moved = false;
  });
  section.addEventListener("pointermove", (event) => drag(canvas, pointers, event));
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    section.addEventListener(end, (event) => {
      pointers.delete(event.pointerId);
      if (!pointers.size) section.classList.remove("moving");
    });
  }
  return canvas;
}

function drag(canvas, pointers, event) {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
  if (!canvas.moved && Math.hypot(dx, dy) < 4) return;
  if (!canvas.moved) {
    canvas.moved = true;
    canvas.section.classList.add("moving");
    canvas.section.setPointerCapture(event.pointerId);
  }
  const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
  if (others.length) {
    const [other] = others;
    const spread = (x, y) => Math.max(Math.hypot(x - other.x, y - other.y), 10);
    const factor = spread(event.clientX, event.clientY) / spread(last.x, last.y);
    zoomAt(canvas, factor, (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
    moveBy(canvas, dx / 2, dy / 2);
  } else {
    moveBy(canvas, dx, dy);
  }
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
}

// Shows another picture in the window, as it stood there last, else fitted.
function showIn(canvas, svg, key) {
  if (canvas.svg === svg && canvas.key === key) return;
  if (canvas.svg) canvas.places.set(canvas.key, { x: canvas.x, y: canvas.y, scale: canvas.scale });
  canvas.svg = svg;
  canvas.key = key;
  if (!svg) return;
  ({ width: canvas.width, height: canvas.height } = svg.viewBox.baseVal);
  if (canvas.places.has(key)) Object.assign(canvas, canvas.places.get(key));
  else fit(canvas);
  place(canvas);
}

function place(canvas) {
  if (!canvas.svg) return;
  canvas.svg.style.transform = `translate(${canvas.x}px, ${canvas.y}px) scale(${canvas.scale})`;
}

function fit(canvas) {
  const { clientWidth, clientHeight } = canvas.section;
  if (!clientWidth || !clientHeight) return;
  canvas.scale = Math.max(0.02, Math.min(clientWidth / canvas.width, clientHeight / canvas.height, 1.5));
  canvas.x = (clientWidth - canvas.width * canvas.scale) / 2;
  canvas.y = Math.max(0, (clientHeight - canvas.height * canvas.scale) / 2);
  place(canvas);
}

function zoomAt(canvas, factor, clientX, clientY) {
  const { left, top } = canvas.section.getBoundingClientRect();
  const scale = Math.min(6, Math.max(0.02, canvas.scale * factor));
  const [x, y] = [clientX - left, clientY - top];
  canvas.x = x - (x - canvas.x) * (scale / canvas.scale);
  canvas.y = y - (y - canvas.y) * (scale / canvas.scale);
  canvas.scale = scale;
  place(canvas);
}

function zoom(canvas, factor) {
  const { left, top, width, height } = canvas.section.getBoundingClientRect();
  zoomAt(canvas, factor, left + width / 2, top + height / 2);
}

function moveBy(canvas, dx, dy) {
  canvas.x += dx;
  canvas.y += dy;
  place(canvas);
}

// Moves the picture as little as needed for a box to be seen.
function reveal(canvas, box) {
  const { clientWidth, clientHeight } = canvas.section;
  const room = 24;
  const shift = (at, size, length) => {
    if (at < room) return room - at;
    return at + size > length - room ? Math.max(length - room - size - at, room - at) : 0;
  };
  const dx = shift(canvas.x + box.x * canvas.scale, box.width * canvas.scale, clientWidth);
  const dy = shift(canvas.y + box.y * canvas.scale, box.height * canvas.scale, clientHeight);
  if (dx || dy) moveBy(canvas, dx, dy);
}
