// The details of what is chosen: the answer first, then everything that the map says of it, each effect with its proof.
// The first half makes sentences and knows nothing of the document; the second puts them on the page.

// "stops after 4 h, surely works with less after 2 h".
function effectWords(map, row, look) {
  if (!row) return say(`look.${look}`).toLocaleLowerCase();
  if (row.kept) return keptWords(row.kept);
  const parts = [];
  if (row.degraded_after !== undefined) parts.push(say("does.less-first", when(row.degraded_after)));
  parts.push(isWord(`does.${look}`) ? say(`does.${look}`, when(row.after || 0)) : say(`look.${look}`).toLocaleLowerCase());
  if (row.assumed && row.surely && row.surely.disruption !== "none") parts.push(say(`surely.${row.surely.disruption}`, when(row.surely.after || 0)));
  if (row.felt !== undefined) parts.push(say("felt", when(row.felt)));
  if (row.work && row.work !== "none" && isWord(`look.${row.work}`) && look !== row.work) parts.push(say("work", say(`look.${row.work}`).toLocaleLowerCase()));
  return parts.join(", ");
}

function keptWords(kept) {
  if (kept.by === "group") return say("kept.group", kept.up, kept.of, kept.min_up);
  if (kept.by === "tolerance") return say("kept.tolerance", duration(kept.left || 0));
  return say("kept.closed");
}

// "Löneutbetalning stops after 4 h: it depends on Lisa, which runs on S:t Erik Net".
function proof(map, row, look) {
  const claim = `${shortName(map, row.e)} ${effectWords(map, row, look)}`;
  const way = [...(row.path?.length > 1 ? row.path : row.work_path || [])].reverse();
  if (way.length < 2) return `${claim}.`;
  const steps = [];
  for (let at = 1; at < way.length; at += 1) {
    steps.push(say(at === 1 ? "it" : "which", stepWords(map, way[at - 1], way[at])));
  }
  const beside = row.beside?.length ? ` (${say("beside", listed(row.beside.map((index) => shortName(map, index)), 4))})` : "";
  return `${claim}: ${steps.join(", ")}${beside}.`;
}

// "depends on Lisa", "runs on A (1 of 2 needed)".
function stepWords(map, dependent, dependency) {
  const between = relationBetween(map, dependent, dependency);
  const words = between ? say(`relation.${between.relation.relation}`) : say("relation.any_of");
  return `${words} ${shortName(map, dependency)}${between?.group != null ? ` (${groupWords(map, between.group)})` : ""}`;
}

function groupWords(map, group) {
  return say("group", map.groups[group - map.elements.length]?.min_up ?? 1, map.dependencies[group].length);
}

// "stops without, can wait 4h", "can do without: strength not declared".
function strengthWords(relation) {
  const parts = [relation.declared === false || relation.declared === undefined ? say("undeclared") : say(relation.strength)];
  if (relation.tolerates) parts.push(say("tolerates", relation.tolerates));
  return parts.join(", ");
}

// From here on: the page.

function make(name, text, className) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

// A button that chooses an element or a pile.
function link(map, node, choose) {
  const button = make("button", shortName(map, node, 200), "link");
  button.type = "button";
  button.dataset.id = map.elements[node].id;
  button.addEventListener("click", () => choose(map.elements[node].id));
  return button;
}

