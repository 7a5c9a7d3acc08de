// Pixels of a picture, without a browser. The package that makes them is optional: it has parts for each platform.

const SCALE = 2;

const FAMILIES = {
  mono: ['DejaVu Sans Mono', 'Menlo', 'Consolas', 'Liberation Mono', 'Noto Sans Mono', 'Cascadia Mono', 'Courier New'],
  sans: ['Segoe UI', 'Helvetica Neue', 'Roboto', 'Arial', 'DejaVu Sans', 'Liberation Sans', 'Noto Sans'],
};
/** No system has it: what is drawn for it is what is drawn for any font that is missing. */
const NOBODY = 'No such family';

const ROW = 40;
const WIDTH = 400;

/**
 * The first family of each kind that is installed. The library takes one family, and draws nothing where there is no font.
 * @param {typeof import('@resvg/resvg-js').Resvg} Resvg
 */
function installed(Resvg) {
  const rows = [NOBODY, ...FAMILIES.mono, ...FAMILIES.sans];
  const texts = rows.map(
    (family, i) => `<text x="4" y="${ROW * i + 26}" font-family="${family}" font-size="24">Ii.mMwW</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${ROW * rows.length}">${texts.join('')}</svg>`;
  const { pixels, width } = new Resvg(svg).render();
  const shapes = rows.map((_, i) => pixels.subarray(ROW * i * width * 4, ROW * (i + 1) * width * 4));
  const [missing] = shapes;
  const fallsBack = (/** @type {string} */ family) =>
    shapes[rows.indexOf(family)]?.equals(missing ?? Buffer.of()) ?? true;
  if (missing?.every((byte) => byte === 0) && rows.every(fallsBack))
    throw new Error('No font is installed: a PNG would have no words.');
  const first = (/** @type {readonly string[]} */ families) => families.find((family) => !fallsBack(family)) ?? NOBODY;
  return { mono: first(FAMILIES.mono), sans: first(FAMILIES.sans) };
}

/**
 * @param {string} svg as web/picture writes it
 * @param {number} scale pixels per unit
 * @returns {Promise<Uint8Array>} the picture as PNG
 */
export async function png(svg, scale = SCALE) {
  const { Resvg } = await import('@resvg/resvg-js').catch(() => {
    throw new Error('A PNG needs the optional package @resvg/resvg-js: run "npm ci". An SVG needs nothing.');
  });
  const { mono, sans } = installed(Resvg);
  const named = svg
    .replace(/font-family="[^"]*monospace"/g, `font-family="${mono}"`)
    .replace(/font-family="[^"]*sans-serif"/g, `font-family="${sans}"`);
  return new Resvg(named, { fitTo: { mode: 'zoom', value: scale } }).render().asPng();
}
