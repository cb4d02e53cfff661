import { Redis } from 'ioredis';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { redisServer } from '../../support/needs.js';
import { until } from './fixture.js';

export interface SentMail {
  readonly messageId: string;
  readonly to: string;
}

/** A real SMTP server that keeps what it accepted. */
export async function smtpServer() {
  const sent: SentMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      stream.on('end', () => {
        const messageId = /^Message-ID:\s+(\S+)/im.exec(text)?.[1] ?? '';
        sent.push({ messageId, to: session.envelope.rcptTo[0]?.address ?? '' });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, sent, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A Redis of its own, without persistence: what it forgets is forgotten. */
export async function redis() {
  if (redisServer === undefined) throw new Error('no redis-server');
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'laurel-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  let running: ChildProcess;
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  const start = async () => {
    running = spawn(redisServer as string, args, { stdio: 'ignore' });
    await client.ping();
  };
  const kill = async () => {
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  };
  await start();
  await until('Redis answers', async () => (await client.ping()) === 'PONG');
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    start,
    kill,
    async close() {
      client.disconnect();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
