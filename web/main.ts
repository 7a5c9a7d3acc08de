/** Loads the app that the address asks for. */
import './kit/theme.css';
import './kit/base.css';

const APPS = {
  lesson: () => import('./apps/lesson/main.ts'),
  page: () => import('./apps/page/main.ts'),
  slide: () => import('./apps/slide/main.ts'),
};

/** A fragment names a scenario and opens it, wherever it was given out; a lesson has one of its own. */
function wanted(): keyof typeof APPS {
  const query = new URLSearchParams(location.search);
  if (query.get('view') === 'slide') return 'slide';
  if (query.has('lesson')) return 'lesson';
  return 'page';
}

async function begin(target: HTMLElement): Promise<void> {
  try {
    const { start } = await APPS[wanted()]();
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
