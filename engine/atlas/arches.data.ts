/** Every configuration of Linux 6.12, and the machines of this model. */
import { archOf } from '../arch/index.ts';
import { machineFacts } from '../arch/machineFacts.ts';
import type { MachineFacts } from '../facts.ts';
import { ARCH_NAMES, NOBIT_NAMES } from '../types.ts';

export { STANDS_IN, SUPPORT, type Support } from '../arch/support.ts';

/** Those of real kernels first; names that are only another name are left out. */
export const MACHINES: readonly MachineFacts[] = [
  ...ARCH_NAMES,
  ...NOBIT_NAMES.filter((name) => name.includes('@')),
].map((name) => machineFacts(name, archOf(name)));
