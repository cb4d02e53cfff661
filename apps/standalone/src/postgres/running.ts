import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface PidFile {
  readonly pid: number;
  readonly ready: boolean;
}

/** What `postmaster.pid` says; undefined when there is none. Its eighth line becomes `ready`. */
export function readPidFile(dataDir: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, ready: lines[7]?.startsWith('ready') === true } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process runs. One that ended but was not yet reaped (a container without init) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

/**
 * Ends a server that an earlier process left on this data folder. A pid file whose process is a stranger is deleted:
 * pids are reused, above all in containers, and PostgreSQL itself would refuse to start.
 */
export async function endLeftover(dataDir: string): Promise<void> {
  const left = readPidFile(dataDir);
  if (left === undefined || !isAlive(left.pid) || !isOurs(left.pid, dataDir)) {
    rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    return;
  }
  process.kill(left.pid, 'SIGINT');
  if (await isGone(left.pid, 5000)) return;
  process.kill(left.pid, 'SIGQUIT');
  if (!(await isGone(left.pid, 10_000))) throw new Error(`A server (pid ${left.pid}) still runs on ${dataDir}.`);
}

/** Whether a ready server of ours runs on this data folder. */
export function isRunningHere(dataDir: string): boolean {
  const file = readPidFile(dataDir);
  return file?.ready === true && isAlive(file.pid) && isOurs(file.pid, dataDir);
}

function isOurs(pid: number, dataDir: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
    } catch {
      return false;
    }
  }
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(dataDir);
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}
