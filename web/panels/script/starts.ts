/** Short texts to start a scenario from. */
export const STARTS: readonly { readonly label: string; readonly text: string }[] = [
  {
    label: 'A private mapping of device memory',
    text: `title A private mapping of device memory
machines x86_64 arm

A mmap io 2 private rw remap_pfn_range mmio+0
A read io
A write io+1 "new"
`,
  },
  {
    label: 'Fork and copy-on-write',
    text: `title Fork and copy-on-write
machines x86_64 arm

A mmap m 1 private rw anon
A write m "ours"
A fork B
B write m "of B"
A read m
`,
  },
];
