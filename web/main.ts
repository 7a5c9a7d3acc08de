/** Loads the app that the address asks for. */
import './kit/theme.css';
import './kit/base.css';
import { sayMissing } from './missing.ts';
import { wantedApp, type AppName } from './wanted.ts';

type Start = (target: HTMLElement) => unknown;

const APPS: Readonly<Record<AppName, () => Promise<{ readonly start: Start }>>> = {
  page: () => import('./apps/page/main.ts'),
  slide: () => import('./apps/slide/main.ts'),
  start: () => import('./apps/start/main.ts'),
  lesson: () => import('./apps/lesson/main.ts'),
  course: () => import('./apps/course/main.ts'),
  teach: () => import('./apps/teach/main.ts'),
  archs: () => import('./apps/archs/main.ts'),
  questions: () => import('./apps/questions/main.ts'),
  readers: () => import('./apps/readers/main.ts'),
  handout: () => import('./apps/handout/main.ts'),
};

async function begin(target: HTMLElement): Promise<void> {
  try {
    const app = wantedApp();
    // An address typed over the start page names a scenario, even before the page is there.
    if (app === 'start') addEventListener('hashchange', () => location.reload());
    const { start } = await APPS[app]();
    await start(target);
  } catch (error) {
    sayMissing(target);
    throw error;
  }
}

const target = document.getElementById('app');
if (target) void begin(target);
