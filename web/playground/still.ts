/** For pages that show a playground's picture without its address. */
import type { Bar } from './bar.ts';

/** The page belongs to whoever has this bar, but the address is written by somebody else. */
export const stillBar: Bar = { isBrowsers: true, home: '', fragment: '', state: null, write: () => undefined };
