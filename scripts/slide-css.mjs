// The styles of a slide. It is drawn for one size of window and enlarged as a whole, so what depends on the window is settled
// when it is built: it then looks the same in any window, frame or element.
const WIDTH = 960;
const HEIGHT = 540;
/** Pixels: the size of the text that web/kit/base.css gives the page. */
const REM = 14;

/** @param {string} feature such as `(max-width:760px)`; null: the reader's browser decides */
function settled(feature) {
  const [, bound, side, value] = /^\((min|max)-(width|height):([\d.]+)px\)$/.exec(feature) ?? [];
  if (side === undefined) {
    if (/(width|height).*px/.test(feature))
      throw new Error(`The styles of the slide ask for ${feature}: see scripts/slide-css.mjs.`);
    return feature === '(orientation:portrait)' ? false : null;
  }
  const size = side === 'width' ? WIDTH : HEIGHT;
  return bound === 'min' ? size >= Number(value) : size <= Number(value);
}

/** What is left of a media query list: a shorter one, '' if it always holds, null if it never does. @param {string} list */
function shortened(list) {
  const queries = list.split(',').flatMap((query) => {
    const features = query.trim().split(/ and /);
    return features.some((one) => settled(one) === false)
      ? []
      : [features.filter((one) => settled(one) === null).join(' and ')];
  });
  if (queries.includes('')) return '';
  return queries.length > 0 ? queries.join(',') : null;
}

/** The index after the bracket that closes the one before `from`. @param {string} css @param {number} from */
function closed(css, from) {
  let depth = 1;
  let at = from;
  for (; depth > 0; at++) {
    if (at >= css.length) throw new Error('A bracket of the styles is not closed.');
    if (css[at] === '{') depth++;
    else if (css[at] === '}') depth--;
  }
  return at;
}

/** @param {string} css as Vite minifies it */
export function slideCss(css) {
  const pixels = css.replace(
    /(?<![\w.]|[\w-]-)(\d*\.?\d+)rem\b/g,
    (_, size) => `${+(Number(size) * REM).toFixed(3)}px`,
  );
  let kept = '';
  let at = 0;
  for (const { index, 0: head, 1: list = '' } of pixels.matchAll(/@media ?([^{]+)\{/g)) {
    if (index < at) continue;
    const inside = index + head.length;
    const end = closed(pixels, inside);
    const left = shortened(list);
    const rules = pixels.slice(inside, end - 1);
    kept += pixels.slice(at, index);
    if (left !== null) kept += left === '' ? rules : `@media ${left}{${rules}}`;
    at = end;
  }
  return kept + pixels.slice(at);
}
