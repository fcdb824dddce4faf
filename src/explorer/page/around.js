// The surroundings of one element: it stands in the middle, what rests on it to the left, what it rests on to the
// right, a column for every step. Boxes are copies of those on the sheets; arrows point at what is depended on.
// Knows geometry; knows nothing of effects beyond the guise of a box.

const AROUND = { width: 168, height: 48, column: 250, abreast: 186, row: 68, tall: 14, top: 52, side: 40, most: 60 };

// The elements around one, nearest first on both sides, and how many there is no room for.
function surroundings(map, center, limit) {
  const sides = ["down", "up"].map((direction) => {
    const walked = walk(map, [center], direction, limit);
    return { direction, walked, all: reached(map, walked), links: links(map, walked) };
  });
  const all = sides.flatMap(({ walked, all: elements }, side) =>
    elements.map((element, at) => ({ element, side, steps: walked.steps[element], at })));
  all.sort((a, b) => a.steps - b.steps || a.at - b.at || a.side - b.side);
  const shown = all.slice(0, AROUND.most - 1);
  return { center, sides, shown, left: all.length - shown.length };
}

// Where everything stands: columns by steps, in each near those that it is linked to; a long column stands two and
// more abreast.
function placeAround(map, found) {
  const columns = grouped(found.shown, ({ side, steps }) => (side === 0 ? -steps : steps));
  const numbers = [...columns.keys(), 0].sort((a, b) => a - b);
  const abreast = (column) => Math.ceil((columns.get(column)?.length || 1) / AROUND.tall);
  const starts = new Map();
  let right = AROUND.side;
  for (const column of numbers) {
    starts.set(column, right);
    right += (abreast(column) - 1) * AROUND.abreast + AROUND.column;
  }
  const rowsOf = (column) => Math.ceil((columns.get(column)?.length || 1) / abreast(column));
  const tallest = Math.max(...numbers.map(rowsOf));
  const middle = AROUND.top + (tallest * AROUND.row) / 2;
  const spots = new Map([[`0 ${found.center}`, spotAt(starts.get(0), middle)]]);
  for (const column of numbers.filter((each) => each !== 0).sort((a, b) => Math.abs(a) - Math.abs(b))) {
    const members = columns.get(column);
    for (const each of members) each.pull = pullOf(spots, found, each, each.side, middle);
    members.sort((a, b) => a.pull - b.pull || nameOf(map, a.element).localeCompare(nameOf(map, b.element)));
    members.forEach((each, at) => {
      each.key = `${column} ${each.element}`;
      const row = Math.floor(at / abreast(column)) - (rowsOf(column) - 1) / 2;
      spots.set(each.key, spotAt(starts.get(column) + (at % abreast(column)) * AROUND.abreast, middle + row * AROUND.row));
    });
  }
  const width = right - AROUND.column + AROUND.width + AROUND.side;
  return { spots, numbers, xOf: (column) => starts.get(column), width, height: AROUND.top + tallest * AROUND.row + 46 };
}

function spotAt(x, middle) {
  return { x, y: middle - AROUND.height / 2, width: AROUND.width, height: AROUND.height };
}

function keyOf(found, side, element, steps) {
  return element === found.center ? `0 ${element}` : `${side === 0 ? -steps : steps} ${element}`;
}

// The mean height of what an element is linked to on the nearer side.
function pullOf(spots, found, each, side, middle) {
  const nearer = found.sides[side].links.filter(({ far }) => far === each.element)
    .map(({ near }) => spots.get(keyOf(found, side, near, each.steps - 1))).filter(Boolean);
  return nearer.length ? nearer.reduce((sum, spot) => sum + spot.y, 0) / nearer.length : middle;
}

// Draws the surroundings into their view. Returns the boxes by id, for the keyboard.
function paintAround(view, section, sheets) {
  const { map } = view;
  section.replaceChildren();
  if (view.cause < 0) {
    const note = document.createElement("p");
    note.className = "empty";
    note.textContent = say(map.elements.length ? "around.none" : "start.empty");
    section.append(note);
    return null;
  }
  const found = surroundings(map, view.cause, limitOf(view.state));
  const places = placeAround(map, found);
  const svg = draw("svg", { viewBox: `0 0 ${places.width} ${places.height}`, width: places.width, height: places.height, role: "group", "aria-label": say("view.around") });
  svg.append(...headings(found, places), aroundArrows(view, found, places));
  const boxes = new Map();
  const put = (element, key, column) => {
    const box = copyBox(view, sheets, element, places.spots.get(key), column);
    svg.append(box.g);
    if (!boxes.has(box.id)) boxes.set(box.id, box);
  };
  put(found.center, `0 ${found.center}`, 0);
  for (const each of found.shown) put(each.element, each.key, each.side === 0 ? -each.steps : each.steps);
  if (found.left) svg.append(draw("text", { class: "around-more", x: AROUND.side, y: places.height - 14 }, say("around.more", found.left)));
  const holder = document.createElement("div");
  holder.className = "sheet";
  holder.append(svg);
  section.append(holder);
  return { id: "around", svg, boxes, arrows: [] };
}

function headings(found, places) {
  const heading = (column) => {
    if (column === 0) return say("around.chosen");
    return `${say(column < 0 ? "around.left" : "around.right")}, ${say("step", Math.abs(column))}`;
  };
  return places.numbers.map((column) =>
    draw("text", { class: "around-head", x: places.xOf(column), y: 30 }, heading(column)));
}

