import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'forced-empty-copy',
    theme: 'Findings about Linux',
    promise: 'A forced write copies memory that may not be read: with the bit the copy is empty, without it it is not.',
    witness: { recorded: 'hand2/force-mixed-none-ram', machines: KERNELS },
  },
  `
folioscope 1
title A forced copy of memory that may not be read
machines x86_64 arm

say A driver's pages in a private mixed mapping that A may neither read nor write.
A mmap x 3 private none vmf_insert_mixed driver+8
say A debugger forces a write. The fault maps the driver's page, and a private mapping must copy it.
ask outcome
A gup x write force
say Both make a copy, but of what? With the bit the entry is raw: the kernel can only read through the user's address, and PROT_NONE forbids that. It warns once and copies zeroes. Without the bit vm_normal_page finds the driver's page, and its content is copied.
ask outcome
A gup x+1 force
say Read by force, nothing is copied. With the bit there is no page to keep: EEXIST. Without it the driver's page gets a reference.
A mprotect x* rw
say Now A may read.
ask outcome
A read x
say The copy shows which way its machine went.
A read x+1
say The driver's page itself is untouched.
A write x+1
say Written by A itself, in a readable mapping, it is copied as it should be.
A mprotect x+2 none
A gup x+2 write force fast
say The third page, never touched before: the same loss again, and no second warning.
A mprotect x+2 r
A read x+2
A exit
say That what cannot be read becomes zeroes is known, and was accepted in 2006. FOLL_FORCE is a short way to it.
`,
);
