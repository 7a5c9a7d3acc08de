import type { FrameView } from '../../engine/facts.ts';

export function wrongText(wrong: 'lost' | 'phantom', count = 1): string {
  if (wrong === 'lost') {
    return count === 1
      ? 'lost page: the kernel thinks this is raw'
      : `${count} lost pages: the kernel thinks these are raw`;
  }
  return count === 1
    ? 'phantom page: the kernel takes this raw frame for a page'
    : `${count} phantom pages: the kernel takes these raw frames for pages`;
}

const KINDS: Record<FrameView['kind'], string> = {
  anon: 'anonymous page',
  file: 'page of a file',
  shmem: 'page of shared memory',
  driver: "driver's page",
  mmio: 'device memory',
  zero: 'zero page',
  table: 'page table',
  free: 'free frame',
};

export const kindText = (frame: FrameView): string => KINDS[frame.kind];
