import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer, Inbox } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ releaseSeconds: 2 });
  w = await world(app);
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const deadlines = (id: string) =>
  app.sql<{ step_key: string; state: string; due_at: Date }>(
    'select step_key, state, due_at from deadline where nomination_id = $1 order by id',
    [id],
  );
const waitingFor = async (who: string) => (await w.as(who).get<Inbox>('/api/inbox')).body.rows.map((r) => r.id);

/** Decides a step; the answer says until when it can be taken back. */
const decided = async (id: string, who: string) => ok(await w.as(who).command<CommandAnswer>(id, recommend)).body;
const released = (answer: CommandAnswer, more = 30) =>
  sleep(Date.parse(answer.releasedAt) - Date.parse(answer.at) + more);

describe('until its release', () => {
  it('a decision is not in the next inbox, unseen by the next unit, and every other command waits', async () => {
    const id = await w.nominate();
    const first = await decided(id, 'appraiser.G1');
    expect(Date.parse(first.releasedAt) - Date.parse(first.at)).toBe(2000);
    expect(await waitingFor('signer.G1')).not.toContain(id);
    refused(await w.as('signer.G1').command(id, recommend), 409, 'not-released');
    const withdraw = { type: 'Withdraw', reason: 'Đơn vị xin rút lại hồ sơ' };
    refused(await w.as('clerk.G1').command(id, withdraw), 409, 'not-released');
    await released(first);
    expect(await waitingFor('signer.G1')).toContain(id);
    const second = await decided(id, 'signer.G1');
    refused(await w.as('appraiser.C').get(`/api/nominations/${id}`), 404, 'not-found');
    refused(
      await w.as('appraiser.C').command(id, { ...recommend, seen: { step: 'x', evaluation: '0'.repeat(64) } }),
      404,
      'not-found',
    );
    await released(second);
    expect(await waitingFor('appraiser.C')).toContain(id);
  });

  it('the same person takes it back: the old deadline runs again with its old due time', async () => {
    const id = await w.nominate();
    const before = await deadlines(id);
    const { seq } = await decided(id, 'appraiser.G1');
    const during = await deadlines(id);
    expect(during.map((d) => d.state).sort()).toEqual(['cancelled', 'pending']);
    refused(await w.as('signer.G1').command(id, { type: 'Retract', seq }), 403, 'wrong-seat');
    refused(await w.as('appraiser.G1').command(id, { type: 'Retract', seq: 1 }), 409, 'not-last-entry');
    const key = randomUUID();
    const answer = ok(await w.as('appraiser.G1').command(id, { type: 'Retract', seq }, { key }));
    expect(answer.body).toMatchObject({ state: `appraisal@${w.unit('G1')}`, seq: seq + 1 });
    const after = await deadlines(id);
    expect(after.filter((d) => d.state === 'pending')).toEqual(before);
    expect(await app.sql('select from approval where nomination_id = $1 and voided_at is null', [id])).toHaveLength(0);
    expect(await app.sql('select from outbox where chain = $1 and seq = $2', [`n:${id}`, seq])).toHaveLength(0);
    expect(await waitingFor('appraiser.G1')).toContain(id);
    const again = await decided(id, 'appraiser.G1');
    expect(again.seq).toBe(seq + 2);
  });

  it('a next unit that was let in by a retracted entry is shut out again', async () => {
    const id = await w.nominate();
    await released(await decided(id, 'appraiser.G1'));
    const { seq } = await decided(id, 'signer.G1');
    ok(await w.as('signer.G1').command(id, { type: 'Retract', seq }));
    await sleep(2100);
    refused(await w.as('appraiser.C').get(`/api/nominations/${id}`), 404, 'not-found');
    expect(await app.sql('select from nomination_unit where nomination_id = $1', [id])).toHaveLength(1);
  });
});

it('taken back or released, never both, however close to the release', async () => {
  const race = async (offset: number): Promise<string> => {
    const id = await w.nominate();
    const answer = await decided(id, 'appraiser.G1');
    const evaluation = (await w.as('signer.G1').view(id)).evaluation;
    const seen = { step: `signature@${w.unit('G1')}`, evaluation };
    const signer = await w.as('signer.G1').prepare(id, { ...recommend, seen }, { ifMatch: '"1"' });
    const retract = await w.as('appraiser.G1').prepare(id, { type: 'Retract', seq: answer.seq }, { ifMatch: '"1"' });
    const [{ now } = { now: new Date() }] = await app.sql<{ now: Date }>('select laurel_clock() as now');
    await sleep(Math.max(0, Date.parse(answer.releasedAt) - now.getTime() + offset));
    const path = `/api/nominations/${id}/commands`;
    const [back, on] = await Promise.all([
      w.as('appraiser.G1').send('POST', path, retract),
      w.as('signer.G1').send('POST', path, signer),
    ]);
    if (back.status !== 200) expect(['not-now', 'not-last-entry', 'wrong-seat']).toContain(back.body.code);
    if (on.status !== 200) expect(['not-released', 'step-decided']).toContain(on.body.code);
    const history = await app.sql<{ type: string }>(
      `select canon::jsonb->>'type' as type from ledger_entry where chain = $1 order by seq`,
      [`n:${id}`],
    );
    expect(history.slice(2).map((h) => h.type)).toEqual(
      back.status === 200 ? ['Retract'] : on.status === 200 ? ['Recommend'] : [],
    );
    return `${String(back.status)} ${String(on.status)}`;
  };
  const offsets = [-60, -40, -20, -10, -5, 0, 5, 10, 20, 60];
  // By itself it is early enough on any machine; ten at once on a slow one may all come late.
  const early = await race(-1_000);
  const outcomes = await Promise.all(offsets.map(race));
  expect(early).toBe('200 409');
  expect(outcomes).not.toContain('200 200');
});
