// Which Folioscope this is: the version of the package, and the commit where one is known.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Null without git, and outside of a checkout: an archive lies in nobody's history. */
function commit() {
  const told = process.env['FOLIOSCOPE_COMMIT'] ?? process.env['GITHUB_SHA'];
  if (told) return told.slice(0, 12);
  if (!existsSync(`${root}.git`)) return null;
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** @returns {{ name: string, version: string, commit: string | null }} */
export function versionOf() {
  const { name, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  return { name, version, commit: commit() };
}

export const versionText = ({ version, commit: at } = versionOf()) => (at === null ? version : `${version} (${at})`);
