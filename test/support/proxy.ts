import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/** A way to the test server over TCP, on which a test can break connections at the worst moment. */
export interface Proxy {
  /** The address of a database for somebody. */
  url(user: string, database: string): string;
  /** Sends the next statement that holds these words to the server, waits until it has answered, and hangs up on both sides. */
  cutAfter(words: string): void;
  /** Connections that were cut so far. */
  cuts(): number;
  close(): Promise<void>;
}

/** Starts a proxy on a free port in front of the test server's socket folder. */
export async function startProxy(host: string): Promise<Proxy> {
  const open = new Set<Socket>();
  let words: string | undefined;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(join(host, '.s.PGSQL.5432'));
    const end = () => {
      for (const socket of [client, upstream]) socket.destroy();
    };
    let doomed = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    client.on('data', (data) => {
      if (words !== undefined && data.includes(words)) {
        words = undefined;
        doomed = true;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!doomed) return void client.write(data);
      cuts += 1;
      end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: (user, database) => `postgres://${user}@127.0.0.1:${String(port)}/${database}`,
    cutAfter: (next) => {
      words = next;
    },
    cuts: () => cuts,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
