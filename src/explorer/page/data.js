// The map as the page uses it: the embedded data with its relations indexed by their ends.
// Knows nothing of the document beyond the place where the data stands, and decides nothing: every effect is the
// answer of the library.

function readMap() {
  return indexed(JSON.parse(document.getElementById("data").textContent));
}

// Adds to the data what is looked up again and again. Nodes are elements, then redundancy groups.
function indexed(data) {
  const elements = data.elements || [];
  const relations = data.relations || [];
  const groups = data.groups || [];
  const size = elements.length + groups.length;
  const map = {
    ...data, elements, relations, groups, size,
    organisations: data.organisations || [], days: data.days || [{ date: data.at, plateaus: [] }],
    piles: data.piles || {}, conflicts: data.conflicts || [], findings: data.findings || [],
    effects: data.effects || [], looks: data.looks || [], day: data.day || 0, start: data.start || {},
    byId: new Map(elements.map((element, index) => [element.id, index])),
    dependencies: Array.from({ length: size }, () => []),
    dependents: Array.from({ length: size }, () => []),
    pileOf: new Map(), searchable: elements.map(() => ""),
  };
  relations.forEach((relation, index) => {
    map.dependencies[relation.from].push(index);
    map.dependents[relation.to].push(index);
  });
  for (const [id, pile] of Object.entries(map.piles)) {
    for (const member of pile.members || []) map.pileOf.set(member, id);
  }
  map.searchable = elements.map((element) => searchable(map, element));
  return map;
}

function searchable(map, element) {
  const aliases = (element.fields || []).filter(([key]) => key === "aliases").map(([, value]) => value);
  const owner = [ownerName(map, element), ownerOf(map, element)?.id].filter(Boolean).join(" ");
  return [element.name, element.id, ...aliases, owner].map(plainly);
}

function isGroup(map, node) {
  return node >= map.elements.length;
}

// Entering it costs a step.
function counts(map, node) {
  return !isGroup(map, node) && map.elements[node].section !== "integrations";
}

// May be walked through on the day of the map.
function isAdmitted(map, node) {
  return isGroup(map, node) || Boolean(map.elements[node].in_use);
}

function nameOf(map, node) {
  return isGroup(map, node) ? "" : map.elements[node].name || map.elements[node].id;
}

// A name in a sentence or a label: a very long one is cut, the panel shows it whole.
function shortName(map, node, most = 70) {
  return apart(cut(nameOf(map, node), most));
}

// Text that runs from right to left is kept from turning the sentence around it.
function apart(text) {
  return /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/.test(text) ? `\u2068${text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "")}\u2069` : text;
}

function cut(text, most) {
  const letters = Array.from(text.slice(0, most * 4));
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}

function ownerOf(map, element) {
  return element.owner === undefined || element.owner === null ? null : map.organisations[element.owner] || null;
}

function ownerName(map, element) {
  const owner = ownerOf(map, element);
  return owner ? owner.name || owner.id : element.owner_name || null;
}

// What the element is: "platform", "system", as the map or the language calls it.
function kindOf(element) {
  return element.kind ? valueWord("kind", element.kind) : say(`section.${element.section}`, 1);
}

function field(element, key) {
  const found = (element.fields || []).find(([name]) => name === key);
  return found ? found[1] : null;
}

// A value of the map's own vocabulary in the language of the page; everything else as it is written.
function valueWord(key, value) {
  const word = `value.${key}.${value}`;
  return isWord(word) ? say(word) : value;
}

// Whether people outside the IT departments meet it.
function isBusiness(element) {
  return element.section === "processes" || element.kind === "e-service";
}

// What stands behind an id of the address: an element, a pile, or nothing.
function membersOf(map, id) {
  if (!id) return [];
  if (map.byId.has(id)) return [map.byId.get(id)];
  return Object.hasOwn(map.piles, id) ? map.piles[id].members || [] : [];
}

// What the outage of an element does to every element: for each an index of `looks`, or -1.
function looksOf(map, cause) {
  const effect = map.effects[cause];
  const looks = new Int8Array(map.elements.length).fill(-1);
  if (!effect || !effect.looks) return looks;
  for (let i = 0; i < looks.length; i += 1) {
    const code = effect.looks.charCodeAt(i) - 97;
    if (code >= 0 && code < map.looks.length) looks[i] = code;
  }
  return looks;
}

function rowsOf(map, cause) {
  return map.effects[cause]?.rows || [];
}

function stateOn(element, day) {
  return element.states?.[day] || (element.in_use ? "in_use" : "planned");
}

// How facts of the library begin, and how that is said in Swedish.
const FACTS = [
  ["support ended", "leverantörsstödet upphörde"], ["support is over", "leverantörsstödet har upphört"], ["extended until", "förlängt stöd till"],
  ["extended, no end known", "förlängt stöd, slutdatum okänt"], ["no date yet", "inget datum ännu"], ["no end is dated", "inget slutdatum"],
  ["left from", "avvecklas från"], ["left since", "avvecklas sedan"], ["until", "till"], ["from", "från"], ["ended", "upphörde"], ["then", "därefter"],
];

function factWords(text) {
  const known = tongue ? FACTS.find(([english]) => text === english || text.startsWith(`${english} `)) : null;
  return known ? known[1] + text.slice(known[0].length) : text;
}

// What the map says of an element on a day: "until 2010", "then Lisa".
function factsOn(element, day) {
  return (element.facts?.[day] || []).map(factWords);
}

function standardOn(element, day) {
  // What is out of use follows no standard.
  return ["planned", "retired"].includes(stateOn(element, day)) ? null : element.standards?.[day] ?? null;
}

// The relation by which one element rests on another, with the group between them if there is one.
function relationBetween(map, dependent, dependency) {
  const own = map.dependencies[dependent].map((index) => map.relations[index]);
  const rank = (relation) => (relation.passes ? 0 : 2) + (relation.strength === "hard" ? 0 : 1);
  const direct = own.filter((relation) => relation.to === dependency).sort((a, b) => rank(a) - rank(b))[0];
  if (direct) return { relation: direct, group: null };
  const seen = new Set();
  for (const first of own.filter((relation) => isGroup(map, relation.to))) {
    const open = [first.to];
    while (open.length) {
      const group = open.pop();
      if (seen.has(group)) continue;
      seen.add(group);
      for (const index of map.dependencies[group]) {
        const { to } = map.relations[index];
        if (to === dependency) return { relation: first, group: first.to };
        if (isGroup(map, to)) open.push(to);
      }
    }
  }
  return null;
}
