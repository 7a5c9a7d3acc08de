/** The operations, one line each. */
import type { OpName } from '../language/program.ts';
import { exit } from './exit.ts';
import { fork } from './fork.ts';
import { gup, pin } from './gup.ts';
import { kernelFree, kernelNextFrame, kernelUnmapMapping, kernelZap } from './kernel.ts';
import { folioWalk, followPfnmapOp } from './kernelWalkers.ts';
import { madvise } from './madvise.ts';
import { mlock, munlock } from './mlock.ts';
import { mmap } from './mmap.ts';
import { mprotect } from './mprotect.ts';
import { mremap } from './mremap.ts';
import { munmap } from './munmap.ts';
import { mincore, pagemap, smaps, status } from './observers.ts';
import type { Op } from './op.ts';
import { read } from './read.ts';
import { processVmRead, processVmWrite, ptraceRead, ptraceWrite } from './remoteAccess.ts';
import { unpin } from './unpin.ts';
import { write } from './write.ts';

const ALL = [
  mmap,
  read,
  write,
  fork,
  exit,
  munmap,
  mremap,
  mprotect,
  madvise,
  mlock,
  munlock,
  gup,
  pin,
  unpin,
  folioWalk,
  followPfnmapOp,
  pagemap,
  smaps,
  mincore,
  status,
  processVmRead,
  processVmWrite,
  ptraceRead,
  ptraceWrite,
  kernelFree,
  kernelNextFrame,
  kernelZap,
  kernelUnmapMapping,
] as readonly unknown[] as readonly Op[];

/** What the engine can play, by operation. A statement without an entry is not played yet. */
export const OPS: ReadonlyMap<OpName, Op> = new Map(ALL.map((op) => [op.op, op]));
