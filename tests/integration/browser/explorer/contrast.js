// Every text that can be seen, with its contrast to what lies behind it after WCAG 2, where that is less than 4.5.
// What is dimmed because something else is chosen, and what is disabled, is left out.
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((each, i) => each * top[3] + below[i] * (1 - top[3]));
  const light = ([r, g, b]) => [r, g, b].map((each) => each / 255).map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)).reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const behindPage = (it) => {
    const layers = [];
    for (let at = it; at; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((below, top) => over(top, below), matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]);
  };
  const behindDrawing = (it) => {
    const own = it.classList.contains('chip') ? it.parentElement.querySelector(':scope > rect.chip') : it.closest('g.box, g.lane')?.querySelector(':scope > rect:not(.chip):not(.ring)');
    const colour = own ? read(getComputedStyle(own).fill) : [0, 0, 0, 0];
    return over(colour, behindPage(it.closest('svg').parentElement));
  };
  const faults = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const it = node.parentElement;
    if (!node.data.trim() || it.closest('script, style, noscript, title, desc, option, .dim, :disabled, .hidden, .skip') || !it.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    const style = getComputedStyle(it);
    const isDrawn = it instanceof SVGElement;
    const below = isDrawn ? behindDrawing(it) : behindPage(it);
    const ink = over(read(isDrawn ? style.fill : style.color), below);
    const found = contrast(ink, below);
    seen += 1;
    if (found < 4.495) faults.push(`${found.toFixed(2)}: ${it.tagName} ${it.getAttribute('class') ?? ''} of ${it.closest('[id]')?.id} “${node.data.trim().slice(0, 40)}”, ${ink.map(Math.round)} on ${below.map(Math.round)}`);
  }
  for (const it of document.querySelectorAll('select, input')) {
    if (!it.checkVisibility() || it.disabled) continue;
    const below = behindPage(it);
    const found = contrast(over(read(getComputedStyle(it).color), below), below);
    seen += 1;
    if (found < 4.495) faults.push(`${found.toFixed(2)}: ${it.id}`);
  }
  return { seen, faults: [...new Set(faults)] };
})()
