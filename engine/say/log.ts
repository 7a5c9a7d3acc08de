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

/** Functions whose warning is a VM_WARN of some kind, and whose BUG is a VM_BUG_ON: CONFIG_DEBUG_VM compiles them in. */
const DEBUG_VM: readonly string[] = [
  'vm_normal_page',
  'wp_page_reuse',
  'can_change_pte_writable',
  'folio_add_file_rmap_ptes',
  'folio_remove_rmap_ptes',
  'set_ptes',
  // Into which arm64's __check_safe_pte_update() is inlined.
  'follow_page_pte',
  'fault_dirty_shared_page',
  'folio_get',
];
const needsDebugVm = (condition: string): boolean => DEBUG_VM.includes(condition.split(':')[0]!);

export const bugSentence = (condition: string): string =>
  needsDebugVm(condition)
    ? `The kernel would stop here, since it has DEBUG_VM: VM_BUG_ON in ${condition}. The machine stops.`
    : `The kernel would stop here: BUG_ON in ${condition}. The machine stops.`;

/** As `logText`, with the option without which the kernel would not say so. */
export function logWords(line: LogLine): string {
  const from = line.kind === 'warning' ? line.fn : line.kind === 'bug' ? line.condition : '';
  return `${logText(line)}${needsDebugVm(from) ? ' (only with DEBUG_VM)' : ''}`;
}
