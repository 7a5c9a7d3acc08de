/** Origin of the expected values: nothing fails silently, and what failed affects nothing else (a property). */
import { describe, expect, test } from 'vitest';
import type { Lazy } from './lazy.ts';
import type { Notice, Notices } from './notices.svelte.ts';
import { PartLoader } from './partLoader.ts';

const page = () => {
  const connection = { isUp: false };
  let said: Notice | null = null;
  const notices = {
    say: (notice: Notice) => (said = notice),
    dismiss: () => (said = null),
  } as unknown as Notices;
  const part = (name: string) =>
    ({
      loaded: null,
      get: async () => {
        if (!connection.isUp) throw new Error('no connection');
        return name;
      },
    }) as unknown as Lazy<string>;
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { connection, part, settled, loader: new PartLoader(notices), said: () => said };
};

describe('parts that could not be loaded', () => {
  test('one notice names all of them, and its button loads all of them', async () => {
    const { connection, part, settled, loader, said } = page();
    const came: string[] = [];
    const editor = part('editor');
    const decision = part('decision');
    loader.load('The editor', editor, (name) => came.push(name));
    await settled();
    expect(said()?.text).toMatch(/^The editor could not be loaded\./);
    loader.load('The decision', decision, (name) => came.push(name));
    await settled();
    expect(said()?.text).toMatch(/^The editor and the decision could not be loaded\./);
    connection.isUp = true;
    said()?.actions?.[0]?.run();
    await settled();
    expect(came).toEqual(['editor', 'decision']);
    expect(said()).toBeNull();
  });

  test('one that comes by another way is named no longer', async () => {
    const { connection, part, settled, loader, said } = page();
    const editor = part('editor');
    loader.load('The editor', editor, () => undefined);
    loader.load('Glossary', part('glossary'), () => undefined);
    await settled();
    connection.isUp = true;
    loader.load('The editor', editor, () => undefined);
    await settled();
    expect(said()?.text).toMatch(/^Glossary could not be loaded\./);
  });

  test('a second failure offers to reload the page', async () => {
    const { part, settled, loader, said } = page();
    loader.load('The editor', part('editor'), () => undefined);
    await settled();
    expect(said()?.actions?.map(({ label }) => label)).toEqual(['Try again']);
    said()?.actions?.[0]?.run();
    await settled();
    expect(said()?.actions?.map(({ label }) => label)).toEqual(['Try again', 'Reload the page']);
  });
});
