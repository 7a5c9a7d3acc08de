import { describe, expect, test } from 'vitest';
import { choiceKeys } from '../moment/choiceKeys.ts';
import { KeyReader, type Command, type Key } from './keys.ts';

const key = (name: string, held: Partial<Key> = {}): Key => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  timeStamp: 0,
  ...held,
});
const shift = { shiftKey: true };

test.each<[Key, Command['do']]>([
  [key('ArrowRight'), 'forward'],
  [key('PageDown'), 'forward'],
  [key('ArrowRight', shift), 'forwardBead'],
  [key('PageDown', shift), 'forwardBead'],
  [key('ArrowLeft'), 'back'],
  [key('PageUp'), 'back'],
  [key('ArrowLeft', shift), 'backBead'],
  [key('PageUp', shift), 'backBead'],
  [key('d'), 'nextDifference'],
  [key('D'), 'nextDifference'],
  [key('D', shift), 'previousDifference'],
  [key('d', shift), 'previousDifference'],
  [key('Home'), 'first'],
  [key('End'), 'last'],
  [key(' '), 'toggle'],
  [key('.'), 'blank'],
  [key('b'), 'blank'],
  [key('E'), 'edit'],
  [key('+', shift), 'zoomIn'],
  [key('='), 'zoomIn'],
  [key('-'), 'zoomOut'],
  [key('z'), 'zoomReset'],
  [key('Escape'), 'escape'],
])('%o means %s', (pressed, what) => {
  expect(new KeyReader().read(pressed, 'page')).toEqual({ do: what });
});

test('each dialog has its key, whatever the caps lock says', () => {
  const dialogs = [
    { id: 'help', key: '?' },
    { id: 'scenarios', key: 's' },
  ];
  const read = (pressed: Key) => new KeyReader(dialogs).read(pressed, 'page');
  expect(read(key('?', shift))).toEqual({ do: 'open', dialog: 'help' });
  expect(read(key('s'))).toEqual({ do: 'open', dialog: 'scenarios' });
  expect(read(key('S'))).toEqual({ do: 'open', dialog: 'scenarios' });
  expect(read(key('g'))).toBeNull();
});

describe('what is left to the browser', () => {
  test.each(['Tab', 'Enter', 'ArrowUp', 'ArrowDown', 'a', 'F5', 'c'])('%s', (name) => {
    expect(new KeyReader().read(key(name), 'page')).toBeNull();
  });
  test.each([{ ctrlKey: true }, { altKey: true }, { metaKey: true }])('a key with %o', (held) => {
    expect(new KeyReader().read(key('ArrowRight', held), 'page')).toBeNull();
  });
  test.each(['ArrowRight', ' ', '5', 'Enter', 'Home', '?', 'Escape'])('%s in a field', (name) => {
    expect(new KeyReader().read(key(name), 'field')).toBeNull();
  });
  test.each(['ArrowUp', 'ArrowDown', ' ', 'Enter', 'd', '1', 'Home', 'Escape'])('%s in a list of choices', (name) => {
    expect(new KeyReader().read(key(name), 'choices')).toBeNull();
  });
  test('space and Enter on a button', () => {
    expect(new KeyReader().read(key(' '), 'button')).toBeNull();
    expect(new KeyReader().read(key('Enter'), 'button')).toBeNull();
  });
});

test('the arrows work when a button or a list of choices has the focus', () => {
  expect(new KeyReader().read(key('ArrowRight'), 'choices')).toEqual({ do: 'forward' });
  expect(new KeyReader().read(key('ArrowRight'), 'button')).toEqual({ do: 'forward' });
});

describe('digits', () => {
  const typed = (...names: string[]) => {
    const reader = new KeyReader();
    return names.map((name) => reader.read(key(name), 'page')).at(-1);
  };
  test('with Enter jump', () => {
    expect(typed('1', '2', 'Enter')).toEqual({ do: 'jump', step: 12 });
    expect(typed('0', 'Enter')).toEqual({ do: 'jump', step: 0 });
  });
  test('are shown while they are typed', () => {
    expect(typed('1', '2')).toEqual({ do: 'digits', digits: '12' });
  });
  test('are forgotten when another key is pressed', () => {
    expect(typed('1', 'ArrowRight', 'Enter')).toBeNull();
  });
  test('choose an answer while a question is asked, and never jump then', () => {
    const reader = new KeyReader();
    expect(reader.read(key('1'), 'page')).toEqual({ do: 'digits', digits: '1' });
    expect(reader.read(key('2'), 'page', ['a page', 'NULL'])).toEqual({ do: 'choose', choice: 1 });
    expect(reader.read(key('3'), 'page', ['a page', 'NULL'])).toEqual({ do: 'nothing' });
    expect(reader.read(key('0'), 'page', [])).toEqual({ do: 'nothing' });
    expect(reader.read(key('Enter', { timeStamp: 1000 }), 'page', ['a page', 'NULL'])).toBeNull();
  });
  test('that answered are not followed by a jump to the rest of the number', () => {
    const reader = new KeyReader();
    const read = (name: string, timeStamp: number, choices: readonly string[] | null) =>
      reader.read(key(name, { timeStamp }), 'page', choices);
    expect(read('1', 0, ['a page', 'NULL'])).toEqual({ do: 'choose', choice: 0 });
    expect(read('1', 100, ['a page', 'NULL'])).toEqual({ do: 'choose', choice: 0 });
    expect(read('2', 250, null)).toEqual({ do: 'nothing' });
    expect(read('Enter', 700, null)).toEqual({ do: 'nothing' });
    expect(read('2', 2000, null)).toEqual({ do: 'digits', digits: '2' });
    expect(read('Enter', 2200, null)).toEqual({ do: 'jump', step: 2 });
  });
});

test('a key that is held down stops at a question', () => {
  const reader = new KeyReader();
  expect(reader.read(key('ArrowRight', { repeat: true }), 'page')).toEqual({ do: 'forward' });
  expect(reader.read(key('ArrowRight', { repeat: true }), 'page', ['a page', 'NULL'])).toEqual({ do: 'nothing' });
  expect(reader.read(key('ArrowRight'), 'page', ['a page', 'NULL'])).toEqual({ do: 'forward' });
});

test('a number is chosen by its own digit, and other answers by another', () => {
  expect(choiceKeys(['a page', 'NULL', 'the machines differ'])).toEqual(['1', '2', '3']);
  expect(choiceKeys(['0', '1', '2', '3', '1025', 'the machines differ'])).toEqual(['0', '1', '2', '3', '9', '8']);
  expect(choiceKeys(Array.from({ length: 11 }, (_, i) => `frame ${i}`)).slice(8)).toEqual(['9', null, null]);
  expect(new KeyReader().read(key('1'), 'page', ['0', '1', '2'])).toEqual({ do: 'choose', choice: 1 });
});
