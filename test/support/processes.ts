import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '#platform';

export interface Program {
  readonly child: ChildProcess;
  /** Everything written so far, to both streams. */
  output(): string;
  /** Resolves when the output matches; rejects when the program ends before. */
  until(pattern: RegExp): Promise<void>;
  /** Sends a signal and waits for the end. Returns the exit code, null after a signal. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Waits for the end. */
  readonly ended: Promise<number | null>;
}

/** A built program of Laurel (`dist/…`) in a process of its own, with only these variables beside the PATH. */
export function startProgram(file: string, env: Record<string, string>): Program {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist', file)], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  return {
    child,
    output: () => output,
    ended,
    until: async (pattern) => {
      while (!pattern.test(output)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`Ended before ${pattern}:\n${output}`);
        await sleep(20);
      }
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process is gone; false when it still lives after `withinMs`. */
export async function isGone(pid: number, withinMs = 3000): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20)) if (!isAlive(pid)) return true;
  return false;
}
