// Walks over relations, as the library walks: rings by steps, through what is in use, never on from information.
// Knows nothing of the document, and claims no effect.

// Walks from some elements. `steps` has a distance for every node, or -1; `order` the nodes as they were reached.
// Entering an element costs a step; an integration or a group none, but an integration at the end of a way counts one.
function walk(map, starts, direction, limit = Infinity) {
  const counted = new Int32Array(map.size).fill(-1);
  const from = new Int32Array(map.size).fill(-1);
  const order = [];
  const isStart = new Set(starts);
  for (const start of isStart) {
    counted[start] = 0;
    order.push(start);
  }
  let ring = [...order];
  for (let distance = 0; ring.length && distance < limit; distance += 1) {
    const next = [];
    // What costs no step joins the ring while it is walked.
    for (let at = 0; at < ring.length; at += 1) {
      const node = ring[at];
      if (!isStart.has(node) && endsPaths(map, node)) continue;
      for (const neighbour of neighbours(map, node, direction)) {
        if (counted[neighbour] >= 0 || !isAdmitted(map, neighbour)) continue;
        const costs = counts(map, neighbour);
        counted[neighbour] = distance + (costs ? 1 : 0);
        from[neighbour] = node;
        order.push(neighbour);
        (costs ? next : ring).push(neighbour);
      }
    }
    ring = next;
  }
  return { steps: distances(map, counted, isStart, limit), from, order, starts: [...isStart], direction };
}

function distances(map, counted, isStart, limit) {
  return counted.map((count, node) => {
    if (count < 0 || isStart.has(node) || isGroup(map, node)) return count;
    const distance = counts(map, node) ? count : count + 1;
    return distance <= limit ? distance : -1;
  });
}

function endsPaths(map, node) {
  return !isGroup(map, node) && Boolean(map.elements[node].ends_paths);
}

// The nodes one relation away over which disruption passes. Downstream goes against the arrows.
function* neighbours(map, node, direction) {
  const down = direction === "down";
  for (const index of down ? map.dependents[node] : map.dependencies[node]) {
    const relation = map.relations[index];
    if (relation.passes) yield down ? relation.from : relation.to;
  }
}

// The elements that were reached, nearest first; integrations only if asked for.
function reached(map, walked, withIntegrations = false) {
  const isStart = new Set(walked.starts);
  return walked.order.filter((node) => !isStart.has(node) && !isGroup(map, node) && walked.steps[node] > 0
    && (withIntegrations || counts(map, node)));
}

// The elements next to one, seen through integrations and groups: each with the integrations between.
function nextTo(map, start, direction) {
  const found = new Map();
  const seen = new Set([start]);
  const open = [[start, []]];
  while (open.length) {
    const [node, through] = open.shift();
    for (const neighbour of neighbours(map, node, direction)) {
      if (seen.has(neighbour) || !isAdmitted(map, neighbour)) continue;
      seen.add(neighbour);
      if (counts(map, neighbour)) found.set(neighbour, through);
      else open.push([neighbour, isGroup(map, neighbour) ? through : [...through, neighbour]]);
    }
  }
  return found;
}

// The steps of a walk between elements that count: each leads from a nearer element to one a step farther.
function links(map, walked) {
  const found = [];
  for (const near of walked.order) {
    const isStart = walked.steps[near] === 0 && walked.starts.includes(near);
    if (walked.steps[near] < 0 || (!counts(map, near) && !isStart) || (!isStart && endsPaths(map, near))) continue;
    for (const [far, through] of nextTo(map, near, walked.direction)) {
      if (walked.steps[far] === walked.steps[near] + 1) found.push({ near, far, through });
    }
  }
  return found;
}

// The elements of the ways that effects take, pairwise, as `dependent dependency`; what is not a place is passed over.
function waysOf(map, rows, isPlace) {
  const ways = new Map();
  for (const row of rows) {
    const way = (row.path || []).filter(isPlace);
    for (let at = 1; at < way.length; at += 1) {
      ways.set(`${way[at]} ${way[at - 1]}`, [way[at], way[at - 1]]);
    }
  }
  return ways;
}
