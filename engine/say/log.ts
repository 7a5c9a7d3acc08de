/** What kernels print, as recorded traces hold it, and why a machine stops. */
import { placeText, type LogLine, type Stop } from '../facts.ts';
import type { RssKind } from '../types.ts';
import { frameLabel } from './frame.ts';
import { hex } from './number.ts';

const COUNTERS: Readonly<Record<RssKind, string>> = {
  file: 'MM_FILEPAGES',
  anon: 'MM_ANONPAGES',
  shmem: 'MM_SHMEMPAGES',
};

export function stopText(stop: Stop): string {
  return stop.kind === 'bug'
    ? `BUG: ${stop.condition}`
    : 'All 65,536 frames of this machine are in use. That is a limit of Folioscope, not of Linux.';
}

export function logText(line: LogLine): string {
  switch (line.kind) {
    case 'bad_page_map':
      return 'bad page map';
    case 'bad_page_state':
      return 'bad page state';
    case 'bad_rss_counter':
      return `bad rss-counter ${COUNTERS[line.counter]} ${line.pages}`;
    case 'bad_memtype':
      return 'pat: freeing invalid memtype [mem]';
    case 'warning':
      return `warning: ${line.fn}`;
    case 'private_pfnmap': {
      const where = `${line.process} ${placeText(line.place)}`;
      return `warning: private_pfnmap: ${where}: ${frameLabel(line.old)} replaced by frame ${hex(line.fresh)}`;
    }
    case 'bug':
      return stopText(line);
    case 'bound':
      return `bound: ${stopText(line)}`;
  }
}
