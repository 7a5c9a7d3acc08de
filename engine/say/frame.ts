/** What frames, mappings and their offsets are called. */
import {
  frameNameText,
  placeText,
  type Backing,
  type FrameName,
  type FrameRange,
  type FrameRef,
  type Pgoff,
} from '../facts.ts';
import { hex } from './number.ts';

/** A frame as recordings call it (traces/FORMAT.md). */
export const frameRecorded = ({ pfn, name }: FrameRef): string =>
  name === null ? `pfn ${hex(pfn)}` : frameNameText(name);

/** A name is shown only of what it names: a frame that is not anonymous is never called so. */
const isShown = (name: FrameName | null): name is FrameName => name !== null && name.kind !== 'other';

export const frameText = ({ pfn, name }: FrameRef): string => (isShown(name) ? frameNameText(name) : `pfn ${hex(pfn)}`);

export const frameLabel = ({ pfn, name }: FrameRef): string =>
  isShown(name) ? frameNameText(name) : `frame ${hex(pfn)}`;

export const framesText = ({ first, last }: FrameRange): string =>
  first.pfn === last.pfn ? frameLabel(first) : `${frameLabel(first)} to ${frameLabel(last)}`;

export function frameInSentence(frame: FrameRef): string {
  if (frame.name?.kind === 'zero') return 'the zero page';
  return `${frame.name?.kind === 'shmem' ? 'shmem page ' : ''}${frameLabel(frame)}`;
}

/** What a vm_pgoff stands for, as traces print it: a number is a page of the file. */
export function pgoffText(pgoff: Pgoff): string | number {
  switch (pgoff.kind) {
    case 'page':
      return pgoff.page;
    case 'frame':
      return pgoff.name === null ? 'frame' : frameNameText(pgoff.name);
    case 'address':
      return pgoff.of === null ? 'address' : `address ${placeText(pgoff.of)}`;
  }
}

export function backingText(backing: Backing): string {
  switch (backing.kind) {
    case 'anon':
      return 'anonymous memory';
    case 'shmem':
      return 'shared anonymous memory';
    case 'file':
      return `file ${backing.name}`;
    case 'driver':
      return `driver: ${backing.how === 'mmap' ? 'mapped at mmap' : backing.how}`;
  }
}
