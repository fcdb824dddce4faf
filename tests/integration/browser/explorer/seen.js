// What is seen of the explorer, and a step of its history, for tests.
globalThis.seen = () => {
  const sheet = [...document.querySelectorAll('#view-map .sheet')].find((each) => !each.hidden);
  const boxes = sheet ? [...sheet.querySelectorAll('g.box[data-id]')] : [];
  const shown = (id) => { const it = document.getElementById(id); return it && !it.closest('[hidden]') ? it.value : null; };
  return {
    hash: location.hash,
    language: document.documentElement.lang,
    status: document.getElementById('status').textContent,
    panel: document.querySelector('#panel h2')?.textContent ?? null,
    sheet: sheet?.dataset.sheet ?? null,
    view: ['map', 'around', 'matrix', 'table'].filter((each) => !document.getElementById('view-' + each).hidden).join(),
    tab: [...document.querySelectorAll('[role=tab][aria-selected=true]')].map((each) => each.id).join(),
    direction: ['down', 'up'].filter((each) => document.getElementById(each).getAttribute('aria-pressed') === 'true').join(),
    steps: shown('steps'), overlay: shown('overlay'), day: shown('day'),
    selected: boxes.filter((g) => g.classList.contains('selected')).map((g) => g.dataset.id),
    lit: boxes.filter((g) => g.classList.contains('lit')).map((g) => [g.dataset.id, Number(g.dataset.steps)]),
    dim: boxes.filter((g) => g.classList.contains('dim')).map((g) => g.dataset.id),
    boxes: boxes.map((g) => g.dataset.id),
    focus: document.activeElement?.closest?.('g.box')?.dataset.id ?? document.activeElement?.id ?? null,
  };
};
globalThis.goTo = async (hash) => {
  if (location.hash.replace('#', '') !== hash) {
    const turned = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = hash;
    await turned;
  }
  return seen();
};
