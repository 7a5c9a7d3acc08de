import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'zero-as-page',
    theme: 'When the machines disagree',
    promise: 'A driver hands out the zero page as if it were its own: one machine loses count.',
    witness: { recorded: 'builtin/zero-as-page', machines: KERNELS },
    breaks: { arm: ['R-IV-2', 'R-IV-3', 'R-IV-7', 'R-IV-13', 'R-IV-14'], x86_64: ['R-IV-7'] },
  },
  `
folioscope 1
title The zero page, handed out as a page
machines x86_64 arm

say The zero page belongs to everybody, and no entry that maps it should ever be counted.
A mmap z 1 private rw vmf_page zero
say A careless driver: its fault handler returns the zero page as a page of its own.
ask z+0 in A: vm_normal_page
A read z
say It is counted like a file page, and mapped without the bit. Where there is a bit, an entry that does not carry it maps a page. Where there is none, the zero page is recognised by its number: no page.
A status
say Both machines counted it, as a file page.
ask outcome
A smaps z
say The counter says one page. smaps finds it on one machine only, where a kernel built for debugging warns that this should not happen.
A write z "mine"
say Both copy. Only one of them takes the old page off its counter.
A munmap z*
say The copy is A's own, and is freed on both.
A exit
say The machine without the bit prints bad rss-counter: a file page was never released.
say What is counted when it is mapped must be recognised as a page when it is unmapped. Otherwise its count never comes down.
`,
);
