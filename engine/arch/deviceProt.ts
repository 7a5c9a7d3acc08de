/** How kernels map frames that are not RAM. */
import type { Arch } from './arch.ts';

type DeviceProt = Pick<Arch, 'deviceProt' | 'devmemProt'>;

/** /dev/mem asks for uncached memory by itself (`phys_mem_access_prot()`); other drivers must, and those of the model do not. */
export const uncachedByDevmem = (uncached: (prot: bigint) => bigint): DeviceProt => ({
  deviceProt: (prot, devmem) => (devmem ? uncached(prot) : prot),
  devmemProt: uncached,
});

export const SAME_AS_RAM: DeviceProt = { deviceProt: (prot) => prot, devmemProt: (prot) => prot };
