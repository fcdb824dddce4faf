// Every text of the pictures in this document that does not lie inside its place, as sentences. Names, lines and chips
// belong in their box, the words of a chip in the chip, everything else on the page; and no text lies on another.
(() => {
  const faults = [];
  // Positions are written with two decimals.
  const SLACK = 0.02;
  const pictures = [...document.querySelectorAll('svg')].filter((svg) => !svg.parentElement?.closest('svg') && svg.getBoundingClientRect().width > 0);
  for (const svg of pictures) {
    const home = svg.getScreenCTM().inverse();
    // The box of a text in the measures of the picture, turned texts included.
    const placeOf = (it) => {
      const b = it.getBBox();
      const m = home.multiply(it.getScreenCTM());
      const corners = [[b.x, b.y], [b.x + b.width, b.y], [b.x, b.y + b.height], [b.x + b.width, b.y + b.height]].map(([x, y]) => new DOMPoint(x, y).matrixTransform(m));
      const xs = corners.map((p) => p.x), ys = corners.map((p) => p.y);
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), turned: Math.abs(m.b) > 1e-6 };
    };
    const told = (it) => `${it.getAttribute('class') ?? it.tagName} “${it.textContent.trim().slice(0, 60)}” of ${it.closest('[data-id]')?.dataset.id ?? 'the page'}`;
    const within = (it, inner, outer, where) => {
      for (const [side, over] of [['left', outer.left - inner.left], ['right', inner.right - outer.right], ['top', outer.top - inner.top], ['bottom', inner.bottom - outer.bottom]]) {
        if (over > SLACK) faults.push(`${told(it)} is ${over.toFixed(2)} beyond the ${side} of ${where}`);
      }
    };
    const view = svg.viewBox.baseVal;
    const page = { left: view.x, top: view.y, right: view.x + view.width, bottom: view.y + view.height };
    const texts = [...svg.querySelectorAll('text')].filter((it) => it.checkVisibility()).map((it) => ({ it, place: placeOf(it), box: it.closest('g.box') }));
    for (const { it, place, box } of texts) {
      if (!it.textContent.trim()) continue;
      if (place.right - place.left <= 0) faults.push(`${told(it)} is not seen`);
      within(it, place, page, 'the page');
      if (!box) continue;
      const front = [...box.querySelectorAll(':scope > rect:not(.chip):not(.ring)')].at(-1);
      // In the explorer a chip sits on the border of its box.
      const isOnBorder = it.classList.contains('chip') && it.closest('.sheet');
      // The front of a pile is drawn last.
      if (!isOnBorder) within(it, place, placeOf(front), 'its box');
      const chip = it.classList.contains('chip') && box.querySelector(':scope > rect.chip');
      if (chip) within(it, place, placeOf(chip), 'its chip');
    }
    // What is high above and below the letters is air.
    const solid = texts.filter(({ it, place }) => it.textContent.trim() && !place.turned).map(({ it, place }) => {
      const air = (place.bottom - place.top) * 0.25;
      return { it, left: place.left + SLACK, right: place.right - SLACK, top: place.top + air, bottom: place.bottom - air };
    }).sort((a, b) => a.left - b.left);
    solid.forEach((a, at) => {
      for (let next = at + 1; next < solid.length && solid[next].left < a.right; next++) {
        const b = solid[next];
        if (b.top < a.bottom && b.bottom > a.top) faults.push(`${told(a.it)} lies on ${told(b.it)}`);
      }
    });
    for (const chip of svg.querySelectorAll('g.box > rect.chip')) {
      if (!chip.checkVisibility()) continue;
      const place = placeOf(chip);
      for (const it of chip.parentElement.querySelectorAll(':scope > text:not(.chip)')) {
        if (!it.checkVisibility()) continue;
        const other = placeOf(it);
        const air = (other.bottom - other.top) * 0.25;
        if (other.right > place.left + SLACK && other.left < place.right && other.bottom - air > place.top && other.top + air < place.bottom) faults.push(`${told(it)} runs into its chip`);
      }
    }
  }
  return faults;
})()
