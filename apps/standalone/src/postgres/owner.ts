import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The user that runs the server; undefined when it is the present one. PostgreSQL refuses to run as root. */
export type Owner = { readonly uid: number; readonly gid: number } | undefined;

/** As root: whoever owns the existing data, or the system user `postgres`, made when missing. */
export function ownerOf(dataDir: string): Owner {
  const version = join(dataDir, 'PG_VERSION');
  const existing = existsSync(version) ? statSync(version) : undefined;
  const me = process.getuid?.();
  if (me !== 0) {
    if (existing !== undefined && existing.uid !== me) {
      throw new Error(
        `${dataDir} belongs to another user (uid ${existing.uid}): start Laurel as that user or as root.`,
      );
    }
    return undefined;
  }
  if (existing !== undefined && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  return systemUser();
}

function systemUser(): Owner {
  const found = idsOf('postgres');
  if (found !== undefined) return found;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = idsOf('postgres');
  if (made === undefined) throw new Error('PostgreSQL cannot run as root, and the user "postgres" could not be made.');
  return made;
}

function idsOf(user: string): Owner {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, user]).stdout.toString().trim() || NaN));
  return uid === undefined || gid === undefined || Number.isNaN(uid + gid) ? undefined : { uid, gid };
}

/** Whether that user can enter the folder, or for a path that does not exist yet, its nearest existing ancestor. */
export function canEnter(folder: string, owner: Owner): boolean {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  if (owner === undefined) return true;
  return spawnSync('test', ['-r', existing, '-a', '-x', existing], { ...owner, cwd: '/' }).status === 0;
}

/** Whether that user can pass through the folder to something in it that it owns. */
export function canPass(folder: string, owner: Owner): boolean {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  return owner === undefined || spawnSync('test', ['-x', existing], { ...owner, cwd: '/' }).status === 0;
}
