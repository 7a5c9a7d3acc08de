/** Loads the app that the address asks for. */
import './kit/theme.css';
import './kit/base.css';

const APPS = {
  page: () => import('./apps/page/main.ts'),
  slide: () => import('./apps/slide/main.ts'),
};

async function begin(target: HTMLElement): Promise<void> {
  const wanted = new URLSearchParams(location.search).get('view') === 'slide' ? 'slide' : 'page';
  try {
    const { start } = await APPS[wanted]();
    start(target);
  } catch (error) {
    const again = Object.assign(document.createElement('button'), { textContent: 'Try again' });
    again.onclick = () => location.reload();
    target.replaceChildren('Folioscope could not be loaded. Check your connection. ', again);
    throw error;
  }
}

const target = document.getElementById('app');
if (target) void begin(target);
