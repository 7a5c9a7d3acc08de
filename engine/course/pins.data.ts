import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'pins',
  title: 'Pins, fast and slow',
  minutes: 6,
  aim: 'predict what get_user_pages gives, fast and slow, for a raw entry, for an exclusive and for a shared copy, and for the zero page.',
  before: ['reuse', 'special-bit', 'linear-rule'],
  texts: {
    'gup-zero-fast': `
title The zero page, taken fast
machines x86_64 arm

A mmap m 1 private rw anon
A read m
A gup m fast
`,
  },
  parts: [
    {
      at: 'pin-at-fork~4',
      beside: 'folio',
      pick: 'm+0 in A',
      text: 'A device is to write into A’s memory while A does other things. So the kernel turns an address into a page and holds it: that is get_user_pages, GUP for short. A pin says in addition that the content is being used, and it must be told from an ordinary reference. So it weighs far more than one. The refcount is {m+0 in A: refcount}: A’s entry accounts for one, and this single pin for all the rest.',
    },
    {
      at: 'pin-at-fork~5',
      ask: 'm+0 in B: same_frame_as m+0 in A',
      prompt: 'A forks while the page is pinned. Does `m` of B map the same frame as `m` of A?',
      theories: [
        {
          answer: 'yes',
          if: 'if fork always shared. Then A’s next write would copy, and the device would go on writing to the page that A no longer maps. So fork asks whether the page may be pinned, and copies at once.',
          at: 'copy_present_ptes: maybe pinned?',
        },
        {
          answer: 'nothing is mapped',
          if: 'if the child simply did without the page. It gets a copy of its own.',
          at: 'copy_present_ptes: maybe pinned?',
        },
      ],
      because: 'A keeps the pinned page, and B gets a copy.',
      from: 'fork',
    },
    {
      at: 'pin-unshares~6',
      text: 'The same care is taken the other way round. After a fork, B pins a page that it shares with A. First comes a copy, {ran wp_page_copy}, although nobody writes: it is called an unshare fault. A pin needs a page that will stay where the process sees it, so a page that may be replaced by the next write is not good enough.',
    },
    {
      at: 'fast-and-slow~3',
      beside: 'why',
      text: 'Now to PFN mappings. A driver mapped its RAM privately, and A has written to `io+1`: an ordinary page, A’s own. GUP answers {outcome}. It looks for the mapping first, in {ran check_vma_flags}, and a mapping flagged VM_PFNMAP is refused as a whole: {yes check_vma_flags: VM_IO or VM_PFNMAP?}. The entry is never asked.',
    },
    {
      at: 'fast-and-slow~4',
      ask: 'outcome',
      prompt:
        'There is a fast way, too. It reads the page table without any lock and without looking for the mapping. A asks for `io+1` by the fast way. How does it end?',
      theories: [
        {
          answer: 'EFAULT',
          on: ['x86_64'],
          if: 'if the fast way read VM_PFNMAP. It has no mapping at hand. It sees an entry without the special bit, and takes the page.',
          at: 'gup_fast_pte_range: pte_special(pte)?',
        },
        {
          answer: 'ok: anon#1',
          on: ['arm'],
          if: 'if the linear rule could serve here. It needs the mapping, and that is what the fast way does without; so without a bit there is no fast way for small entries, and the slow one refuses.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because:
        'The fast way has nothing but the entry. Where the entry can answer, it does; where it cannot, nothing is taken.',
    },
    {
      at: 'fast-and-slow~4',
      beside: 'why',
      text: 'One page, one address, and two answers from one kernel: {~3 outcome} from the slow way on both machines, and {outcome @x86_64} from the fast way on x86_64. The slow way repeats what the flag says of the mapping; the fast way believes the entry. A special entry it leaves alone, because without the mapping nobody could tell it what is there. They cannot both be what was meant.',
    },
    {
      at: 'fast-and-slow~11',
      ask: 'io+1 in A: refcount',
      prompt:
        'A goes on pinning `io+1` by the fast way: four pins in all, each kept. How many references has the frame at `io+1` then?',
      theories: [
        {
          answer: '5',
          if: 'if a pin counted as one reference. It weighs far more, so that it can be told apart.',
          in: 'try_grab_folio_fast',
        },
        {
          answer: '1025',
          if: 'if a page could be pinned only once. Each pin adds its weight.',
          in: 'try_grab_folio_fast',
        },
        {
          answer: '1',
          on: ['x86_64'],
          if: 'if nothing could be pinned here. On x86_64 the fast way takes the page, every time.',
          at: 'gup_fast_pte_range: pte_special(pte)?',
        },
        {
          answer: '4097',
          on: ['arm'],
          if: 'if there were a fast way on arm. Every attempt ended in the slow one, and was refused.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because: 'On x86_64 there are four pins on top of A’s entry; on arm there is only the entry.',
    },
    {
      at: 'private-pfn-cow~6',
      ask: 'outcome',
      prompt:
        'Another private PFN mapping with a copy at `io+1`. But A has forked, and the copy is shared. A pins `io+1` by the fast way. How does it end?',
      theories: [
        {
          answer: 'ok: anon#1',
          on: ['x86_64'],
          if: 'if the page were A’s alone. Since the fork it is not marked exclusive; a pin would need an unshare fault first, so the fast way gives up, and the slow way refuses the mapping.',
          at: 'gup_fast_pte_range: must unshare?',
        },
        {
          answer: 'ok: anon#1',
          on: ['arm'],
          if: 'if there were a fast way on arm. There is none, so the slow one decides, and refuses.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because: 'The fast way stops on both machines, for different reasons, and the slow way refuses.',
      from: 'reuse',
    },
    {
      at: 'gup-zero-fast~3',
      ask: 'outcome',
      prompt:
        'Ordinary anonymous memory. A has only read `m`, so it maps the zero page. A takes it by the fast way, without a pin. How does it end?',
      theories: [
        {
          answer: 'EFAULT',
          on: ['x86_64'],
          if: 'if “stop” meant “refuse”. The special bit only ends the fast walk; the slow one goes on, finds an ordinary mapping, and knows the zero page.',
          at: 'follow_page_pte: zero page?',
        },
        {
          answer: 'EFAULT',
          on: ['arm'],
          if: 'if there were nothing behind the fast way. The slow walk follows, finds an ordinary mapping, and knows the zero page.',
          at: 'follow_page_pte: zero page?',
        },
        {
          answer: 'ok: anon#1',
          if: 'if the call wrote, or were a long-term pin. Then a fresh page would come first.',
          at: 'follow_page_pte: zero page?',
        },
      ],
      because: 'The fast way stops at the zero page, and the slow way gives it out.',
      from: 'zero-page',
    },
  ],
  known:
    'A plain reference, unlike a pin, unshares nothing: after the fork above, a fast `gup` of the copy still succeeds on x86_64 where the pin fails. And an architecture with GUP-fast but without the bit takes nothing from small entries at all, not even ordinary memory.',
  finish: {
    start: 'Slow refuses the copy because …; fast takes it because …; without the bit …',
    ours: 'Slow refuses the copy because it asks the flag of the mapping; fast takes it because it has only the entry, and the entry says that it is a page; without the bit there is no fast way for small entries.',
  },
  onward: 'Programs and people ask what a process has in memory, all at the same moment. Why do the answers differ?',
  read: ['gup_fast_pte_range', 'check_vma_flags', 'follow_page_pte'],
  thread: ['gupFast', 'gupSlow'],
  dare: {
    at: 'private-pfn-cow~6',
    text: 'Replace the pin by a plain `gup` with the same options. What changes, and on which machine?',
  },
});
