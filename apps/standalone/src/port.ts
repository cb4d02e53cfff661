import { createServer } from 'node:net';
import { StartError } from './start-error.js';

/** Throws when Laurel could not listen there. Asked before anything else is touched. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((done, fail) => {
      probe.once('error', fail);
      probe.listen(port, host, done);
    });
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, host, port);
  }
  await new Promise((done) => probe.close(done));
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Cổng ${port} đang được dùng. Laurel có thể đã chạy rồi, hoặc hãy chọn cổng khác: PORT=${port + 1} npm start`,
      `Port ${port} is taken. Laurel may be running already, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  return new StartError(
    `Không mở được cổng ${port} trên ${host} (${error.code}).`,
    `Port ${port} on ${host} cannot be opened (${error.code}).`,
  );
}
