import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActAccepted, BallotView } from '#contract';
import { councilProcedure } from '#domain';
import { ballotKeys, checkLedger, destroyLeftKeys } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok, refused, type Answer } from '../support/client.js';
import { council, key, publish, type Council } from '../support/councils.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { world, type World } from '../support/world.js';

/** F24, F25, R11: the real program dies by SIGKILL while it counts a ballot, hands results out, or issues. */

let proxy: Proxy;
let app: TestApp;
let w: World;
let c: Council;
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
});
afterAll(async () => {
  await killProcesses();
  await app.close();
  await proxy.close();
});
afterEach(async () => expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what'));

const answered = <Body>(sent: Promise<Answer<Body>>): Promise<Answer<Body> | null> => sent.catch(() => null);
const keysOf = async (ballot: string) =>
  (await readdir(join(app.folder, 'ballot-keys'))).filter((n) => n.startsWith(ballot)).length;
const count = async (text: string, ...values: unknown[]) => (await app.sql(text, values)).length;

async function waiting(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push(await w.nominate());
  for (const id of ids) await w.climb(id, 'ballot@C');
  return ids;
}

async function voted(items: readonly string[]): Promise<string> {
  const { id } = ok(await c.open(await c.sitting(items))).body;
  for (let i = 0; i < 5; i += 1) ok(await c.vote(id, i, 'agree'));
  return id;
}

describe('killed while a ballot is closed (F25)', () => {
  it.each([
    ['before a paper was opened', 'ballot:closing', 0],
    ['before the entry', 'ballot:opened', 0],
    ['after the entry, before the key was destroyed', 'ballot:counted', 1],
  ])('%s: all or nothing, one entry, and nothing is left of envelopes and key', async (_, failpoint, written) => {
    const ballot = await voted(await waiting(1));
    const command = key();
    const close = () => c.secretary.post<BallotView>(`/api/ballots/${ballot}/close`, {}, command);
    const doomed = await startProcess(app, proxy, failpoint);
    expect(await answered(doomed.as(c.secretary).post(`/api/ballots/${ballot}/close`, {}, command))).toBeNull();
    expect(await doomed.program.ended).toBeNull();
    const counted = `select from ledger_entry where chain = $1 and canon::jsonb->'facts'->0->>'type' = 'BallotCounted'`;
    const envelopes = () => count('select from envelope where ballot_id = $1', ballot);
    expect([await count(counted, `b:${ballot}`), await envelopes(), await keysOf(ballot)]).toEqual([
      written,
      written === 1 ? 0 : 5,
      1,
    ]);
    // Nobody adds a paper to what is being counted.
    refused(await c.paper(ballot, 0, {}), 409, 'ballot-closed');
    expect(ok(await close()).body).toMatchObject({ state: 'closed', items: [{ totals: { agree: 5, papers: 5 } }] });
    expect([await count(counted, `b:${ballot}`), await envelopes()]).toEqual([1, 0]);
    await destroyLeftKeys(app.engine, ballotKeys(join(app.folder, 'ballot-keys')));
    expect(await keysOf(ballot)).toBe(0);
    await c.handOut(ballot);
  });
});

const expireLeases = () =>
  app.sql(`with o as (update outbox set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null)
    update act_item set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null`);

it('killed twice while it hands out a list (F24): it goes on, and each result comes once', async () => {
  const items = await waiting(16);
  const ballot = await voted(items);
  ok(await c.close(ballot));
  const act = ok(await c.secretary.get<BallotView>(`/api/ballots/${ballot}`)).body.act ?? '';
  const handed = () => count(`select from act_item where act_id = $1 and status = 'done'`, act);
  for (const n of [4, 5]) {
    const { program } = await startProcess(app, proxy, `act:item:${String(n)}`);
    expect(await program.ended).toBeNull();
    await expireLeases();
  }
  expect(await handed()).toBe(9);
  // A command on one that still waits meets the state after its result.
  const last = items.at(-1) ?? '';
  expect(await w.state(last)).toBe('ballot@C');
  refused(await w.as('appraiser.C').command(last, { type: 'Recommend', opinion: 'Đồng ý' }), 409, 'step-decided');
  expect([await w.state(last), await handed()]).toEqual(['signature@C', 10]);
  const { program } = await startProcess(app, proxy);
  for (let tries = 0; tries < 600 && (await handed()) < 16; tries += 1) await sleep(50);
  expect(await program.end('SIGTERM')).toBe(0);
  expect(await handed()).toBe(16);
  expect(new Set(await Promise.all(items.map((id) => w.state(id))))).toEqual(new Set(['signature@C']));
  const told = `select from ledger_entry where chain = any($1) and canon::jsonb->>'type' = 'BallotClosed'`;
  expect(await count(told, items.map((id) => `n:${id}`))).toBe(16); // prettier-ignore
});

it('many issues at once, one of two programs killed in the middle (R11): consecutive numbers, no gap, no double', async () => {
  const subjects = await w.nominees('F', 12);
  const documents: string[] = [];
  for (const subject of subjects) {
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject });
    await w.climb(id, 'awaitingDecision');
    documents.push(await w.signed([id]));
  }
  const clerk = await w.elevate('clerk.F');
  const [{ last } = { last: 0 }] = await app.sql<{ last: number }>('select last from number_sequence');
  const doomed = await startProcess(app, proxy, 'document:recorded:3');
  const keys = documents.map(() => randomUUID());
  const issue = (i: number, who = clerk) =>
    who.deed<ActAccepted>(documents[i] ?? '', 'issue', { key: keys[i] ?? '', ifMatch: '"1"' });
  const first = await Promise.all(documents.map((_, i) => answered(issue(i, i % 2 === 0 ? clerk : doomed.as(clerk)))));
  expect(await doomed.program.ended).toBeNull();
  const again = await Promise.all(documents.map((_, i) => issue(i)));
  for (const [i, answer] of again.entries()) {
    expect(answer.status).toBe(202);
    if (first[i] != null) expect(answer.body.number).toBe(first[i].body.number);
  }
  const numbers = again.map((a) => Number(a.body.number.split('/')[0])).sort((a, b) => a - b);
  expect(numbers).toEqual(documents.map((_, i) => last + 1 + i));
});
