/**
 * What tests of architectures run on: every machine that a text can name, and one that nobody builds. Whatever is tested of an
 * architecture is tested of each of these.
 */
import { MACHINE_NAMES } from '../types.ts';
import { entryNames, type Arch, type Codec } from './arch.ts';
import { leafCodecOf } from './decode.ts';
import { archOf } from './index.ts';
import { madeUp } from './madeUp.fixture.ts';

export const EVERY_ARCH: readonly Arch[] = [...MACHINE_NAMES.map(archOf), madeUp];

export const LEAVES: readonly (readonly [string, Arch, Codec, number])[] = EVERY_ARCH.flatMap((arch) =>
  entryNames(arch).flatMap((name, depth) => {
    const codec = leafCodecOf(arch, name);
    return codec === null ? [] : [[`${arch.title} ${name}`, arch, codec, depth] as const];
  }),
);
