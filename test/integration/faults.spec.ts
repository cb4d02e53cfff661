import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '#contract';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok, type Client, type Answer, type Sending } from '../support/client.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { world, type World } from '../support/world.js';

/** F1: the real program dies by SIGKILL at each step of the write path; another process serves the retries. */

let proxy: Proxy;
let app: TestApp;
let w: World;
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp();
  w = await world(app);
});
afterAll(async () => {
  await killProcesses();
  await app.close();
  await proxy.close();
});
afterEach(async () => expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what'));

const entriesOf = async (key: string) =>
  (await app.sql('select from ledger_entry where command_id = $1', [key])).length;

/** What a client got before its server died: an answer, or nothing. */
async function answered<Body>(sent: Promise<Answer<Body>>): Promise<Answer<Body> | null> {
  return sent.catch(() => null);
}

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };

describe('killed at a step of a decision', () => {
  it.each([
    ['perform:begin', 0],
    ['perform:loaded', 0],
    ['perform:decided', 0],
    ['perform:recorded', 1],
  ])('%s: the retry gives exactly one result', async (failpoint, recorded) => {
    const id = await w.nominate();
    const key = randomUUID();
    const officer = w.as('appraiser.G1');
    const request = await officer.prepare(id, recommend, { key });
    const path = `/api/nominations/${id}/commands`;
    const doomed = await startProcess(app, proxy, failpoint);
    expect(await answered(doomed.as(officer).send('POST', path, request))).toBeNull();
    expect(await doomed.program.ended).toBeNull();
    expect(await entriesOf(key)).toBe(recorded);
    const retry = () => officer.send<CommandAnswer>('POST', path, request);
    const answer = ok(await retry());
    expect(answer.body).toMatchObject({ seq: 2, state: `signature@${w.unit('G1')}` });
    expect((await retry()).text).toBe(answer.text);
    expect(await entriesOf(key)).toBe(1);
  });

  it('among many at once: what was answered stays, and every retry ends in one entry', async () => {
    const subjects = await w.nominees('G1', 12);
    const ids = await Promise.all(subjects.map((subject) => w.nominate({ award: 'UNION_MEDAL_KNC', subject })));
    const officer = w.as('appraiser.G1');
    const requests: { id: string; key: string; request: Required<Sending> }[] = [];
    for (const id of ids) {
      const key = randomUUID();
      requests.push({ id, key, request: await officer.prepare(id, recommend, { key }) });
    }
    const doomed = await startProcess(app, proxy, 'perform:recorded:5');
    const send = (client: Client) =>
      requests.map(({ id, request }) =>
        answered(client.send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, request)),
      );
    const before = await Promise.all(send(doomed.as(officer)));
    expect(await doomed.program.ended).toBeNull();
    for (const [i, answer] of before.entries())
      if (answer !== null) expect([answer.status, await entriesOf(requests[i]?.key ?? '')]).toEqual([200, 1]);
    const after = await Promise.all(send(officer));
    for (const [i, answer] of after.entries()) {
      expect(answer?.status).toBe(200);
      if (before[i] !== null) expect(answer?.text).toBe(before[i]?.text);
      expect(await entriesOf(requests[i]?.key ?? '')).toBe(1);
    }
  });
});

describe('killed at a step of a document', () => {
  it.each([
    ['document:decided', 0],
    ['document:recorded', 1],
  ])('%s: one number, without a gap', async (failpoint, recorded) => {
    const [{ last } = { last: 0 }] = await app.sql<{ last: number }>('select last from number_sequence');
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
    await w.climb(id, 'awaitingDecision');
    const document = await w.signed([id]);
    const clerk = await w.elevate('clerk.F');
    const key = randomUUID();
    const issue = (client: Client) => client.deed<{ number: string }>(document, 'issue', { key, ifMatch: '"1"' });
    const doomed = await startProcess(app, proxy, failpoint);
    expect(await answered(issue(doomed.as(clerk)))).toBeNull();
    expect(await doomed.program.ended).toBeNull();
    expect(await entriesOf(key)).toBe(recorded);
    const answer = ok(await issue(clerk));
    expect(answer.body.number).toBe(`${String(last + 1).padStart(2, '0')}/QĐ-TLĐ`);
    expect((await issue(clerk)).text).toBe(answer.text);
    expect(await entriesOf(key)).toBe(1);
  });
});
