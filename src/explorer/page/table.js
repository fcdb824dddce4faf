// The same elements as a table: sorted by its headings, filtered by what is typed into the search box.
// Knows rows and columns; what they mean it asks of the data and the panel's sentences.

const COLUMNS = ["name", "id", "section", "owner", "state", "standard", "dependents", "dependencies"];
const CHOSEN_COLUMNS = ["steps", "effect", "after"];
const ALL_COLUMNS = [...COLUMNS, ...CHOSEN_COLUMNS];
const NUMBERS = new Set(["dependents", "dependencies", "steps", "after"]);

// A table that is made when it is first shown. Its rows are made once; sorting moves them, filtering hides them.
function tableOf(section, choose) {
  return { section, choose, sorted: { column: "name", descending: false }, rows: null, filter: "" };
}

function paintTable(view, table) {
  const { map } = view;
  if (!table.rows) buildTable(map, table);
  const chosen = view.cause >= 0;
  const looks = chosen ? looksOf(map, view.cause) : null;
  const rowOf = new Map(chosen ? rowsOf(map, view.cause).map((row) => [row.e, row]) : []);
  if (!chosen && CHOSEN_COLUMNS.includes(table.sorted.column)) table.sorted = { column: "name", descending: false };
  table.body.parentNode.classList.toggle("unchosen", !chosen);
  paintHead(view, table);
  for (const row of table.rows) {
    row.cells = cellsOf(view, row.index, table.counted, looks, rowOf);
    row.tr.setAttribute("aria-selected", String(view.chosen.has(row.index)));
    ALL_COLUMNS.forEach((column, at) => {
      const text = cut(row.cells[column][0], 120);
      if (row.tds[at].textContent !== text) row.tds[at].textContent = text;
    });
  }
  sortRows(table);
  filterRows(map, table);
}

function buildTable(map, table) {
  const [wide, body] = [make("table"), make("tbody")];
  table.head = make("thead");
  table.caption = make("caption");
  wide.append(table.caption, table.head, body);
  table.body = body;
  table.counted = map.elements.map((_, index) => [nextTo(map, index, "down").size, nextTo(map, index, "up").size]);
  table.rows = map.elements.map((element, index) => {
    const tr = make("tr");
    tr.dataset.id = element.id;
    tr.tabIndex = -1;
    const tds = ALL_COLUMNS.map((column) => make("td", undefined, classOf(column)));
    tr.append(...tds);
    return { index, tr, tds, cells: {} };
  });
  body.addEventListener("click", (event) => {
    const tr = event.target.closest("tr[data-id]");
    if (tr) table.choose(tr.dataset.id);
  });
  body.addEventListener("keydown", (event) => tableKeys(table, event));
  table.section.replaceChildren(wide);
}

function cellsOf(view, index, counted, looks, rowOf) {
  const { map, state } = view;
  const element = map.elements[index];
  const standard = standardOn(element, state.day);
  const look = looks && looks[index] >= 0 ? map.looks[looks[index]] : null;
  const steps = view.chosen.has(index) ? 0 : view.walked.steps[index];
  const row = rowOf.get(index);
  const after = row?.after === undefined ? undefined : timeOf(map, row);
  return {
    name: [element.name || element.id], id: [element.id], section: [kindOf(element)], owner: [ownerName(map, element) || ""],
    state: [say(`state.${stateOn(element, state.day)}`)],
    standard: [standard === null ? "" : isWord(`chip.${standard}`) ? say(`chip.${standard}`).toLocaleLowerCase() : standard],
    dependents: [number(counted[index][0]), counted[index][0]], dependencies: [number(counted[index][1]), counted[index][1]],
    steps: [steps >= 0 ? String(steps) : "", steps >= 0 ? steps : Infinity],
    effect: [look ? say(`look.${look}`) : "", look ? looks[index] : Infinity],
    after: [after === undefined ? "" : when(after), after ?? Infinity],
  };
}

function classOf(column) {
  return [NUMBERS.has(column) && "number", CHOSEN_COLUMNS.includes(column) && "chosen"].filter(Boolean).join(" ");
}

function paintHead(view, table) {
  const tr = make("tr");
  for (const column of ALL_COLUMNS) {
    const th = make("th");
    th.scope = "col";
    th.className = classOf(column);
    const button = make("button", say(`col.${column}`));
    button.type = "button";
    button.dataset.column = column;
    button.addEventListener("click", () => {
      const { sorted } = table;
      table.sorted = { column, descending: sorted.column === column && !sorted.descending };
      paintTable(view, table);
      table.head.querySelector(`[data-column=${column}]`).focus();
    });
    if (table.sorted.column === column) th.setAttribute("aria-sort", table.sorted.descending ? "descending" : "ascending");
    th.append(button);
    tr.append(th);
  }
  table.head.replaceChildren(tr);
}

function sortRows(table) {
  const { column, descending } = table.sorted;
  const order = new Intl.Collator(tongue ? "sv" : "en", { numeric: true });
  const compare = (a, b) => {
    const [x, y] = [a.cells[column], b.cells[column]];
    if (x[1] !== undefined) return x[1] === y[1] ? 0 : x[1] < y[1] ? -1 : 1;
    return order.compare(x[0], y[0]);
  };
  // What has no value stays last whichever way it is sorted.
  const blank = ({ cells }) => cells[column][1] === Infinity || cells[column][0] === "";
  table.rows.sort((a, b) => blank(a) - blank(b) || (descending ? -compare(a, b) : compare(a, b)) || a.index - b.index);
  const places = table.rows.map(({ index }) => index).join();
  if (table.order !== places) table.body.append(...table.rows.map(({ tr }) => tr));
  table.order = places;
}

// Shows the rows that fit what is typed.
function filterRows(map, table) {
  if (!table.rows) return;
  const wanted = plainly(table.filter.trim());
  let shown = 0;
  let first = null;
  let selected = null;
  for (const { index, tr } of table.rows) {
    tr.hidden = wanted !== "" && !map.searchable[index].some((text) => text.includes(wanted));
    tr.tabIndex = -1;
    if (tr.hidden) continue;
    shown += 1;
    first ||= tr;
    if (tr.getAttribute("aria-selected") === "true") selected = tr;
  }
  if (selected || first) (selected || first).tabIndex = 0;
  const counted = wanted ? say("table.found", shown, table.rows.length, cut(table.filter.trim(), 40)) : say("elements", shown);
  table.caption.textContent = map.elements.length ? say("table.caption", counted) : say("start.empty");
}

function tableKeys(table, event) {
  const tr = event.target.closest("tr[data-id]");
  if (!tr) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.stopPropagation();
    table.choose(tr.dataset.id);
    return;
  }
  const rows = table.rows.map((row) => row.tr).filter((row) => !row.hidden);
  const at = rows.indexOf(tr);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: Math.min(at + 15, rows.length - 1), PageUp: Math.max(at - 15, 0) }[event.key];
  if (to === undefined || !rows[to]) return;
  event.preventDefault();
  event.stopPropagation();
  tr.tabIndex = -1;
  rows[to].tabIndex = 0;
  rows[to].focus();
}