function list(items, most = 12) {
  const first = make("ul");
  first.append(...items.slice(0, most));
  if (items.length <= most + 2) {
    first.append(...items.slice(most));
    return [first];
  }
  const rest = make("details");
  const others = make("ul");
  others.append(...items.slice(most));
  rest.append(make("summary", say("more", items.length - most)), others);
  return [first, rest];
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
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

function startParts(map, acts) {
  if (!map.elements.length) return [make("h2", cut(map.title || "", 300)), make("p", say("start.empty"))];
  const sections = [...new Set(map.elements.map((element) => element.section))];
  const used = (section) => map.elements.filter((element) => element.section === section && element.in_use).length;
  const unused = map.elements.filter((element) => !element.in_use).length;
  const counted = make("ul");
  counted.append(...sections.map((section) => item(countedSection(section, used(section)))).filter(Boolean));
  const most = map.elements.map((_, index) => index).filter((index) => isAdmitted(map, index) && counts(map, index))
    .map((index) => [index, nextTo(map, index, "down").size]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8).filter(([, n]) => n > 0);
  return [
    make("h2", cut(map.title || map.map || "", 300)), make("p", say("start.how")),
    ...part(say("start.counts"), counted, ...(unused ? [make("p", say("start.not-in-use", unused), "note")] : [])),
    ...(most.length ? part(say("start.most"), ...list(most.map(([index, n]) => item(link(map, index, acts.choose), ` ${say("directly", n)}`)))) : []),
  ];
}

function pileParts(view, acts) {
  const { map, state } = view;
  const pile = map.piles[state.id];
  const open = make("button", say("open-pile"));
  open.type = "button";
  open.addEventListener("click", () => acts.open(state.id));
  return [
    make("h2", cut(pile.name || state.id, 300)), make("p", `${reachWords(view)}.`, "lead"), actions(open, clearButton(acts)),
    ...part(say("part.members"), ...list((pile.members || []).map((index) => item(link(map, index, acts.choose), lookBadge(view, index))), 40)),
  ];
}

function actions(...buttons) {
  const row = make("div", undefined, "actions");
  row.append(...buttons.filter(Boolean));
  return row;
}

function clearButton(acts) {
  const button = make("button", say("clear"));
  button.type = "button";
  button.addEventListener("click", acts.clear);
  return button;
}

function lookBadge(view, index) {
  const { chip } = guise(view, [index], false);
  return chip ? make("span", chip, "badge") : "";
}

function elementParts(view, acts) {
  const { map, state, cause } = view;
  const element = map.elements[cause];
  const around = make("button", say("show-around"));
  around.type = "button";
  around.addEventListener("click", acts.around);
  const pile = map.pileOf.get(cause);
  const open = pile && state.sheet !== pile ? make("button", `${say("open-pile")}: ${cut(map.piles[pile].name || pile, 40)}`) : null;
  open?.addEventListener("click", () => acts.open(pile));
  const lead = element.in_use ? headline(map, cause) : `${say("not-in-use", shortName(map, cause), map.at)}.`;
  return [
    make("h2", cut(element.name || element.id, 600)), make("p", subtitle(map, element), "note"), make("p", lead, "lead"),
    actions(state.view === "around" ? null : around, open, clearButton(acts)),
    facts(map, element, state),
    ...effectParts(view, acts), ...peopleParts(view, acts), ...relationParts(view, acts, "down"), ...relationParts(view, acts, "up"),
    ...threatParts(view, acts), ...timeParts(map, cause, state), ...findingParts(map, cause), ...cautionParts(map, cause), ...commandParts(element),
  ];
}

function subtitle(map, element) {
  return [kindOf(element), cut(ownerName(map, element) || say("no-owner"), 120)].join(" · ");
}

// What relations and the headline tell elsewhere is not told again.
const TOLD = new Set(["depends_on", "runs_on", "uses", "reads", "carries", "via", "part_of", "supports", "provider", "consumer", "mastered_by", "source_system", "owner", "standard", "name", "id", "kind"]);

function facts(map, element, state) {
  const table = make("dl");
  const add = (label, value) => value && table.append(make("dt", label), make("dd", value));
  const owner = ownerOf(map, element);
  add(say("fact.owner"), ownerName(map, element) || say("no-owner"));
  add(say("fact.contact"), owner?.contact);
  const day = [say(`state.${stateOn(element, state.day)}`), ...(element.facts?.[state.day] || [])].join(", ");
  add(say("fact.state"), `${day} (${map.days[state.day].date})`);
  const standard = standardOn(element, state.day);
  if (standard !== null) add(say("fact.standard"), isWord(`standard.${standard}`) ? say(`standard.${standard}`) : standard);
  for (const [key, value] of element.fields || []) {
    if (!TOLD.has(key)) add(isWord(`field.${key}`) ? say(`field.${key}`) : capital(key.replaceAll("_", " ")), cut(valueWord(key, value), 1200));
  }
  add(say("fact.id"), element.id);
  add(say("fact.place"), element.place);
  return table;
}

function effectParts(view, acts) {
  const { map, cause } = view;
  const rows = rowsOf(map, cause);
  if (!map.effects[cause]) return [];
  if (!rows.length) return part(say("part.effects"), make("p", say("none-known")));
  const content = [make("p", `${capital(say("reading"))}.`, "note")];
  const first = rows.find((row) => isBusiness(map.elements[row.e]) && !row.kept);
  const earliest = rows.filter((row) => isBusiness(map.elements[row.e]) && !row.kept)
    .reduce((best, row) => ((row.after || 0) < (best.after || 0) ? row : best), first);
  if (earliest) content.push(make("p", say("first-process", `${shortName(map, earliest.e)} ${effectWords(map, earliest, map.looks[earliest.look])}`)));
  for (const [index, look] of map.looks.entries()) {
    const those = rows.filter((row) => row.look === index).sort((a, b) => (a.after || 0) - (b.after || 0));
    if (those.length) content.push(make("h4", `${say(`look.${look}`)} (${number(those.length)})`), ...list(those.map((row) => effectItem(map, row, look, acts))));
  }
  const { total } = map.effects[cause];
  if (total > rows.length) content.push(make("p", say("rows-left", rows.length, total), "note"));
  return part(say("part.effects"), ...content);
}

// The name chooses the element; the sentence is the proof.
function effectItem(map, row, look, acts) {
  const time = row.kept ? keptWords(row.kept) : row.after === undefined ? "" : when(row.after);
  const head = make("div");
  head.append(link(map, row.e, acts.choose), time ? ` ${time}` : "", " ", make("small", say(row.assumed ? "assumed" : "declared")));
  const why = make("small", proof(map, row, look));
  why.classList.add("proof");
  return item(head, why);
}

function peopleParts(view, acts) {
  const { map, cause } = view;
  const people = map.effects[cause]?.tell || [];
  const items = people.map((person) => {
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
  });
  return items.length ? part(say("part.people"), ...list(items, 8)) : [];
}

// What is next to the element over each kind of relation, and what lies farther away by steps.
function relationParts(view, acts, direction) {
  const { map, cause } = view;
  const content = [...directly(map, cause, direction, acts)];
  const walked = walk(map, [cause], direction);
  const far = reached(map, walked).filter((node) => walked.steps[node] > 1);
  const bySteps = Map.groupBy ? Map.groupBy(far, (node) => walked.steps[node]) : grouped(far, (node) => walked.steps[node]);
  for (const [steps, nodes] of bySteps) {
    const details = make("details");
    const items = make("ul");
    items.append(...nodes.map((node) => item(link(map, node, acts.choose))));
    details.append(make("summary", `${say("step", steps)} (${number(nodes.length)})`), items);
    content.push(details);
  }
  return part(say(`part.${direction}`), ...(content.length ? content : [make("p", say("none-known"))]));
}

function grouped(values, keyOf) {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) || []), value]);
  return groups;
}

