// Effects, their proofs and relations in sentences. Knows the words and the map; knows nothing of the document.

// What comes for sure, but perhaps later than told, may come at the time that is told.
const LIKELY = { stops: "may-stop", less: "may-less" };

function isSureLater(row) {
  return Boolean(row.assumed && row.surely && row.surely.disruption !== "none");
}

// Whether what the look says comes for sure, if perhaps later than told.
function isSure(map, row) {
  return !row.assumed || Boolean(isSureLater(row) && LIKELY[map.looks[row.look]]);
}

// After how many minutes what the look says comes: for sure, where the look says so.
function timeOf(map, row) {
  return (row.assumed && isSure(map, row) ? row.surely.after : row.after) || 0;
}

// "may stop at once, surely works with less after 2 h".
function effectWords(map, row, look) {
  if (!row) return say(`look.${look}`).toLocaleLowerCase();
  if (row.kept) return keptWords(row.kept);
  const parts = [];
  if (row.degraded_after !== undefined) parts.push(say("does.less-first", when(row.degraded_after)));
  const likely = isSureLater(row) ? LIKELY[look] || look : look;
  parts.push(isWord(`does.${likely}`) ? say(`does.${likely}`, when(row.after || 0)) : say(`look.${look}`).toLocaleLowerCase());
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
