import { beadText } from '../../engine/say/index.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRun } from '../../engine/play.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import { GLOSSARY } from '../../engine/glossary.ts';
import { mark, termAt, termsIn } from './marking.ts';

const marked = (text: string): string[] => mark(text).flatMap(({ text, term }) => (term ? [`${text}=${term}`] : []));

describe('words of the glossary', () => {
  test.each<[text: string, terms: string[]]>([
    ['A PTE with the special bit.', ['PTE=pte', 'special bit=special']],
    ['Special bits', []],
    ['The pin, the pinned, and the spinning.', ['pin=op-pin']],
    ['Pinned pages stay.', ['Pinned=op-pin']],
    ['pte_special and mypfn and pfns', ['pfns=pfn']],
    ['VM_PFNMAP, not VM_PFNMAPPED.', ['VM_PFNMAP=flag-PFNMAP']],
    ['get_user_pages_fast', ['get_user_pages_fast=gup-fast']],
    ['vm_normal_page() says NULL', ['vm_normal_page()=fn-vm_normal_page']],
    ['Frames anon#1 and anon are named.', ['anon=anonymous']],
    ['a folio/refcount path', []],
    ['It opens /dev/mem.', ['/dev/mem=dev-mem']],
    ['The zero page, the zero page again.', ['zero page=zero-page']],
    ['cow and Cow are animals, COW is not', ['COW=cow']],
    ['Broken: R-IV-1, R-IV-14; not R-IV-99.', ['R-IV-1=R-IV-1', 'R-IV-14=R-IV-14']],
    ['', []],
  ])('%s', (text, terms) => {
    expect(marked(text)).toEqual(terms);
  });

  test('are set apart without changing a letter of any text', () => {
    for (const { promise, text } of SCENARIOS) {
      const run = createRun(parse(text));
      const sentences = [...run.play()].flatMap(({ says, beads }) => [
        ...says,
        ...beads.flatMap(({ machines }) => machines.map((machine) => (machine ? beadText(machine, '') : ''))),
      ]);
      for (const sentence of [promise, ...sentences]) {
        const pieces = mark(sentence);
        expect(pieces.map((piece) => piece.text).join('')).toBe(sentence);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }
    }
  });
});

describe('the glossary', () => {
  test('has one entry per term, and each word belongs to one', () => {
    for (const list of [GLOSSARY.map(({ id }) => id), GLOSSARY.flatMap(({ words }) => words)]) {
      expect(list.filter((one, i) => list.indexOf(one) !== i)).toEqual([]);
    }
  });
  test.each(GLOSSARY.map((term) => [term.name, term] as const))('%s is explained in full sentences', (_, term) => {
    expect(term.meaning).toMatch(/^[A-Za-z].{10,}[.?]$/);
    expect(term.id).toMatch(/^[\w-]+$/);
  });
  test('names rules that the engine knows', () => {
    const engine = new URL('../../engine/', import.meta.url);
    const sources = readdirSync(engine, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(name, engine), 'utf8'))
      .join('\n');
    const known = new Set(sources.match(/\bR-[A-Z]+-\d+[a-z]?/g));
    expect(GLOSSARY.flatMap(({ rules = [] }) => rules).filter((rule) => !known.has(rule))).toEqual([]);
  });
});

describe('every word that the engine can show', () => {
  test('functions, statements and outcomes of all scenarios have a term', () => {
    const names = new Set(GLOSSARY.map(({ name }) => name));
    const missing = new Set<string>();
    for (const { text } of SCENARIOS) {
      const program = parse(text);
      for (const { statement } of program.steps) {
        const word = statement.op.replace(/^(kernel|device)_/, '$1 ');
        if (!names.has(word)) missing.add(word);
      }
      for (const { beads, outcomes } of createRun(program).play()) {
        for (const { fn, kernel, machines } of beads) {
          if (!kernel && !names.has(fn.replaceAll('_', ' '))) missing.add(fn);
          for (const machine of machines) {
            for (const name of [...(machine?.chain ?? []), ...(machine?.calls ?? []).map(({ fn }) => fn)]) {
              if (!names.has(name.includes('->') ? name : `${name}()`)) missing.add(name);
            }
          }
        }
        for (const outcome of outcomes) {
          const error = outcome?.kind === 'error' ? outcome.error : outcome?.kind === 'signal' ? outcome.signal : null;
          if (error !== null && !names.has(error)) missing.add(error);
        }
      }
    }
    expect([...missing]).toEqual([]);
  });
});

test('the word under the pointer is found, and none between words', () => {
  const text = 'The pin holds the special bit.';
  expect(termAt(text, 5)).toMatchObject({ from: 4, to: 7, term: 'op-pin' });
  expect(termAt(text, 25)).toMatchObject({ from: 18, to: 29, term: 'special' });
  expect(termAt(text, 10)).toBeNull();
  expect(termsIn(text)).toEqual(['op-pin', 'special']);
});
