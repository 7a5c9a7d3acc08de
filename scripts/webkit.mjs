// Drives WebKitGTK by WebDriver, with Node alone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const FOLDERS = ['x86_64', 'aarch64'].flatMap((cpu) =>
  ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].map((name) => `/usr/lib/${cpu}-linux-gnu/${name}`),
);

/** The small browser included with the library. */
export const findMiniBrowser = () => FOLDERS.map((folder) => `${folder}/MiniBrowser`).find((path) => existsSync(path));

/**
 * Starts the driver and one browser window.
 * @param {number} port
 */
export async function launchWebKit(port) {
  const browser = findMiniBrowser();
  if (!browser) throw new Error('There is no MiniBrowser.');
  const driver = ['WebKitWebDriver', `--port=${port}`];
  const [program = '', ...args] = process.env['DISPLAY'] ? driver : ['xvfb-run', '-a', ...driver];
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Leads a process group, so the display and the browser end too.
    detached: true,
    // Without it the window stays white where there is no graphics card.
    env: { ...process.env, WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const end = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Already ended.
    }
  };
  process.once('exit', end);

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = /** @type {any} */ (await answer.json());
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
  for (let tries = 0; ; tries++) {
    try {
      await ask('GET', '/status');
      break;
    } catch (error) {
      if (tries === 150) throw new Error(`The driver did not start. ${said}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const options = { binary: browser, args: ['--automation'] };
  const session = await ask('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const at = `/session/${session.sessionId}`;
  return {
    version: `${session.capabilities.browserName} ${session.capabilities.browserVersion}`,
    /** @param {string} url */
    open: (url) => ask('POST', `${at}/url`, { url }),
    /**
     * The body of a function; what it returns may be a promise.
     * @param {string} script
     * @param {unknown[]} args
     */
    run: (script, ...args) => ask('POST', `${at}/execute/sync`, { script, args }),
    /** @param {string[]} keys characters, or WebDriver's codes of keys */
    press: (...keys) =>
      ask('POST', `${at}/actions`, {
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: keys.flatMap((value) => [
              { type: 'keyDown', value },
              { type: 'keyUp', value },
            ]),
          },
        ],
      }),
    /** @param {number} width @param {number} height */
    resize: (width, height) => ask('POST', `${at}/window/rect`, { width, height }),
    close: async () => {
      await ask('DELETE', at).catch(() => undefined);
      end();
    },
  };
}
