/** What shows decisions and who takes part in them: loaded with the first moment after the start of a scenario. */
import { Lazy } from '../../kit/lazy.ts';

export const DECIDING = new Lazy(async () => {
  const [decision, otherLevel, readerNote, calls, { tableOf }] = await Promise.all([
    import('./draw/Decision.svelte'),
    import('./draw/OtherLevel.svelte'),
    import('./draw/ReaderNote.svelte'),
    import('./draw/Calls.svelte'),
    import('./tableOf.ts'),
  ]);
  return {
    Decision: decision.default,
    OtherLevel: otherLevel.default,
    ReaderNote: readerNote.default,
    Calls: calls.default,
    tableOf,
  };
});
