import { expect, test } from 'vitest';
import { KeyReader } from '../shell/keys.ts';
import { DIALOGS } from './dialogs.ts';

/** Property: a key that meant something else would hide the dialog, or the dialog the other meaning. */
test('every dialog has a key of its own, whatever Caps Lock says', () => {
  const keys = DIALOGS.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const press = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, timeStamp: 0 };
  for (const { id, key } of DIALOGS) {
    for (const typed of [key, key.toUpperCase()]) {
      expect(new KeyReader().read({ ...press, key: typed }, 'page'), typed).toBeNull();
      expect(new KeyReader(DIALOGS).read({ ...press, key: typed }, 'page'), typed).toEqual({ do: 'open', dialog: id });
    }
  }
});
