/**
 * Which frames may be mapped through /dev/mem. With CONFIG_STRICT_DEVMEM mmap_mem() asks, on every architecture; without
 * it x86 asks, so that a page does not get two cache modes. Kernel: arch/x86/mm/init.c, lib/devmem_is_allowed.c,
 * drivers/char/mem.c. Rule R-IN-65.
 */
import type { DecisionTable } from './decisionTable.ts';
import { hex } from './cx.ts';

declare module './linux.ts' {
  interface Linux {
    readonly devmemIsAllowedTable: typeof devmemIsAllowedTable;
  }
}

interface DevmemInput {
  readonly pfn: number;
  readonly ram: boolean;
  /** A driver has claimed the device memory, and CONFIG_IO_STRICT_DEVMEM keeps others out. */
  readonly claimed: boolean;
}

export const devmemIsAllowedTable: DecisionTable<DevmemInput, 'allowed' | 'refused'> = {
  name: 'devmem_is_allowed',
  summary: 'May this frame be mapped through /dev/mem?',
  first: 'ram',
  questions: {
    ram: {
      label: 'RAM?',
      help: 'RAM belongs to the kernel and to processes.',
      rules: ['R-IN-65'],
      ask: (i) => i.ram,
      value: (i) => `${hex(i.pfn)} is ${i.ram ? 'RAM' : 'no RAM'}`,
      yes: 'refused',
      no: 'claimed',
    },
    claimed: {
      label: 'iomem_is_exclusive()?',
      help: 'Device memory that a driver has claimed is left to it, if the kernel was built so.',
      rules: ['R-IN-65'],
      ask: (i) => i.claimed,
      value: (i) => (i.claimed ? 'claimed' : 'not claimed'),
      yes: 'refused',
      no: 'allowed',
    },
  },
  verdicts: {
    allowed: { label: 'allowed', tone: 'go', help: 'The frame may be mapped.', rules: ['R-IN-65'] },
    refused: { label: 'refused', tone: 'stop', help: 'EPERM from mmap_mem, EINVAL from x86.', rules: ['R-IN-65'] },
  },
};
