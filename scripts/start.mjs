// `npm start`: installs what is missing, builds, serves, and prints the address.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { commandOf, install, root } from './install.mjs';
import { whenNpmEnds } from './lifetime.mjs';

const PORT = 4173;
const ADDRESS = `http://localhost:${PORT}`;

/** @type {import('node:child_process').ChildProcess | null} */
let child = null;
let stopping = false;

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  if (stopping) return;
  stopping = true;
  if (!child) process.exit(0);
  child.once('exit', () => process.exit(0));
  child.kill(signal);
  setTimeout(() => child?.kill('SIGKILL'), 3000).unref();
}

/**
 * Whether somebody answers at this address. `localhost` may mean either family, so both are asked.
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function answers(host) {
  return new Promise((resolve) => {
    const socket = connect({ host, port: PORT });
    const end = (/** @type {boolean} */ yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(2000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
const taken = async () => (await Promise.all(['127.0.0.1', '::1'].map(answers))).includes(true);

/** Ends a process with its standard input, but does not keep a finished one alive. */
const END_WITH_INPUT = 'data:text/javascript,process.stdin.on("end",()=>process.exit()).resume().unref()';

/**
 * Runs vite. Its standard input is a pipe from here, so that it ends even when this process is killed outright.
 * @param {string[]} args
 * @param {'inherit' | 'ignore'} output
 */
function vite(args, output) {
  const command = ['--import', END_WITH_INPUT, commandOf('vite'), ...args];
  child = spawn(process.execPath, command, { cwd: root, stdio: ['pipe', output, 'inherit'] });
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} running
 * @returns {Promise<number | null>}
 */
const ended = (running) => new Promise((resolve) => running.once('exit', (code) => resolve(code)));

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => stop(signal));
whenNpmEnds('start', () => stop('SIGTERM'));

if (await taken()) {
  fail(`Port ${PORT} is taken by another program. Stop it, or see whether Folioscope is already open at ${ADDRESS}.`);
}
if (!install()) fail('The dependencies could not be installed. What npm said is above.');

const built = await ended(vite(['build', '--logLevel', 'warn'], 'inherit'));
child = null;
if (!stopping && built !== 0) fail('The playground could not be built. What went wrong is above.');

if (!stopping) {
  const server = vite(['preview', '--port', String(PORT), '--strictPort'], 'ignore');
  let open = false;
  void ended(server).then((code) => {
    if (!stopping) fail(open ? `The server ended by itself (status ${code}).` : 'The server could not be started.');
  });
  while (!(open = await taken())) await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(`Folioscope is at ${ADDRESS} (Ctrl+C ends it)`);
}
