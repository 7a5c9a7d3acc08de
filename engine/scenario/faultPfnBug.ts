import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'fault-pfn-bug',
    theme: 'Drivers',
    promise:
      'A private mapping and vmf_insert_pfn do not go together: the kernel ends in a BUG, with or without the bit.',
    witness: { recorded: 'builtin/fault-pfn-bug', machines: KERNELS },
  },
  `
folioscope 1
title vmf_insert_pfn in a private mapping: BUG
machines x86_64 arm

say A driver that fills its mapping on demand, and a process that asks for a private one.
A mmap h 512 private rw vmf_insert_pfn_pmd driver+512
say mmap itself works: this driver maps nothing before the first access.
ask outcome
A read h
say A BUG_ON. x86 tried a huge entry first, with vmf_insert_pfn_pmd. Raw entries of any frame in a private mapping would fool a machine without the bit. x86 enforces the same rule, so that a driver tested there cannot break the other.
say A private mapping is the caller's choice. A driver that uses vmf_insert_pfn must refuse it in its mmap handler: by the first fault, it is too late.
`,
);
