/**
 * KVM's and VFIO's questions about a guest's or a device's address: a page first, else a frame number. Kernel:
 * virt/kvm/kvm_main.c (`hva_to_pfn`), drivers/vfio/vfio_iommu_type1.c (`vaddr_get_pfns`). Rules R-GU-21, R-GU-22.
 */
import { VM } from '../types.ts';
import type { DecisionTable, Question } from './decisionTable.ts';

declare module './linux.ts' {
  interface Linux {
    readonly hvaToPfnTable: typeof hvaToPfnTable;
    readonly vaddrGetPfnsTable: typeof vaddrGetPfnsTable;
  }
}

interface Looked {
  readonly gup: boolean;
  readonly mapped: boolean;
  readonly flags: number;
  readonly found: boolean;
  readonly write: boolean;
  readonly writable: boolean;
}

export interface HvaToPfnInput extends Looked {
  /** GUP-fast, asked for a writable page whatever the guest does. */
  readonly fast: boolean;
  /** null: no struct page. */
  readonly refcount: number | null;
}

const question = <In extends Looked>(own: Question<In>): Question<In> => own;

const gup = (what: string, no: string): Question<Looked> => ({
  label: `${what}?`,
  help: 'A page is taken where there is one, with a fault if it has to be mapped first.',
  rules: ['R-GU-21'],
  ask: (i) => i.gup,
  value: (i) => (i.gup ? 'a page' : 'no page'),
  yes: 'page',
  no,
});
const found = (yes: string): Question<Looked> => ({
  label: 'follow_pfnmap_start()?',
  help: 'The frame number of the entry. If there is none, one fault is caused, and the entry is looked up again.',
  rules: ['R-GU-21'],
  ask: (i) => i.found,
  value: (i) => (i.found ? 'an entry' : 'none, even after a fault'),
  yes,
  no: 'EFAULT',
});
const readOnly = (yes: string, no: string): Question<Looked> => ({
  label: 'write to a read-only entry?',
  help: 'No fault is caused for an entry that is there: a private raw entry is not copied.',
  rules: ['R-GU-21', 'R-GU-22'],
  ask: (i) => i.write && !i.writable,
  value: (i) => (i.write ? (i.writable ? 'writable' : 'read-only') : 'a read'),
  yes,
  no,
});

const PAGE = {
  label: 'the page',
  tone: 'page',
  help: 'Taken with a reference, as any page.',
  rules: ['R-GU-21'],
} as const;

export const hvaToPfnTable: DecisionTable<HvaToPfnInput, 'page' | 'frame' | 'RO_FAULT' | 'EFAULT'> = {
  name: 'hva_to_pfn',
  summary: 'Which frame does the guest get for this address?',
  first: 'fast',
  questions: {
    fast: {
      label: 'GUP-fast, writable?',
      help: 'If the page may be written anyway, the guest may write it later without another fault.',
      rules: ['R-GU-21'],
      ask: (i) => i.fast,
      value: (i) => (i.fast ? 'a writable page' : 'none'),
      yes: 'page',
      no: 'slow',
    },
    slow: gup('get_user_pages', 'mapped'),
    mapped: {
      label: 'mapped?',
      help: 'Without a mapping there is nothing to look up.',
      rules: ['R-GU-21'],
      ask: (i) => i.mapped,
      value: (i) => (i.mapped ? 'a mapping' : 'none'),
      yes: 'raw',
      no: 'EFAULT',
    },
    raw: question({
      label: 'VM_IO or VM_PFNMAP?',
      help: 'The flags of the mapping decide whether a frame number will do: a raw entry of a mixed mapping is refused.',
      rules: ['R-GU-21', 'R-RD-35'],
      ask: (i) => (i.flags & (VM.IO | VM.PFNMAP)) !== 0, // R-RD-35
      value: (i) => ((i.flags & (VM.IO | VM.PFNMAP)) !== 0 ? 'set' : 'neither'), // R-RD-35
      yes: 'found',
      no: 'EFAULT',
    }),
    found: found('writable'),
    writable: readOnly('RO_FAULT', 'refcount'),
    refcount: {
      label: 'a free page?',
      help: 'A frame with a struct page is given out only with a reference, which a free page cannot get.',
      rules: ['R-GU-21'],
      ask: (i) => i.refcount !== null && i.refcount <= 0,
      value: (i) => (i.refcount === null ? 'no struct page' : `refcount ${i.refcount}`),
      yes: 'EFAULT',
      no: 'frame',
    },
  },
  leftOut: [
    {
      label: 'hardware-poisoned page?',
      before: 'mapped',
      yes: 'KVM_PFN_ERR_HWPOISON',
      why: 'no memory here has failed',
    },
  ],
  verdicts: {
    page: PAGE,
    frame: { label: 'the frame', tone: 'null', help: 'By its number alone.', rules: ['R-GU-21'] },
    RO_FAULT: {
      label: 'RO_FAULT',
      tone: 'stop',
      help: 'The entry is there, and read-only: KVM emulates the write, or gives up.',
      rules: ['R-GU-21'],
    },
    EFAULT: { label: 'EFAULT', tone: 'stop', help: 'KVM_PFN_ERR_FAULT: the guest cannot use it.', rules: ['R-GU-21'] },
  },
};

export interface VaddrGetPfnsInput extends Looked {
  /** Without a struct page, or with a reserved one. */
  readonly reserved: boolean;
}

export const vaddrGetPfnsTable: DecisionTable<VaddrGetPfnsInput, 'page' | 'frame' | 'refused' | 'EFAULT'> = {
  name: 'vaddr_get_pfns',
  summary: 'Which frame may the device use for this address?',
  first: 'pin',
  questions: {
    pin: gup('pin_user_pages, long-term', 'raw'),
    raw: question({
      label: 'VM_PFNMAP?',
      help: 'The flag of the mapping decides whether a frame number will do; VM_IO alone does not.',
      rules: ['R-GU-21', 'R-RD-43'],
      ask: (i) => i.mapped && (i.flags & VM.PFNMAP) !== 0, // R-RD-43
      value: (i) => (i.mapped ? ((i.flags & VM.PFNMAP) !== 0 ? 'set' : 'not set') : 'nothing is mapped'), // R-RD-43
      yes: 'found',
      no: 'refused',
    }),
    found: found('writable'),
    writable: readOnly('EFAULT', 'reserved'),
    reserved: {
      label: 'no ordinary page?',
      help: 'Of RAM that somebody may free, a frame number is not enough.',
      rules: ['R-GU-21'],
      ask: (i) => i.reserved,
      value: (i) => (i.reserved ? 'no struct page, or a reserved one' : 'RAM'),
      yes: 'frame',
      no: 'EFAULT',
    },
  },
  verdicts: {
    page: PAGE,
    frame: { label: 'the frame', tone: 'null', help: 'By its number alone: nothing is held.', rules: ['R-GU-21'] },
    refused: { label: 'the error of the pin', tone: 'stop', help: 'As pin_user_pages gave it.', rules: ['R-GU-21'] },
    EFAULT: { label: 'EFAULT', tone: 'stop', help: 'The device cannot use it.', rules: ['R-GU-21'] },
  },
};
