import type { TestApp } from './app.js';
import { Client } from './client.js';
import { freePort, startProgram, type Program } from './processes.js';
import type { Proxy } from './proxy.js';

/** The real program in a process of its own, on the database and the files of a test. */
export interface AppProcess {
  readonly program: Program;
  /** The same signed-in person, talking to this process. */
  as(client: Client): Client;
}

const started = new Set<Program>();

/** Ends by SIGKILL what a failed test left running; for `afterAll`. */
export async function killProcesses(): Promise<void> {
  for (const program of started) if (program.child.exitCode === null) await program.end('SIGKILL');
}

/** Starts `dist/apps/standalone`: API, relay, consumers and sweep. With a failpoint it dies there, by SIGKILL. */
export async function startProcess(
  app: TestApp,
  proxy: Proxy,
  failpoint?: string,
  clock: Record<string, string> = {},
): Promise<AppProcess> {
  const port = await freePort();
  const program = startProgram('apps/standalone/src/main.js', {
    NODE_ENV: 'test',
    LAUREL_MODE: 'test',
    ...clock,
    ...(failpoint === undefined ? {} : { LAUREL_FAILPOINT: failpoint }),
    DATABASE_URL: proxy.url('postgres', app.database.name),
    DATA_DIR: app.folder,
    RELEASE_SECONDS: '0',
    LOG_LEVEL: 'error',
    PORT: String(port),
  });
  started.add(program);
  const up = program.until(new RegExp(`http://[^ ]*:${String(port)}`));
  await (failpoint === undefined ? up : up.catch(() => program.ended));
  const url = `http://127.0.0.1:${String(port)}`;
  return { program, as: (c) => new Client(url, c.person, c.seats, c.cookie) };
}
