import { scenario } from './scenario.ts';

export default scenario(
  {
    name: 'kvm-read-only',
    theme: 'Questions from the field',
    promise: 'A guest writes through an entry that the host may only read so far: KVM gives up.',
    witness: { none: 'By reading: `kvm_fault` follows virt/kvm/kvm_main.c, and no kernel was recorded playing it.' },
    words: [
      'KVM',
      'RO_FAULT',
      'KVM_PFN_ERR_RO_FAULT',
      'EFAULT',
      'dma-buf',
      'blob',
      'virtio-gpu',
      'libkrun',
      'hva_to_pfn_remapped',
      'pfn_mkwrite',
      'KVM_RUN',
      'guest',
      'EPT violation',
      'crosvm',
    ],
  },
  `
folioscope 1
title A guest's first write to a read-only entry
machines x86_64 arm

say A virtual machine monitor maps a buffer of its graphics driver into a guest. The driver wants to hear of the first write.
A mmap blob 2 shared rw vmf_insert_pfn mmio+0 pfn_mkwrite
A read blob
say The host has read it, so there is an entry. It is read-only, so that a write faults and pfn_mkwrite is called.
A kvm_fault blob
say The guest reads. get_user_pages refuses the mapping, follow_pfnmap finds the frame.
ask outcome
A kvm_fault blob write
say The guest writes. The entry is there, so KVM causes no fault. It may only be read, so the answer is RO_FAULT, and the monitor sees EFAULT from KVM_RUN.
ask outcome
A write blob "host"
say The host writes once. The processor faults, pfn_mkwrite agrees, and the entry becomes writable.
A kvm_fault blob write
say Now the guest may write, too. A driver that needs no pfn_mkwrite would have made the entry writable at once.
`,
);
