// An engine that only plays. What decision tables and the fault chart say about themselves is for those who draw them:
// playing needs none of it, and it is a sixteenth of the engine.
const ENGINE = /\/engine\/(mm|chart)\/[\w/]+\.ts$/;

/** What is left out of an object, by a property that shows what the object is. @type {readonly [of: string, left: string[]][]} */
const LEFT_OUT = [
  ['label', ['help', 'rules']],
  ['questions', ['summary', 'leftOut']],
  ['meta', ['meta', 'description']],
];

/** @param {any} property */
const keyOf = (property) => (property.type === 'Property' && !property.computed && property.key.name) || null;

/**
 * Where in the text of a module to cut, and up to where.
 * @param {any} node of its syntax tree
 * @param {[from: number, to: number, name: string][]} cuts
 */
function findCuts(node, cuts) {
  if (node === null || typeof node !== 'object') return;
  if (node.type === 'ObjectExpression') {
    /** @type {any[]} */
    const properties = node.properties;
    const keys = properties.map(keyOf);
    const left = new Set(LEFT_OUT.flatMap(([of, names]) => (keys.includes(of) ? names : [])));
    properties.forEach((property, i) => {
      if (left.has(keys[i])) cuts.push([property.start, properties[i + 1]?.start ?? node.end - 1, keys[i]]);
      else findCuts(property, cuts);
    });
    return;
  }
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) for (const one of child) findCuts(one, cuts);
    else findCuts(child, cuts);
  }
}

/** Of one build. @returns {import('vite').Plugin} */
export function withoutHelp() {
  const missing = new Set(LEFT_OUT.flatMap(([, names]) => names));
  return {
    name: 'folioscope:without-help',
    apply: 'build',
    // When types are gone.
    enforce: 'post',
    transform(code, id) {
      if (!ENGINE.test(id)) return null;
      /** @type {[from: number, to: number, name: string][]} */
      const cuts = [];
      findCuts(this.parse(code), cuts);
      let kept = '';
      let at = 0;
      for (const [from, to, name] of cuts) {
        kept += code.slice(at, from);
        at = to;
        missing.delete(name);
      }
      return cuts.length > 0 ? { code: kept + code.slice(at), map: null } : null;
    },
    buildEnd(error) {
      if (error || missing.size === 0) return;
      throw new Error(
        `Nothing in the engine is called ${[...missing].join(' or ')} any more: see scripts/without-help.mjs.`,
      );
    },
  };
}
