import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'pat',
  title: 'PAT',
  after: 'private-mappings',
  minutes: 4,
  aim: 'predict on which mapping x86 refuses to fork.',
  before: ['collision', 'private-mappings'],
  parts: [
    {
      at: 'fork-refused~1',
      beside: 'vma',
      pick: 'io+0 in A',
      text: 'x86 has to take care that no two mappings of the same memory disagree about how it is cached. So when a driver maps a range whole, the range and its cache mode are noted, and the mapping is flagged VM_PAT. Whoever maps the same range later must agree.',
    },
    {
      at: 'private-pfn-cow~4',
      ask: 'outcome',
      prompt: 'A private PFN mapping, in which A has copied its second page. A forks. How does it end?',
      theories: [
        {
          answer: 'ENOMEM',
          if: 'if any copy sufficed. To note the range for the child, x86 looks at the first entry only, and that one is raw.',
          in: 'track_pfn_copy',
        },
        {
          answer: 'EINVAL',
          if: 'if a mapping with a copy in it could not be inherited. It can.',
          in: 'track_pfn_copy',
        },
      ],
      because: 'The first entry is raw, so the range is found again.',
    },
    {
      at: 'fork-refused~3',
      text: 'Here the first page was copied before the fork. {fn track_pfn_copy} asks where the first entry leads, finds no raw entry, and gives up: {outcome @x86_64} on x86_64, and {outcome @arm} on both arm machines, which track nothing. The kernel could have told the copy from a raw entry very well; that is just why it gave up.',
    },
    {
      at: 'fork-refused~4',
      ask: 'io+0 in A: frame',
      prompt: 'A writes to the copied page once more. Which frame does `io+0` map in A?',
      theories: [
        {
          answer: 'anon#2',
          on: ['x86_64'],
          if: 'if the failed fork had shared the page. It failed before a single entry was copied.',
          in: '~3 track_pfn_copy',
        },
        {
          answer: 'anon#1',
          on: ['arm_lpae', 'arm'],
          if: 'if there were no child. There is one on these machines, and it shares the page, so A gets a copy.',
          at: 'do_wp_page: refcount == 1?',
        },
      ],
      because: 'Where the fork failed, the page stayed A’s own; elsewhere it was shared.',
      from: 'reuse',
    },
    {
      at: 'swapped-halves~7',
      ask: 'outcome',
      prompt: 'A shared mapping, filled in two pieces. A forks. How does it end?',
      theories: [
        {
          answer: 'ENOMEM',
          if: 'if pieces were noted, too. Only a call that fills the whole mapping notes its range; this one is not flagged VM_PAT.',
          in: '~2 track_pfn_remap',
        },
        {
          answer: 'EINVAL',
          if: 'if a crooked mapping could not be inherited. Shared, it can.',
          in: '~2 track_pfn_remap',
        },
      ],
      because: 'Nothing was noted, so nothing has to be found again.',
    },
    {
      at: 'move-linear~12',
      text: 'And a mapping can grow into the trouble. Here one was moved, its copied page moved on alone, and the other pages written. The fork ends in {outcome @x86_64} on x86_64, half-way: some entries had already been made read-only for a child that never came to be. A pays with faults that nobody needed.',
    },
  ],
  known:
    'Newer kernels keep the note beside the mapping instead of reading it back from the first entry, and VM_PAT is gone.',
  finish: {
    start: 'x86 refuses to fork if …; arm …',
    ours: 'x86 refuses to fork if a mapping that was noted as a whole no longer begins with a raw entry; arm notes nothing and never refuses.',
  },
  read: ['track_pfn_remap', 'track_pfn_copy', 'follow_phys'],
  thread: ['removal'],
  dare: {
    at: 'fork-refused~3',
    text: 'Move one write so that the fork succeeds on every machine, with a copy in the mapping all the same.',
  },
});
