// The hand: the search box, the keyboard, and the pointer that moves and sizes pictures.
// Knows where boxes stand; knows nothing of what they mean.

const MOST_MATCHES = 12;
// Seen smaller than this, small text cannot be read: names are drawn large and the rest is left away.
const FAR = 0.64;

// The elements that fit what is typed: names that begin so first, then words that do, then the rest.
function matches(map, typed) {
  const wanted = plainly(typed.trim());
  if (!wanted) return [];
  const found = [];
  map.searchable.forEach((texts, index) => {
    const rank = Math.min(...texts.map((text, at) => {
      const where = text.indexOf(wanted);
      if (where < 0) return Infinity;
      const begins = where === 0 ? 0 : /[\s,-]/.test(text[where - 1]) ? 1 : 2;
      // The owner, last of the texts, counts least.
      return text === wanted ? -1 : begins + (at === texts.length - 1 ? 4 : 0);
    }));
    if (rank < Infinity) found.push({ index, rank: rank + (map.elements[index].in_use ? 0 : 0.5) });
  });
  return found.sort((a, b) => a.rank - b.rank || nameOf(map, a.index).localeCompare(nameOf(map, b.index))).map(({ index }) => index);
}

// The search box with its list. `acts`: choose, filter.
function finder(map, acts) {
  const input = document.getElementById("find");
  const box = document.getElementById("matches");
  let options = [];
  let active = -1;
  const close = () => {
    box.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    active = at;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return;
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    const found = matches(map, input.value);
    options = found.slice(0, MOST_MATCHES).map((index, at) => matchOption(map, index, at));
    const rest = found.length - options.length;
    const note = input.value.trim() && !found.length ? say("find-none") : rest > 0 ? say("find-more", rest) : "";
    const end = make("li", note, "none");
    end.setAttribute("role", "presentation");
    box.replaceChildren(...options, ...(note ? [end] : []));
    box.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!box.hidden));
    mark(options.length ? 0 : -1);
    acts.filter(input.value);
  };
  const take = (option) => {
    close();
    input.value = "";
    acts.filter("");
    acts.choose(option.dataset.id, true);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value.trim() && show());
  input.addEventListener("blur", close);
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length && !box.hidden) {
      event.preventDefault();
      mark((active + step + options.length) % options.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(options[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (input.value) {
        input.value = "";
        acts.filter("");
        close();
      } else {
        input.blur();
      }
    }
  });
}

function matchOption(map, index, at) {
  const element = map.elements[index];
  const option = make("li");
  option.id = `match-${at}`;
  option.dataset.id = element.id;
  option.setAttribute("role", "option");
  const more = [kindOf(element), ownerName(map, element), element.in_use ? null : say(`state.${stateOn(element, map.day)}`)];
  option.append(make("b", shortName(map, index, 120)), " ", make("small", `${cut(element.id, 60)} · ${more.filter(Boolean).map((text) => cut(text, 60)).join(" · ")}`));
  return option;
}

// The box that the keyboard is on: one of a sheet takes part in the order of tabs.
function rove(sheet, box) {
  if (!sheet || !box) return;
  for (const each of [sheet.roving, box]) each?.g.setAttribute("tabindex", each === box ? "0" : "-1");
  sheet.roving = box;
}

const middleOf = (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

// The boxes that a box rests on, or that rest on it, nearest by place first.
function boxesNextTo(map, sheet, box, direction) {
  const found = new Set();
  for (const member of box.members) {
    for (const element of nextTo(map, member, direction).keys()) {
      const other = sheet.boxes.get(map.elements[element].id) || sheet.boxes.get(map.pileOf.get(element));
      if (other && other !== box) found.add(other);
    }
  }
  const here = middleOf(box).x;
  return [...found].sort((a, b) => Math.abs(middleOf(a).x - here) - Math.abs(middleOf(b).x - here) || a.y - b.y);
}

// The box to which an arrow key leads: by relation up and down, else to the next sibling or neighbour in the row.
function boxTowards(map, sheet, box, key) {
  const direction = { ArrowDown: "up", ArrowUp: "down" }[key];
  if (direction) {
    const found = boxesNextTo(map, sheet, box, direction);
    sheet.came = { from: box, direction, to: found[0] };
    return found[0] || null;
  }
  const forward = key === "ArrowRight";
  const came = sheet.came;
  const among = came?.to === box ? boxesNextTo(map, sheet, came.from, came.direction) : [...sheet.boxes.values()].filter((each) => sameRow(each, box));
  const row = among.sort((a, b) => a.x - b.x || a.y - b.y);
  const next = row[row.indexOf(box) + (forward ? 1 : -1)] || null;
  if (came?.to === box && next) sheet.came = { ...came, to: next };
  return next;
}

function sameRow(a, b) {
  return Math.abs(middleOf(a).y - middleOf(b).y) < b.height;
}

// Keys that work wherever nothing is typed. `acts` has one function for each.
function shortcuts(acts) {
  const keys = {
    "/": acts.find, "?": acts.help, "+": acts.larger, "=": acts.larger, "-": acts.smaller, "0": acts.fit,
    m: () => acts.view("map"), a: () => acts.view("around"), x: () => acts.view("matrix"), t: () => acts.view("table"),
    o: acts.overlay, d: acts.direction, "[": () => acts.day(-1), "]": () => acts.day(1), Escape: acts.back,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    // AltGr types brackets on many keyboards.
    if (event.altKey && !event.getModifierState("AltGraph")) return;
    if (event.target.closest?.("input, select, textarea") && event.key !== "Escape") return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
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
  canvas.svg.classList.toggle("far", canvas.scale < FAR);
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