function directly(map, cause, direction, acts) {
  const down = direction === "down";
  const kinds = grouped((down ? map.dependents : map.dependencies)[cause].map((index) => map.relations[index]), (relation) => relation.relation);
  const content = [];
  for (const [kind, relations] of kinds) {
    content.push(make("h4", capital(say(`relation.${kind}`)) + (down ? ` ${shortName(map, cause, 30)}` : "")));
    content.push(...list(relations.flatMap((relation) => relationItems(map, relation, down, acts))));
  }
  return content;
}

function relationItems(map, relation, down, acts) {
  const ends = endsOf(map, down ? relation.from : relation.to, down);
  return ends.map(({ node, group }) => {
    const li = item(link(map, node, acts.choose));
    if (map.elements[node].in_use === false || !map.elements[node].in_use) li.append(" ", make("span", say(`chip.${stateOn(map.elements[node], map.day)}`).toLocaleLowerCase(), "badge"));
    const words = group === null ? strengthWords(relation) : groupWords(map, group);
    if (relation.passes) li.append(" ", make("small", words));
    return li;
  });
}

// The elements at the end of a relation: itself, or those that stand behind a group.
function endsOf(map, node, down) {
  if (!isGroup(map, node)) return [{ node, group: null }];
  const found = new Map();
  const open = [node];
  const seen = new Set(open);
  while (open.length) {
    const group = open.pop();
    for (const index of down ? map.dependents[group] : map.dependencies[group]) {
      const end = down ? map.relations[index].from : map.relations[index].to;
      if (seen.has(end)) continue;
      seen.add(end);
      if (isGroup(map, end)) open.push(end);
      else found.set(end, { node: end, group });
    }
  }
  return [...found.values()];
}

