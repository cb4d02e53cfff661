import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binariesIn, type Binaries } from './binaries.js';
import { canEnter, canPass, ownerOf, type Owner } from './owner.js';

/** Where root keeps what the server's user could not reach inside the clone. */
const OUTSIDE = '/var/lib/laurel';

/** A Unix socket's address holds 107 bytes; the server's own name in it takes 15. */
const SOCKET_PATH_LIMIT = 107;
const SOCKET_NAME = '/.s.PGSQL.5432';

export interface Place {
  readonly owner: Owner;
  readonly binaries: Binaries;
  readonly dataDir: string;
  readonly socketDir: string;
}

/** Finds folders that the server's user can reach, outside the clone where a closed folder (0700) bars the way. */
export function findPlace(wanted: string, installed: Binaries): Place {
  const outside = join(OUTSIDE, hash(wanted), 'postgres');
  const moved = !hasCluster(wanted) && (hasCluster(outside) || !canPass(dirname(wanted), ownerOf(wanted)));
  const dataDir = moved ? outside : wanted;
  const owner = ownerOf(dataDir);
  mkdirSync(dirname(dataDir), { recursive: true });
  if (!canPass(dirname(dataDir), owner)) {
    throw new Error(`The user that owns ${dataDir} can no longer reach it: open the folders above it (chmod o+x).`);
  }
  return { owner, dataDir, binaries: reachableBinaries(installed, owner), socketDir: socketDirFor(dataDir, owner) };
}

function hasCluster(dataDir: string): boolean {
  return existsSync(join(dataDir, 'PG_VERSION'));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The copy appears under its name in one step, so that an interrupted copy is never used. */
function reachableBinaries(installed: Binaries, owner: Owner): Binaries {
  if (canEnter(join(installed.native, 'bin'), owner) && canEnter(join(installed.native, 'lib'), owner))
    return installed;
  const stamp = lstatSync(installed.postgres);
  const copy = join(OUTSIDE, `native-${hash(`${installed.native} ${stamp.size} ${stamp.mtimeMs}`)}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 });
    cpSync(installed.native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return binariesIn(copy);
}

function socketDirFor(dataDir: string, owner: Owner): string {
  if (Buffer.byteLength(dataDir + SOCKET_NAME) <= SOCKET_PATH_LIMIT) return dataDir;
  const short = join(tmpdir().length > 40 ? '/tmp' : tmpdir(), `laurel-${hash(dataDir)}`);
  const uid = owner?.uid ?? process.getuid?.() ?? 0;
  if (!existsSync(short)) {
    mkdirSync(short, { mode: 0o700 });
    if (owner !== undefined) chownSync(short, owner.uid, owner.gid);
  }
  const made = lstatSync(short);
  if (!made.isDirectory() || made.uid !== uid || (made.mode & 0o077) !== 0) {
    throw new Error(`${short} is not a private folder of Laurel's database: remove it and start again.`);
  }
  return short;
}
