// A script should end with the npm that started it. npm sends signals to the shell between them, which may die
// silently; and a killed npm sends none. So the script checks for itself.
import { readFileSync } from 'node:fs';

/**
 * What Linux tells about a process. Elsewhere only the parent itself can be watched.
 * @param {number} pid
 * @param {string} file
 */
function about(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid */
const parentOf = (pid) => /^PPid:\s*(\d+)/m.exec(about(pid, 'status'))?.[1];

/**
 * Calls back once when the npm that runs this script is gone. Does nothing if npm does not run it.
 * @param {string} script the name of the script in package.json
 * @param {() => void} then
 */
export function whenNpmEnds(script, then) {
  if (process.env['npm_lifecycle_event'] !== script) return;
  const parent = process.ppid;
  const isShell = about(parent, 'cmdline').split('\0')[1] === '-c';
  const npm = isShell ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(timer);
    then();
  }, 300);
  timer.unref();
}
