// The keyboard, and the search box. Turns keys into what is done with boxes, views and the choice.
// Knows where boxes stand; knows nothing of what they mean.

const MOST_MATCHES = 12;

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
