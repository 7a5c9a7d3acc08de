/** Apps whose name is a key of the address. */
const BY_NAME = ['lesson', 'course', 'teach', 'archs', 'handout', 'questions', 'readers'] as const;

export type AppName = 'page' | 'slide' | 'start' | (typeof BY_NAME)[number];

/** A tab keeps a text that is too long for its address. */
const isKept = (state: unknown): boolean => typeof state === 'object' && state !== null && 'visit' in state;

/** The app that the address asks for. A fragment names a scenario and opens it, wherever it was given out; those of lessons are numbers. */
export function wantedApp(): AppName {
  const query = new URLSearchParams(location.search);
  if (query.get('view') === 'slide') return 'slide';
  const named = BY_NAME.find((app) => query.has(app));
  if (named) return named;
  return location.hash.length > 1 || query.has('play') || isKept(history.state) ? 'page' : 'start';
}
