// The details of what is chosen: the answer first, then everything that the map says of it, each effect with its proof.

function make(name, text, className) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function button(text, act, className) {
  const made = make("button", text, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// A button that chooses an element.
function link(map, node, choose) {
  const { id } = map.elements[node];
  const made = button(shortName(map, node, 200), () => choose(id), "link");
  made.dataset.id = id;
  return made;
}

// More than this are made only when they are unfolded.
const AT_ONCE = 100;

// A list of the first of some values, and the others to unfold.
function list(values, toItem, most = 12) {
  const enough = values.length <= most + 2 ? values.length : most;
  const first = make("ul");
  first.append(...values.slice(0, enough).map(toItem));
  if (enough === values.length) return [first];
  return [first, unfold(say("more", values.length - enough), values.slice(enough), toItem)];
}

function unfold(summary, values, toItem) {
  const details = make("details");
  const rest = make("ul");
  details.append(make("summary", summary), rest);
  const fill = () => rest.childElementCount || rest.append(...values.map(toItem));
  if (values.length <= AT_ONCE) fill();
  for (const event of ["toggle", "unfold"]) details.addEventListener(event, fill);
  return details;
}

// Paper cannot be unfolded.
function unfoldAll(panel) {
  for (const details of panel.querySelectorAll("details")) {
    details.dispatchEvent(new Event("unfold"));
    details.open = true;
  }
}

function item(...parts) {
  const li = make("li");
  li.append(...parts);
  return li;
}

function part(title, ...content) {
  return content.length ? [make("h3", title), ...content] : [];
}

// Shows the details of what is chosen. `acts`: choose, open, around, clear.
function paintPanel(view, panel, acts) {
  const { map, state } = view;
  const parts = view.cause >= 0 ? elementParts(view, acts) : state.id !== null ? pileParts(view, acts) : startParts(map, acts);
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(...parts);
  // Whoever came here by a button of the panel goes on reading at its heading.
  parts[0].tabIndex = -1;
  if (hadFocus) parts[0].focus({ preventScroll: true });
  // To scroll at once would lay out the whole page twice.
  requestAnimationFrame(() => panel.scrollTo(0, 0));
}

const SECTIONS = ["processes", "information", "systems", "integrations", "technologies", "agreements"];

function startParts(map, acts) {
  if (!map.elements.length) return [make("h2", cut(map.title || "", 300)), make("p", say("start.empty"))];
  const sections = SECTIONS.filter((section) => map.elements.some((element) => element.section === section));
  const used = (section) => map.elements.filter((element) => element.section === section && element.in_use).length;
  const unused = map.elements.filter((element) => !element.in_use).length;
  const counted = make("ul");
  counted.append(...sections.map((section) => item(countedSection(section, used(section)))));
  const most = map.elements.map((_, index) => index).filter((index) => isAdmitted(map, index) && counts(map, index))
    .map((index) => [index, nextTo(map, index, "down").size]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8).filter(([, n]) => n > 0);
  return [
    make("h2", cut(map.title || map.map || "", 300)), make("p", say("start.how")),
    ...part(say("start.counts"), counted, ...(unused ? [make("p", say("start.not-in-use", unused), "note")] : [])),
    ...(most.length ? part(say("start.most"), ...list(most, ([index, n]) => item(link(map, index, acts.choose), ` ${say("directly", n)}`))) : []),
  ];
}

function pileParts(view, acts) {
  const { map, state } = view;
  const pile = map.piles[state.id];
  const open = button(say("open-pile"), () => acts.open(state.id));
  return [
    make("h2", cut(pile.name || state.id, 300)), make("p", `${reachWords(view)}.`, "lead"), actions(open, button(say("clear"), acts.clear)),
    ...part(say("part.members"), ...list(pile.members || [], (index) => item(link(map, index, acts.choose), " ", lookBadge(view, index)), 40)),
  ];
}

function actions(...buttons) {
  const row = make("div", undefined, "actions");
  row.append(...buttons.filter(Boolean));
  return row;
}

function lookBadge(view, index) {
  const { chip } = guise(view, [index], false);
  return chip ? make("span", chip, "badge") : "";
}

function elementParts(view, acts) {
  const { map, state, cause } = view;
  const element = map.elements[cause];
  const around = button(say("show-around"), acts.around);
  const pile = map.pileOf.get(cause);
  const open = pile && state.sheet !== pile ? button(`${say("open-pile")}: ${cut(map.piles[pile].name || pile, 40)}`, () => acts.open(pile)) : null;
  const lead = element.in_use ? headline(map, cause) : `${say("not-in-use", shortName(map, cause), map.at)}.`;
  return [
    make("h2", cut(element.name || element.id, 240)), make("p", subtitle(map, element), "note"), make("p", lead, "lead"),
    actions(state.view === "around" ? null : around, open, button(say("clear"), acts.clear)),
    ...facts(map, element, state),
    ...effectParts(view, acts), ...peopleParts(view, acts), ...relationParts(view, acts, "down"), ...relationParts(view, acts, "up"),
    ...threatParts(view, acts), ...timeParts(map, cause, state), ...findingParts(map, cause), ...cautionParts(map, cause), ...commandParts(map, element),
  ];
}

function subtitle(map, element) {
  return [kindOf(element), cut(ownerName(map, element) || say("no-owner"), 120)].join(" · ");
}

// What the relations and the headline tell is not told again.
const TOLD = new Set(["depends_on", "runs_on", "uses", "reads", "carries", "via", "part_of", "supports", "provider", "consumer",
  "mastered_by", "masters", "agreement", "owner", "kind", "standard", "strength", "tolerates"]);
const FIRST = new Set(["criticality", "description", "manager", "operator", "successor"]);

// The few facts that are asked for first, and the others to unfold.
function facts(map, element, state) {
  // Outages are those of the map's own day.
  const day = ["lifecycle", "standard"].includes(state.overlay) ? state.day : map.day;
  const [first, others] = [make("dl"), make("dl")];
  const add = (table, label, ...value) => value[0] && table.append(make("dt", label), describe("dd", value));
  add(first, say("fact.owner"), ownerName(map, element) || say("no-owner"));
  add(first, say("fact.contact"), ownerOf(map, element)?.contact);
  add(first, say("fact.state"), `${[say(`state.${stateOn(element, day)}`), ...factsOn(element, day)].join(", ")} (${map.days[day].date})`);
  const standard = standardOn(element, day);
  if (standard !== null) add(first, say("fact.standard"), isWord(`standard.${standard}`) ? say(`standard.${standard}`) : standard);
  for (const [key, value] of element.fields || []) {
    if (TOLD.has(key)) continue;
    add(FIRST.has(key) ? first : others, isWord(`field.${key}`) ? say(`field.${key}`) : capital(key.replaceAll("_", " ")), fieldWords(map, key, value));
  }
  add(others, say("fact.id"), element.id);
  add(others, say("fact.place"), element.place);
  const details = make("details");
  details.append(make("summary", say("more-facts")), others);
  return [first, details];
}

function describe(name, content) {
  const element = make(name);
  element.append(...content);
  return element;
}

// A value in words: names for ids, and the words of the page's language for words of the map format.
function fieldWords(map, key, value) {
  const names = String(value).split(", ").map((each) => {
    if (map.byId.has(each)) return shortName(map, map.byId.get(each), 120);
    const organisation = map.organisations.find(({ id }) => id === each);
    return organisation ? organisation.name || each : valueWord(key, each);
  });
  return cut(names.join(", "), 1200);
}

function effectParts(view, acts) {
  const { map, cause } = view;
  const rows = rowsOf(map, cause);
  if (!map.effects[cause]) return [];
  if (!rows.length) return part(say("part.effects"), make("p", say("none-known")));
  const content = [make("p", `${capital(say("reading", map.at))}.`, "note")];
  const first = rows.find((row) => isBusiness(map.elements[row.e]) && !row.kept);
  const earliest = rows.filter((row) => isBusiness(map.elements[row.e]) && !row.kept)
    .reduce((best, row) => (timeOf(map, row) < timeOf(map, best) ? row : best), first);
  if (earliest) content.push(make("p", say("first-process", `${shortName(map, earliest.e)} ${effectWords(map, earliest, map.looks[earliest.look])}`)));
  for (const [index, look] of map.looks.entries()) {
    const those = rows.filter((row) => row.look === index).sort((a, b) => standing(map, a) - standing(map, b) || timeOf(map, a) - timeOf(map, b));
    const ways = those.filter((row) => standing(map, row) === 2).length;
    const all = [...looksOf(map, cause)].filter((each) => each === index).length;
    const told = all > those.length ? say("told-of", those.length, all) : null;
    const counted = [told || (ways < those.length && number(those.length - ways)), ways && countedSection("integrations", ways)].filter(Boolean).join(", ");
    if (those.length) content.push(make("h4", `${say(`look.${look}`)} (${counted})`), ...list(those, (row) => effectItem(map, row, look, acts)));
  }
  const { total } = map.effects[cause];
  if (total > rows.length) content.push(make("p", say("rows-left", rows.length, total), "note"));
  return part(say("part.effects"), ...content);
}

// Processes and e-services first, integrations last: those are the ways, not the places.
function standing(map, row) {
  const element = map.elements[row.e];
  return isBusiness(element) ? 0 : element.section === "integrations" ? 2 : 1;
}

// The name chooses the element; the sentence is the proof.
function effectItem(map, row, look, acts) {
  const time = row.kept || row.after === undefined ? "" : when(timeOf(map, row));
  const head = make("div");
  head.append(link(map, row.e, acts.choose), time ? ` ${time}` : "", " ", make("small", say(isSure(map, row) ? "declared" : "assumed")));
  const why = make("small", proof(map, row, look));
  why.classList.add("proof");
  return item(head, why);
}

function peopleParts(view, acts) {
  const { map, cause } = view;
  const people = map.effects[cause]?.tell || [];
  const toItem = (person) => {
    const li = item(make("b", cut(person.name || person.organisation, 120)), ` ${listed((person.contacts || []).map((each) => cut(each, 120))) || say("no-contact")}`);
    const names = (indices) => listed(indices.map((index) => shortName(map, index, 60)), 5);
    for (const key of ["causes", "operates", "elements", "integrations", "bound"]) {
      const those = person[key] || [];
      if (!those.length) continue;
      const text = key === "integrations" ? countedSection("integrations", those.length) : names(those);
      const line = make("small", capital(say(`tell.${key}`, text)));
      li.append(make("br"), line);
    }
    return li;
  };
  return people.length ? part(say("part.people"), ...list(people, toItem, 8)) : [];
}

// What is next to the element over each kind of relation, and what lies farther away by steps.
function relationParts(view, acts, direction) {
  const { map, cause } = view;
  const content = [...directly(map, cause, direction, acts)];
  const walked = walk(map, [cause], direction);
  const far = reached(map, walked).filter((node) => walked.steps[node] > 1);
  for (const [steps, nodes] of grouped(far, (node) => walked.steps[node])) {
    content.push(unfold(`${say("step", steps)} (${number(nodes.length)})`, nodes, (node) => item(link(map, node, acts.choose))));
  }
  return part(say(`part.${direction}`), ...(content.length ? content : [make("p", say("none-known"))]));
}

function grouped(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return groups;
}

function directly(map, cause, direction, acts) {
  const down = direction === "down";
  const ends = (down ? map.dependents : map.dependencies)[cause].flatMap((index) => endsOf(map, map.relations[index], down));
  const content = [];
  for (const [kind, those] of grouped(ends, ({ relation }) => relation.relation)) {
    content.push(make("h4", capital(say(`relation.${kind}`)) + (down ? ` ${shortName(map, cause, 30)}` : "")));
    content.push(...list(those, (end) => relationItem(map, end, acts)));
  }
  return content;
}

function relationItem(map, { node, group, relation }, acts) {
  const li = item(link(map, node, acts.choose));
  const element = map.elements[node];
  if (!element.in_use) li.append(" ", make("span", say(`chip.${stateOn(element, map.day)}`).toLocaleLowerCase(), "badge"));
  if (relation.passes) li.append(" ", make("small", group === null ? strengthWords(relation) : groupWords(map, group)));
  return li;
}

// The elements at the end of a relation: itself, or those that stand behind a group, with the relation to the group.
function endsOf(map, relation, down) {
  const node = down ? relation.from : relation.to;
  if (!isGroup(map, node)) return [{ node, group: null, relation }];
  const found = new Map();
  const open = [node];
  const seen = new Set(open);
  while (open.length) {
    const group = open.pop();
    for (const index of down ? map.dependents[group] : map.dependencies[group]) {
      const next = map.relations[index];
      const end = down ? next.from : next.to;
      if (seen.has(end)) continue;
      seen.add(end);
      if (isGroup(map, end)) open.push(end);
      else found.set(end, { node: end, group, relation: down ? next : relation });
    }
  }
  return [...found.values()];
}

// The elements whose outage hits this one: the other side of every effect.
function threatParts(view, acts) {
  const { map, cause } = view;
  const hits = map.elements.map((_, index) => ({ index, look: index === cause ? -1 : (map.effects[index]?.looks?.charCodeAt(cause) ?? 0) - 97 }))
    .filter(({ look }) => look >= 0 && isHarm({ look: map.looks[look] }));
  const content = [];
  for (const [look, those] of [...grouped(hits, (hit) => hit.look)].sort((a, b) => a[0] - b[0])) {
    content.push(make("h4", `${say(`look.${map.looks[look]}`)} (${number(those.length)})`));
    content.push(...list(those, ({ index }) => item(link(map, index, acts.choose)), 6));
  }
  return content.length ? part(say("part.threats"), ...content) : [];
}

function timeParts(map, cause, state) {
  const element = map.elements[cause];
  const table = make("dl");
  map.days.forEach(({ date, plateaus = [] }, day) => {
    const label = [date, ...dayNames(map, date), ...plateaus.map((name) => cut(name, 40))].join(" · ");
    const words = [say(`state.${stateOn(element, day)}`), ...factsOn(element, day)].join(", ");
    const value = make("dd", words);
    if (day === state.day) value.append(" ◂");
    table.append(make("dt", label), value);
  });
  const conflicts = map.conflicts.filter((each) => each.dependent === cause || each.dependency === cause);
  const toItem = (each) => {
    const kind = isWord(`conflict.${each.kind}`) ? each.kind : "not_in_use";
    const time = timeWords(each);
    return item(`${capital(time)}: ${say(`conflict.${kind}`, shortName(map, each.dependent), shortName(map, each.dependency))}`);
  };
  return [...part(say("part.time"), table), ...(conflicts.length ? part(say("part.conflicts"), ...list(conflicts, toItem, 6)) : [])];
}

// A conflict without a first day was always there; one without a last has no end.
function timeWords({ first, last }) {
  if (first && last) return say("since-until", first, last);
  if (first) return say("since", first);
  return last ? say("until", last) : say("always");
}

function findingParts(map, cause) {
  const found = map.findings.filter(({ elements = [] }) => elements.includes(cause));
  const toItem = ({ rule, level, message, place }) => {
    const badge = make("span", isWord(`level.${level}`) ? say(`level.${level}`) : level, "badge");
    const text = make("span", cut(message, 600));
    text.lang = "en";
    return item(badge, " ", text, " ", make("small", [rule, place].filter(Boolean).join(" · ")));
  };
  return found.length ? part(say("part.findings"), ...list(found, toItem, 6)) : [];
}

function cautionParts(map, cause) {
  const cautions = map.effects[cause]?.cautions || [];
  const toItem = (text) => {
    const li = item(text);
    li.lang = "en";
    return li;
  };
  return cautions.length ? part(say("part.cautions"), ...list(cautions, toItem, 8)) : [];
}

function commandParts(map, element) {
  const plain = /^[\w.-]+$/.test(element.id);
  const id = plain ? element.id : `'${element.id.replaceAll("'", "'\\''")}'`;
  return part(say("part.command"), make("p", say("command.note"), "note"), make("code", `systemkarta impact ${id} --kind outage${map.at === map.today ? "" : ` --at ${map.at}`}`));
}
