// The project's claim as a lint: the kernel asks vm_normal_page what an entry maps, and hardly any code reads the VMA's
// flags instead. Code that does must cite its row of the reference.

import { readFileSync } from 'node:fs';

const FLAGS = new Set(['PFNMAP', 'MIXEDMAP']);
/** Rows of the reference: readers, installers, the flag rule of mmap, and the what-if switches of the proposal. */
const REGISTERED = /R-RD-\d+|R-IN-\d+|R-F-8\b|R-PR-\d+/;

const readersFile = new URL('../engine/mm/readers.ts', import.meta.url);
const ROWS = new Set([...readFileSync(readersFile, 'utf8').matchAll(/^\s*row: (\d+),/gm)].map(([, row]) => row));

/** @param {any} node whether this is `VM`, or the `VM` of a namespace */
const isVM = (node) =>
  (node?.type === 'Identifier' && node.name === 'VM') ||
  (node?.type === 'MemberExpression' && nameOf(node.property, node.computed) === 'VM');

/**
 * The name that a key stands for, if it is a plain one.
 * @param {any} key
 * @param {boolean} computed
 */
function nameOf(key, computed) {
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  return key.type === 'Literal' ? key.value : undefined;
}

/**
 * What the node is part of, outwards: up to the statement or the member that the nearest function belongs to.
 * @param {any} node
 */
function* surroundings(node) {
  let inFunction = false;
  for (let at = node; at && at.type !== 'Program'; at = at.parent) {
    yield at;
    if (/Function/.test(at.type)) inFunction = true;
    const isOwner = at.type !== 'BlockStatement' && /(Statement|Declaration|Definition|Property)$/.test(at.type);
    if (inFunction && isOwner) {
      // `export` precedes a declaration, and the comment precedes `export`.
      if (/^Export/.test(at.parent.type)) yield at.parent;
      return;
    }
  }
}

/** @type {import('eslint').Rule.RuleModule} */
const pfnmapReaders = {
  meta: {
    type: 'problem',
    docs: { description: 'Only registered readers and installers may name VM_PFNMAP or VM_MIXEDMAP.' },
    schema: [],
    messages: {
      unregistered:
        'VM_{{flag}} is named by unregistered code. The claim is: only vm_normal_page, the installers and the readers ' +
        'listed in the reference look at VM_PFNMAP or VM_MIXEDMAP; everybody else asks vm_normal_page. Ask it too, or ' +
        'name the row of the reference in a comment on this line or right above it, as in "// R-RD-3: why".',
      unknown: 'R-RD-{{row}} is no reader: engine/mm/readers.ts has no such row.',
    },
  },
  create(context) {
    const source = context.sourceCode;
    const registrations = source.getAllComments().filter((comment) => REGISTERED.test(comment.value));

    /** @param {any} comment whether it stands before what it is about, not behind other code */
    const leads = (comment) => {
      const before = source.getTokenBefore(comment);
      return !before || before.loc.end.line < comment.loc.start.line;
    };

    /** @param {any} node */
    function isRegistered(node) {
      const { line } = node.loc.start;
      const near = registrations.some((comment) => {
        const { start, end } = /** @type {NonNullable<typeof comment.loc>} */ (comment.loc);
        return (start.line <= line && end.line >= line) || (end.line === line - 1 && leads(comment));
      });
      if (near) return true;
      for (const around of surroundings(node)) {
        if (source.getCommentsBefore(around).some((comment) => registrations.includes(comment) && leads(comment))) {
          return true;
        }
      }
      return false;
    }

    /**
     * @param {any} node
     * @param {string} flag
     */
    function look(node, flag) {
      if (!isRegistered(node)) context.report({ node, messageId: 'unregistered', data: { flag } });
    }

    return {
      Program() {
        for (const comment of source.getAllComments()) {
          for (const [, row] of comment.value.matchAll(/R-RD-(\d+)/g)) {
            const { loc } = comment;
            if (row && loc && !ROWS.has(row)) context.report({ loc, messageId: 'unknown', data: { row } });
          }
        }
      },
      /** @param {any} node */
      MemberExpression(node) {
        const name = nameOf(node.property, node.computed);
        if (FLAGS.has(name) && isVM(node.object)) look(node, name);
      },
      /** @param {any} node `const { PFNMAP } = VM` */
      VariableDeclarator(node) {
        if (node.id.type !== 'ObjectPattern' || !isVM(node.init)) return;
        for (const property of node.id.properties) {
          const name = property.type === 'Property' ? nameOf(property.key, property.computed) : undefined;
          if (FLAGS.has(name)) look(property, name);
        }
      },
      /** @param {any} node */
      Identifier(node) {
        const flag = /^VM_(PFNMAP|MIXEDMAP)$/.exec(node.name)?.[1];
        if (flag) look(node, flag);
      },
    };
  },
};

export default { meta: { name: 'folioscope' }, rules: { 'pfnmap-readers': pfnmapReaders } };