// The elements whose outage hits this one: the other side of every effect.
function threatParts(view, acts) {
  const { map, cause } = view;
  const hits = map.elements.map((_, index) => ({ index, look: index === cause ? -1 : (map.effects[index]?.looks?.charCodeAt(cause) ?? 0) - 97 }))
    .filter(({ look }) => look > 0 && isHarm({ look: map.looks[look] }));
  const content = [];
  for (const [look, those] of [...grouped(hits, (hit) => hit.look)].sort((a, b) => a[0] - b[0])) {
    content.push(make("h4", `${say(`look.${map.looks[look]}`)} (${number(those.length)})`));
    content.push(...list(those.map(({ index }) => item(link(map, index, acts.choose))), 6));
  }
  return content.length ? part(say("part.threats"), ...content) : [];
}

function timeParts(map, cause, state) {
  const element = map.elements[cause];
  const table = make("dl");
  map.days.forEach(({ date, plateaus = [] }, day) => {
    const label = [date, ...(date === map.today ? [say("today")] : []), ...plateaus.map((name) => cut(name, 40))].join(" · ");
    const words = [say(`state.${stateOn(element, day)}`), ...(element.facts?.[day] || [])].join(", ");
    const value = make("dd", words);
    if (day === state.day) value.append(" ◂");
    table.append(make("dt", label), value);
  });
  const conflicts = map.conflicts.filter((each) => each.dependent === cause || each.dependency === cause).map((each) => {
    const kind = isWord(`conflict.${each.kind}`) ? each.kind : "not_in_use";
    const time = each.last ? say("since-until", each.first, each.last) : say("since", each.first);
    return item(`${capital(time)}: ${say(`conflict.${kind}`, shortName(map, each.dependent), shortName(map, each.dependency))}`);
  });
  return [...part(say("part.time"), table), ...(conflicts.length ? part(say("part.conflicts"), ...list(conflicts, 6)) : [])];
}

function findingParts(map, cause) {
  const found = map.findings.filter(({ elements = [] }) => elements.includes(cause)).map(({ rule, level, message, place }) => {
    const badge = make("span", isWord(`level.${level}`) ? say(`level.${level}`) : level, "badge");
    const text = make("span", cut(message, 600));
    text.lang = "en";
    return item(badge, " ", text, " ", make("small", [rule, place].filter(Boolean).join(" · ")));
  });
  return found.length ? part(say("part.findings"), ...list(found, 6)) : [];
}

function cautionParts(map, cause) {
  const items = (map.effects[cause]?.cautions || []).map((text) => {
    const li = item(text);
    li.lang = "en";
    return li;
  });
  return items.length ? part(say("part.cautions"), ...list(items, 8)) : [];
}

function commandParts(element) {
  const plain = /^[\w.-]+$/.test(element.id);
  const id = plain ? element.id : `'${element.id.replaceAll("'", "'\\''")}'`;
  return part(say("part.command"), make("p", say("command.note"), "note"), make("code", `systemkarta impact ${id} --kind outage`));
}
