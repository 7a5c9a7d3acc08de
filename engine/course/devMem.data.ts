import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'dev-mem',
  title: '/dev/mem',
  after: 'observers',
  minutes: 4,
  aim: 'say why the linear rule holds in /dev/mem by itself, and what each way of looking sees there.',
  before: ['linear-rule', 'pins', 'observers'],
  texts: {
    'devmem-ram': `
title RAM through /dev/mem
machines x86_64 arm

A mmap d 1 private rw devmem driver+8
A read d
`,
  },
  parts: [
    {
      at: 'dev-mem~1',
      beside: 'vma',
      pick: 'dev+0 in A',
      text: '/dev/mem is physical memory as a file: the offset in the file is the address. So `vm_pgoff` is the number of the first frame before anybody overwrites it, {pgoff dev+0 in A}, and the linear rule holds by itself. The mapping is private here, as some programs make it.',
    },
    {
      at: 'dev-mem~4',
      ask: 'outcome',
      prompt:
        'A has written to the second page, which is a copy now. A debugger reads the first page, the device. How does it end?',
      theories: [
        {
          answer: 'EIO',
          on: ['x86_64'],
          if: 'if GUP had the last word. It refuses; but then ptrace asks the mapping itself, and on x86_64 /dev/mem offers a way to read physical addresses.',
          in: 'generic_access_phys',
        },
        {
          answer: 'ok: "mmio+8"',
          on: ['arm_lpae', 'arm'],
          if: 'if every architecture offered that way. It needs an architecture that can map physical memory with a given protection, and arm is not one of them.',
          in: 'generic_access_phys',
        },
      ],
      because: 'A driver can answer for its own memory where GUP cannot, if the architecture lets it.',
      from: 'pins',
    },
    {
      at: 'dev-mem~5',
      ask: 'outcome',
      prompt: 'The debugger reads the second page, A’s copy. How does it end?',
      theories: [
        {
          answer: 'ok: "A"',
          if: 'if that way led to a page. It maps the physical address once more, as device memory, and the kernel refuses to do so with RAM.',
          in: 'generic_access_phys',
        },
        {
          answer: 'ok: "mmio+9"',
          if: 'if the debugger saw the device. The entry leads to the copy by now.',
          in: 'generic_access_phys',
        },
      ],
      because: 'What is easiest to read, an ordinary page, cannot be read in any of these ways.',
    },
    {
      at: 'dev-mem~7',
      ask: 'outcome',
      prompt: 'A pins its copy by the fast way of GUP. How does it end?',
      theories: [
        {
          answer: 'EFAULT',
          on: ['x86_64', 'arm_lpae'],
          if: 'if the fast way read the flag, or if long words mattered. It reads the entry, wherever entries have the bit.',
          at: 'gup_fast_pte_range: pte_special(pte)?',
        },
        {
          answer: 'ok: anon#1',
          on: ['arm'],
          if: 'if there were a fast way without the bit.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because: 'The bit decides, not the size of the machine.',
    },
    {
      at: 'devmem-ram~1',
      ask: 'outcome',
      prompt: 'Now RAM instead of a device: a page of a driver, through /dev/mem. How does it end?',
      theories: [
        {
          answer: 'ok',
          on: ['x86_64'],
          if: 'if x86 did not track cache modes. It does, and refuses RAM here.',
          in: 'track_pfn_remap',
        },
        {
          answer: 'EINVAL',
          on: ['arm'],
          if: 'if arm kept such books. It lets RAM through, unless it was configured to be strict.',
          in: 'track_pfn_remap',
        },
        {
          answer: 'EACCES',
          if: 'if it were a matter of who asks. Whoever could open the file may map it.',
          in: 'mmap_mem',
        },
      ],
      because: 'Configuration and cache modes decide about RAM, not permission.',
    },
    {
      at: 'devmem-ram~2',
      text: 'On arm, then, RAM can be mapped raw, by anybody who may open the file, and on a machine without the bit. Free the page, let it come back as the copy of its own place, and you have the collision without any driver’s mistake. This is where it is open in the kernel as it stands.',
    },
  ],
  known: 'Most architectures without the bit cannot even be configured to keep RAM out of /dev/mem.',
  finish: {
    start: 'In /dev/mem the linear rule holds because …; a debugger sees … and not …',
    ours: 'In /dev/mem the linear rule holds because the offset is the frame number from the start; a debugger sees the device, where the architecture helps, and not the copy.',
  },
  read: ['mmap_mem', 'generic_access_phys'],
  thread: ['devMem'],
  dare: { at: 'dev-mem~3', text: 'Fork, and find out what the child sees of each page.' },
});
