import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from './start-error.js';

const SOCKET_PATH_LIMIT = 103;

/**
 * Holds a data folder for this process by listening on a socket in it; a killed process lets go of it by dying.
 * Throws when another Laurel holds it: a second server on the same cluster would end the first one's.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  mkdirSync(dataDir, { recursive: true });
  const socket = socketFor(dataDir);
  const held = (await tryListen(socket)) ?? (await takeOver(socket));
  if (held === undefined) {
    throw new StartError(
      `Một Laurel khác đang dùng dữ liệu trong ${dataDir}. Hãy dừng nó trước.`,
      `Another Laurel is using the data in ${dataDir}. Stop it first.`,
    );
  }
  held.unref();
  return () => new Promise((done) => held.close(() => done()));
}

function socketFor(dataDir: string): string {
  const inside = join(dataDir, 'laurel.sock');
  if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT) return inside;
  return join(tmpdir(), `laurel-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}.sock`);
}

function tryListen(socket: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(undefined) : fail(error),
    );
    server.listen(socket, () => done(server));
  });
}

/** Removes the socket of a process that was killed; undefined when somebody answers on it. */
async function takeOver(socket: string): Promise<Server | undefined> {
  const answered = await new Promise<boolean>((done) => {
    const client = connect(socket, () => done(true));
    client.once('error', () => done(false));
    client.once('connect', () => client.destroy());
  });
  if (answered) return undefined;
  rmSync(socket, { force: true });
  return tryListen(socket);
}
