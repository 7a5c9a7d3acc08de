/** Which app an address asks for. */
export type AppName = 'page' | 'slide' | 'start' | 'lesson' | 'course' | 'teach' | 'archs';

/** A tab keeps a text that is too long for its address. */
const isKept = (state: unknown): boolean => typeof state === 'object' && state !== null && 'visit' in state;

/** A fragment names a scenario and opens it, wherever it was given out; those of lessons are numbers. */
export function wantedApp(): AppName {
  const query = new URLSearchParams(location.search);
  if (query.get('view') === 'slide') return 'slide';
  for (const app of ['lesson', 'course', 'teach', 'archs'] as const) if (query.has(app)) return app;
  return location.hash.length > 1 || query.has('play') || isKept(history.state) ? 'page' : 'start';
}
