import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'mixed-refused',
    theme: 'When the machines disagree',
    promise: "vmf_insert_mixed of a frame that is free or somebody's page: mapped on one machine, SIGBUS on the other.",
    witness: { recorded: 'builtin/mixed-refused', machines: KERNELS },
  },
  `
folioscope 1
title Frames that cannot be counted
machines arm_lpae arm

say Without the bit, a mixed mapping counts every frame that has a struct page. Some frames must not be counted.
A mmap x 3 shared rw vmf_insert_mixed driver+8
A read x
say Raw with the bit, a counted page without.
kernel free driver+9
say The driver frees its second frame. Nobody has touched that page yet.
ask outcome
A read x+1
say With the bit, the frame is mapped, free or not: nobody checks. Without the bit, it would have to be counted, and a free frame cannot be: SIGBUS.
ask outcome
kernel free driver+8
say The first frame is mapped. Where the entry holds a reference, the driver's reference is not the only one: EBUSY. Where the entry is raw, the frame is freed and stays mapped.
A mmap m 1 private rw anon
A write m "mine"
say A private page of A, with one reference.
A mmap y 1 shared rw vmf_insert_mixed @m+0
say Now the driver maps a page that belongs to A.
ask outcome
A read y
say An anonymous page cannot be counted as a driver's page: SIGBUS. With the bit, it is mapped raw and can be read.
say A frame that must be counted can be refused, and cannot be freed too early. Nobody checks a raw one.
`,
);