function aroundArrows(view, found, places) {
  const group = draw("g", { class: "arrows", "aria-hidden": "true" });
  const ways = view.looks ? waysOf(view.map, view.rows, (element) => counts(view.map, element)) : null;
  found.sides.forEach(({ links: all, walked }, side) => {
    for (const { near, far, through } of all) {
      const ends = [near, far].map((element) => places.spots.get(keyOf(found, side, element, walked.steps[element])));
      if (!ends[0] || !ends[1]) continue;
      const [from, to, fromSpot, toSpot] = side === 0 ? [far, near, ends[1], ends[0]] : [near, far, ends[0], ends[1]];
      const arrow = drawArrow(fromSpot, toSpot, aroundLook(view, ways, from, to), true);
      arrow.append(draw("title", {}, arrowTitle(view.map, from, to, through)));
      group.append(arrow);
    }
  });
  return group;
}

function aroundLook(view, ways, dependent, dependency) {
  if (view.conflicts?.has(`${dependent} ${dependency}`)) return "risk";
  if (!ways?.has(`${dependent} ${dependency}`)) return "plain";
  const look = view.map.looks[view.looks[dependent]] || "";
  return look.endsWith("stop") || look === "stops" ? "carries-stop" : look.endsWith("less") ? "carries-less" : "carries-work";
}

function arrowTitle(map, from, to, through) {
  const names = through.map((integration) => shortName(map, integration));
  return `${shortName(map, from)} → ${shortName(map, to)}${names.length ? ` (${listed(names)})` : ""}`;
}

// A copy of the box of an element from the sheets, moved to its spot; a plain one if no sheet has it.
function copyBox(view, sheets, element, spot, column) {
  const { map } = view;
  const { id } = map.elements[element];
  const drawn = sheets.map((sheet) => sheet.boxes.get(id)).find(Boolean);
  let box;
  if (drawn) {
    const g = drawn.g.cloneNode(true);
    for (const each of [g, ...g.querySelectorAll("[id]")]) each.removeAttribute("id");
    g.querySelector("rect.ring")?.remove();
    box = readBox(map, g);
    box.ownLine = drawn.ownLine;
    g.setAttribute("transform", `translate(${spot.x - box.x} ${spot.y - box.y})`);
    Object.assign(box, { shown: {}, chip: g.querySelector("rect.chip"), chipText: g.querySelector("text.chip") });
  } else {
    box = readBox(map, plainBox(map, element, spot));
  }
  nameLarge(map, box);
  paintBox({ ...view, chosen: new Set([view.cause]) }, box, false);
  if (column === 0) box.g.classList.add("selected");
  box.g.setAttribute("aria-pressed", String(column === 0));
  return { ...box, x: spot.x, y: spot.y, width: spot.width, height: spot.height, column };
}

function plainBox(map, element, spot) {
  const g = draw("g", { class: "box plain", "data-id": map.elements[element].id });
  g.append(
    draw("title", {}, shortName(map, element, 300)),
    draw("rect", { ...spot, rx: 12 }),
    draw("text", { class: "name", x: spot.x + 11, y: spot.y + 20, "font-size": 12, "font-weight": "bold" }, shortName(map, element, 22)),
    draw("text", { class: "line", x: spot.x + 11, y: spot.y + 36, "font-size": 10 }, cut(kindOf(map.elements[element]), 30)),
  );
  return g;
}

// A curve from a dependent to what it depends on, with its head. Boxes side by side are joined at their sides.
function drawArrow(from, to, look, sideways = false) {
  const beside = sideways || Math.abs(from.y - to.y) < from.height * 0.9;
  const [a, b, bend] = beside ? sideEnds(from, to) : endEnds(from, to);
  const lean = beside ? { x: bend, y: 0 } : { x: 0, y: bend };
  const line = `M${a.x},${a.y}C${a.x + lean.x},${a.y + lean.y} ${b.x - lean.x},${b.y - lean.y} ${b.x},${b.y}`;
  const [ux, uy] = beside ? [Math.sign(bend), 0] : [0, Math.sign(bend)];
  const head = `M${b.x + ux * 5},${b.y + uy * 5}L${b.x - ux * 4 - uy * 4},${b.y - uy * 4 - ux * 4}L${b.x - ux * 4 + uy * 4},${b.y - uy * 4 + ux * 4}Z`;
  const arrow = draw("g", { class: `arrow ${look}` });
  arrow.append(draw("path", { class: "line", d: line }), draw("path", { class: "head", d: head }));
  return arrow;
}

function sideEnds(from, to) {
  const right = to.x > from.x;
  const a = { x: right ? from.x + from.width : from.x, y: from.y + from.height / 2 };
  const b = { x: right ? to.x - 5 : to.x + to.width + 5, y: to.y + to.height / 2 };
  return [a, b, (right ? 1 : -1) * Math.max(24, Math.abs(b.x - a.x) / 2)];
}

function endEnds(from, to) {
  const below = to.y > from.y;
  const a = { x: from.x + from.width / 2, y: below ? from.y + from.height : from.y };
  const b = { x: to.x + to.width / 2, y: below ? to.y - 5 : to.y + to.height + 5 };
  return [a, b, (below ? 1 : -1) * Math.max(24, Math.abs(b.y - a.y) / 2)];
}
