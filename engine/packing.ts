/** Door: what packs the texts of links. A page needs it only for texts of one's own. */
export { canPack, pack, unpack } from './language/linkBytes.ts';
