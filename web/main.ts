/** Loads the app that the address asks for. */
import './kit/theme.css';
import './kit/base.css';

const APPS = {
  page: () => import('./apps/page/main.ts'),
  slide: () => import('./apps/slide/main.ts'),
  start: () => import('./apps/start/main.ts'),
  lesson: () => import('./apps/lesson/main.ts'),
  course: () => import('./apps/course/main.ts'),
  teach: () => import('./apps/teach/main.ts'),
};

/** A tab keeps a text that is too long for its address. */
const isKept = (state: unknown): boolean => typeof state === 'object' && state !== null && 'visit' in state;

/** A fragment names a scenario and opens it, wherever it was given out; those of lessons are numbers. */
function wanted(): keyof typeof APPS {
  const query = new URLSearchParams(location.search);
  if (query.get('view') === 'slide') return 'slide';
  for (const app of ['lesson', 'course', 'teach'] as const) if (query.has(app)) return app;
  return location.hash.length > 1 || query.has('play') || isKept(history.state) ? 'page' : 'start';
}

async function begin(target: HTMLElement): Promise<void> {
  try {
    const app = wanted();
    // An address typed over the start page names a scenario, even before the page is there.
    if (app === 'start') addEventListener('hashchange', () => location.reload());
    const { start } = await APPS[app]();
    await start(target);
  } catch (error) {
    const again = Object.assign(document.createElement('button'), { textContent: 'Try again' });
    again.onclick = () => location.reload();
    target.replaceChildren('Folioscope could not be loaded. Check your connection. ', again);
    throw error;
  }
}

const target = document.getElementById('app');
if (target) void begin(target);
