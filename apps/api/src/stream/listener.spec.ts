import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Listener } from './listener.js';

/** A real answer over a real socket whose other end reads when told to. */
async function line(): Promise<{
  listener: Listener;
  response: ServerResponse;
  reader: Socket;
  close(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-line-'));
  const server = createServer();
  server.listen(join(folder, 's'));
  await once(server, 'listening');
  const reader = connect(join(folder, 's'));
  reader.on('error', () => undefined);
  reader.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const listener = new Listener({ person: 'p', session: Buffer.alloc(32), response });
  const close = async (): Promise<void> => {
    reader.destroy();
    server.close();
    await once(server, 'close');
    rmSync(folder, { recursive: true });
  };
  return { listener, response, reader, close };
}

const things = (n: number) =>
  Array.from({ length: n }, () => ({ kind: 'nomination' as const, id: crypto.randomUUID() }));

it('drops a reader who does not read, with a bounded rest in memory', async () => {
  const { listener, response, reader, close } = await line();
  reader.pause();
  let most = 0;
  for (let i = 0; i < 1_000 && !response.destroyed; i += 1) {
    listener.tell(things(100), String(i));
    most = Math.max(most, response.writableLength);
    await new Promise((done) => setImmediate(done));
  }
  expect(response.destroyed).toBe(true);
  expect(most).toBeLessThan(128 * 1024);
  listener.tell(things(1), 'after');
  await close();
});

it('keeps one who reads, and tells of too much at once only that', async () => {
  const { listener, response, reader, close } = await line();
  let text = '';
  reader.setEncoding('utf8').on('data', (part: string) => (text += part));
  for (let i = 0; i < 300; i += 1) {
    listener.tell(things(100), String(i));
    await new Promise((done) => setImmediate(done));
  }
  listener.tell(things(201), '300');
  listener.end('closing');
  await once(reader, 'end').catch(() => undefined);
  expect(response.destroyed && !response.writableFinished).toBe(false);
  expect(text.match(/event: changed/g)).toHaveLength(300);
  expect(text.match(/event: resync\nid: 300\n/g)).toHaveLength(1);
  await close();
});
