import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.js';

const MAJOR = '18';

/** Same sort and case rules on every machine, whatever its locale. */
const INITDB = [
  ...['-U', 'postgres', '-E', 'UTF8', '-A', 'trust', '--no-instructions'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

/** Makes the data folder once. A marker beside it makes an interrupted attempt start over. */
export function ensureCluster(place: Place, options: { durable: boolean }): void {
  const { dataDir, owner, binaries } = place;
  const marker = `${dataDir}.initialising`;
  if (existsSync(marker)) rmSync(dataDir, { recursive: true, force: true });
  else if (existsSync(join(dataDir, 'PG_VERSION'))) return checkVersion(dataDir);
  writeFileSync(marker, '');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (owner !== undefined) chownSync(dataDir, owner.uid, owner.gid);
  const args = options.durable ? INITDB : [...INITDB, '--no-sync'];
  const run = spawnSync(binaries.initdb, ['-D', dataDir, ...args], {
    ...owner,
    cwd: '/',
    env: serverEnv(),
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    throw new Error(`The database could not be initialised in ${dataDir}:\n${run.stderr || String(run.error)}`);
  }
  rmSync(marker);
}

function checkVersion(dataDir: string): void {
  const version = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new Error(
      `${dataDir} was written by PostgreSQL ${version}; this Laurel brings ${MAJOR}. See docs/operations.md.`,
    );
  }
}

/** The environment without what would change the server's locale or point it elsewhere. */
export function serverEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}
