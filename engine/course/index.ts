/** The lessons, one line each: the course in its order, then those beside it. A lesson is loaded when it is opened. */
import type { Lesson } from './lesson.ts';

export const LESSONS: readonly (() => Promise<{ readonly LESSON: Lesson }>)[] = [
  () => import('./pageFault.data.ts'),
  () => import('./zeroPage.data.ts'),
  () => import('./fork.data.ts'),
  () => import('./reuse.data.ts'),
  () => import('./noStructPage.data.ts'),
  () => import('./normalPage.data.ts'),
  () => import('./specialBit.data.ts'),
  () => import('./linearRule.data.ts'),
  () => import('./collision.data.ts'),
  () => import('./pins.data.ts'),
  () => import('./observers.data.ts'),
  () => import('./privateMappings.data.ts'),
  () => import('./mixedMaps.data.ts'),
  () => import('./hugeEntries.data.ts'),
  () => import('./driversDuty.data.ts'),
  () => import('./pat.data.ts'),
  () => import('./devMem.data.ts'),
];
