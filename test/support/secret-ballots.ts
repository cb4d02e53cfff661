import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { ENGINE, FILES, startApi } from '#api';
import type { BallotView } from '#contract';
import { councilProcedure } from '#domain';
import type { Engine } from '#engine';
import { createLogger, readConfig } from '#platform';
import { prepareQueues, startWorker } from '#worker';
import { until } from '../integration/worker/fixture.js';
import { startApp, type TestApp } from './app.js';
import { ok } from './client.js';
import { council, key, publish, type Council, type Mark } from './councils.js';
import { dumpOf, type Dump } from './dump.js';
import { world, type World } from './world.js';

/** A ballot that was held, with everything a spy could have taken on the way. */
export interface Round {
  readonly ballot: string;
  readonly items: readonly string[];
  /** By member. */
  readonly marks: readonly (readonly Mark[])[];
  readonly receipts: readonly string[];
  readonly commands: readonly string[];
  /** Before the first paper, after each one, and after the results were handed out. */
  readonly dumps: readonly Dump[];
  readonly closed: BallotView;
}

/** A Laurel with API and worker of which every log line and every value sent to PostgreSQL is kept. */
export interface Watched {
  readonly app: TestApp;
  readonly w: World;
  readonly c: Council;
  readonly logged: readonly string[];
  readonly sent: readonly string[];
  close(): Promise<void>;
}

export async function watched(members: number): Promise<Watched> {
  const app = await startApp();
  await prepareQueues(app.database.owner);
  const [logged, sent]: [string[], string[]] = [[], []];
  const logger = createLogger('trace', new Writable({ write: (line, _, done) => (logged.push(String(line)), done()) }));
  const config = readConfig({ NODE_ENV: 'test', LAUREL_MODE: 'test', PORT: '0', DATA_DIR: app.folder });
  const api = await startApi({
    config,
    logger,
    providers: [
      { provide: ENGINE, useValue: recorded(app.engine, sent) },
      { provide: FILES, useValue: app.files },
    ],
  });
  const worker = await startWorker({ config, engine: app.engine, databasePlace: app.database.app, logger });
  const w = await world({ ...app, url: api.url });
  await publish(w, councilProcedure);
  const c = await council(w, 'C', members);
  return {
    app,
    w,
    c,
    logged,
    sent,
    async close() {
      await worker.close();
      await api.close();
      await app.close();
    },
  };
}

/** Keeps every statement's values as text, as a log of PostgreSQL or its WAL could have them. */
function recorded(engine: Engine, sent: string[]): Engine {
  return {
    ...engine,
    db: {
      query: (name, text, values = []) => {
        const words = values.map((v) => (Buffer.isBuffer(v) ? v.toString('latin1') : JSON.stringify(v)));
        sent.push(`${name} ${words.join(' ')}`);
        return engine.db.query(name, text, values);
      },
    },
  };
}

export async function waitingForBallot({ w }: Watched, count: number): Promise<string[]> {
  const nominations: string[] = [];
  for (let i = 0; i < count; i += 1) nominations.push(await w.nominate());
  for (const id of nominations) await w.climb(id, 'ballot@C');
  return nominations;
}

/** Holds a ballot; `again` names members who first send the opposite of what they send in the end. */
export async function hold(on: Watched, marks: Round['marks'], again: readonly number[] = []): Promise<Round> {
  const { app, c } = on;
  const items = await waitingForBallot(on, marks[0]?.length ?? 0);
  const { id: ballot } = ok(await c.open(await c.sitting(items))).body;
  await settled(app);
  const [receipts, commands, dumps]: [string[], string[], Dump[]] = [[], [], [await dumpOf(app)]];
  const send = async (i: number, own: readonly Mark[]): Promise<void> => {
    const choices = Object.fromEntries(items.map((n, at) => [n, own[at] ?? 'none']));
    const [receipt, command] = [randomBytes(16).toString('hex'), randomUUID()];
    const body = { receipt, choices };
    ok(await c.member(i).send('PUT', `/api/ballots/${ballot}/paper`, { body, headers: key(command) }));
    receipts[i] = receipt;
    commands[i] = command;
    dumps.push(await dumpOf(app));
  };
  for (const i of again) await send(i, (marks[i] ?? []).map(opposite));
  for (const [i, own] of marks.entries()) await send(i, own);
  ok(await c.close(ballot));
  await settled(app);
  dumps.push(await dumpOf(app));
  const closed = ok(await c.secretary.get<BallotView>(`/api/ballots/${ballot}`)).body;
  return { ballot, items, marks, receipts, commands, dumps, closed };
}

function opposite(mark: Mark): Mark {
  return mark === 'agree' ? 'disagree' : 'agree';
}

const waitingText = `select from outbox where confirmed_at is null union all select from act_item where status = 'waiting'`;

/** Waits until the worker has handed everything out. */
export function settled(app: TestApp): Promise<void> {
  return until('results are handed out', async () => (await app.sql(waitingText)).length === 0);
}

export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
