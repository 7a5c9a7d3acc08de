/** Door: what is known of architectures and machines without playing anything. */
export { MACHINES, STANDS_IN, SUPPORT, type Support } from './atlas/arches.data.ts';
export { levelsText, machineWords, oddities, sizeText } from './say/machine.ts';
export { MACHINE_ORIGINS } from './say/origin.ts';
