import { AFTER_CLOCK, ENGINE, FILES, startApi, type Api } from '#api';
import { runtimeDataSource } from '#database';
import { createEngine } from '#engine';
import { createLogger, readConfig } from '#platform';
import type { TestApp } from './app.js';
import { Client } from './client.js';

/** Where a decision can be cut off, in the order in which it is made. */
export const points = ['perform:begin', 'perform:loaded', 'perform:decided', 'perform:recorded'] as const;
export type Point = (typeof points)[number];

/**
 * The API on the database of a test, with an engine and connections of its own, that can be cut off at a failpoint and started anew.
 * What stands behind the point is not run, as after a kill; `faults.spec` kills real processes.
 */
export class Restarting {
  private running: { readonly api: Api; readonly end: () => Promise<void> } | undefined;
  private armed: Point | undefined;
  private dead = false;

  constructor(private readonly app: TestApp) {}

  async start(): Promise<void> {
    const source = await runtimeDataSource(this.app.database.app, 4).initialize();
    const engine = createEngine(source, { releaseSeconds: 0, failpoint: (name) => this.pass(name) });
    await engine.directory.refresh();
    const api = await startApi({
      config: readConfig({ NODE_ENV: 'test', LAUREL_MODE: 'test', PORT: '0', DATA_DIR: this.app.folder }),
      logger: createLogger('silent'),
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: FILES, useValue: this.app.files },
        { provide: AFTER_CLOCK, useValue: () => undefined },
      ],
    });
    this.running = {
      api,
      async end() {
        await api.close();
        await source.destroy();
      },
    };
    this.armed = undefined;
    this.dead = false;
  }

  async stop(): Promise<void> {
    await this.running?.end();
    this.running = undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private pass(name: string): void {
    if (name === this.armed) this.dead = true;
    if (this.dead) throw new Error(`cut off at ${name}`);
  }

  /** The next decision that comes there is cut off. */
  arm(point: Point): void {
    this.armed = point;
  }

  /** Whether it was cut off since the last start. */
  get isDead(): boolean {
    return this.dead;
  }

  /** The same signed-in person, talking to this API. */
  as(client: Client): Client {
    return new Client(this.running?.api.url ?? '', client.person, client.seats, client.cookie);
  }
}
