/** What mappings are backed by: tmpfs files, shmem, drivers' devices. Kernel: mm/shmem.c, fs/inode.c. */
import type { Pfn } from '../types.ts';
import type { Cx } from './cx.ts';
import { entries, set, sparse, type Sparse } from './sparse.ts';
import { allocPage, putPage, setContent, setPage } from './structPage.ts';
import type { MappedFile } from './world.ts';

const FILE_PAGES = 8;

const CACHE_DEPTH = 4;

export function createTmpfsFile(cx: Cx, name: string): void {
  let cache: Sparse<Pfn> = sparse(CACHE_DEPTH);
  for (let pgoff = 0; pgoff < FILE_PAGES; pgoff++) {
    const pfn = allocPage(cx, { kind: 'cache', file: name, pgoff });
    setContent(cx, pfn, `${name}+${pgoff}`);
    // Dirty: tmpfs keeps the content nowhere else.
    setPage(cx, pfn, { dirty: true });
    cache = set(cache, pgoff, pfn);
  }
  addFile(cx, name, { kind: 'tmpfs', name, size: FILE_PAGES, cache, blocked: false });
}

/** Returns its key, which differs from that of a tmpfs file with the same name. */
export function createFile(cx: Cx, kind: 'shmem' | 'device', name: string, size: number): string {
  let key = `${kind} ${name}`;
  for (let again = 2; key in cx.world.files; again++) key = `${kind} ${name} ${again}`;
  addFile(cx, key, { kind, name, size, cache: sparse(CACHE_DEPTH), blocked: false });
  return key;
}

/** All mappings of /dev/mem map one file, so unmapping by file reaches each of them. */
export function devmemFile(cx: Cx): string {
  const key = 'device /dev/mem';
  if (!(key in cx.world.files))
    addFile(cx, key, { kind: 'device', name: '/dev/mem', size: 0, cache: sparse(CACHE_DEPTH), blocked: false });
  return key;
}

const addFile = (cx: Cx, key: string, file: MappedFile): void => {
  cx.world = { ...cx.world, files: { ...cx.world.files, [key]: file } };
};

/** Shmem and devices live as long as they are mapped. */
export function dropUnmappedFiles(cx: Cx): void {
  const mapped = new Set(Object.values(cx.world.mms).flatMap((mm) => mm.vmas.map((vma) => vma.file)));
  for (const [key, file] of Object.entries(cx.world.files)) {
    if (file.kind === 'tmpfs' || mapped.has(key)) continue;
    for (const [, pfn] of entries(file.cache)) putPage(cx, pfn);
    const { [key]: _gone, ...files } = cx.world.files;
    cx.world = { ...cx.world, files };
  }
}
