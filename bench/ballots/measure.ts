import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ballotKeys, closeBallot } from '#engine';
import { signIn } from '../decisions/driver.js';
import { percentile, rounded } from '../system/figures.js';
import { Connection } from '../system/http.js';
import { startProcess } from '../system/process.js';
import { progress } from '../system/progress.js';
import { startServer, TEMPLATE, withEngine, type Server } from '../system/server.js';
import { done } from '../system/world.js';
import { councils, type Council } from './councils.js';

/** Voting members of the two councils. */
const SIZES = [30, 20];
const ROUNDS = 40;
const QUICK_ROUNDS = 5;
const POOL = 10;

/** What the bench prints: until the last of fifty papers sent at once is received, and until any one is. */
export interface BallotFigures {
  readonly papers: number;
  readonly rounds: number;
  readonly allP50Ms: number;
  readonly allP95Ms: number;
  readonly onePaperP50Ms: number;
  readonly onePaperP95Ms: number;
  readonly closeMs: number;
}

/** Fifty members of two councils send their papers in the same moment, again and again; then both ballots are counted. */
export async function ballotsBench(quick: boolean): Promise<BallotFigures> {
  const server = await startServer();
  const api = startProcess(new URL('../system/api-process.js', import.meta.url));
  try {
    return await withEngine({ host: server.host, database: TEMPLATE, lazily: false }, async (engine) => {
      const keys = ballotKeys(join(server.folder, 'ballot-keys'));
      const made = await councils(engine, keys, SIZES);
      await server.settle(TEMPLATE);
      const { url } = await api.ask<{ url: string }>({ host: server.host, database: TEMPLATE, poolSize: POOL });
      const senders = await sendersOf(url, made);
      progress(`${String(senders.length)} members signed in`);
      const { all, each } = await measure(senders, quick ? QUICK_ROUNDS : ROUNDS);
      const papers = await envelopes(server);
      const began = performance.now();
      for (const { ballot, secretary } of made) done(await closeBallot(engine, keys, asking(secretary), ballot));
      const closeMs = rounded((performance.now() - began) / made.length, 1);
      return { papers, rounds: all.length, ...figures(all, each), closeMs };
    });
  } finally {
    await api.end();
    await server.close();
  }
}

type Sender = () => Promise<number>;

/** One keep-alive connection per member; each call sends one paper and answers how long it took. */
async function sendersOf(url: string, made: readonly Council[]): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (const { ballot, item, members } of made) {
    const cookies = await signIn(url, members);
    for (const { login } of members) {
      const connection = await Connection.open(url);
      const head = headOf(`/api/ballots/${ballot}/paper`, url, cookies.get(login) ?? '');
      senders.push(async () => {
        const body = JSON.stringify({ receipt: randomBytes(16).toString('hex'), choices: { [item]: 'agree' } });
        const answer = await connection.send(`${head}idempotency-key: ${randomUUID()}\r\n`, body);
        if (answer.status !== 200) throw new Error(answer.body);
        return answer.ms;
      });
    }
  }
  return senders;
}

function headOf(path: string, url: string, cookie: string): string {
  const lines = [`PUT ${path} HTTP/1.1`, `host: ${new URL(url).host}`, `origin: ${url}`, `cookie: ${cookie}`];
  return [...lines, 'content-type: application/json', ''].join('\r\n');
}

async function measure(senders: readonly Sender[], rounds: number): Promise<{ all: number[]; each: number[] }> {
  const [all, each]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    each.push(...(await Promise.all(senders.map((send) => send()))));
    all.push(performance.now() - began);
  }
  return { all, each };
}

function figures(all: readonly number[], each: readonly number[]) {
  const at = (values: readonly number[], share: number): number => rounded(percentile(values, share), 1);
  return {
    allP50Ms: at(all, 0.5),
    allP95Ms: at(all, 0.95),
    onePaperP50Ms: at(each, 0.5),
    onePaperP95Ms: at(each, 0.95),
  };
}

async function envelopes(server: Server): Promise<number> {
  return (await server.sql<{ n: number }>(TEMPLATE, 'select count(*)::int as n from envelope'))[0]?.n ?? 0;
}

function asking(person: string): Parameters<typeof closeBallot>[2] {
  return { commandId: randomUUID(), requestHash: Buffer.alloc(32), person };
}
