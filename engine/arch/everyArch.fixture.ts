/**
 * What tests of architectures run on: every machine that a text can name, and one that nobody builds. Whatever is tested of an
 * architecture is tested of each of these.
 */
import { LEVELS, MACHINE_NAMES, type Level } from '../types.ts';
import { codecOf, type Arch, type Codec } from './arch.ts';
import { archOf } from './index.ts';
import { madeUp } from './madeUp.fixture.ts';

export const EVERY_ARCH: readonly Arch[] = [...MACHINE_NAMES.map(archOf), madeUp];

/** Where entries map memory, with a name for each. */
export const LEAVES: readonly (readonly [string, Arch, Codec, Level])[] = EVERY_ARCH.flatMap((arch) =>
  LEVELS.filter((level) => level === 'pte' || arch.pmd !== null).map(
    (level) => [`${arch.title} ${level}`, arch, codecOf(arch, level), level] as const,
  ),
);
