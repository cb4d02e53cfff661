import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AbsenceEffect, Absences, AbsenceView, DelegationView, Inbox, Persons } from '#contract';
import { insertNotifications } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Who is away: what waits for them goes to their delegate or to the others of the role, and comes back afterwards. */

let app: TestApp;
let w: World;
let second: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await administrator(w);
  second = await w.seat('second.G1', 'appraiser', 'G1');
});
afterAll(() => app.close());

const away = (who: string, validFrom: string, validTo: string, by = w.as(who)) =>
  by.post<AbsenceView>('/api/absences', { person: w.as(who).person, validFrom, validTo }, key());
const waits = async (who: string, id: string): Promise<boolean> => {
  const { rows, counts } = ok(await w.as(who).get<Inbox>('/api/inbox')).body;
  expect(counts.waiting).toBe(rows.length);
  return rows.some((r) => r.id === id);
};

/** Who is told in the system of the last step that was entered, by key. */
async function told(id: string, keys: readonly string[]): Promise<string[]> {
  for (const { id: row } of await app.sql<{ id: string }>(`select id from outbox where chain = $1`, [`n:${id}`])) {
    await insertNotifications(app.engine.db, row);
  }
  const people = await app.sql<{ person: string }>(
    `select distinct person_id as person from notification where nomination_id = $1 and topic = 'stepWaiting'`,
    [id],
  );
  return keys.filter((k) => people.some((p) => p.person === w.as(k).person));
}

describe('while somebody is away', () => {
  it('what waits for the role is the others’ turn and notice, and theirs again afterwards', async () => {
    const { id: absence } = ok(await away('appraiser.G1', '2026-11-02', '2026-11-06')).body;
    const id = await w.nominate();
    expect(await told(id, ['appraiser.G1', 'second.G1'])).toEqual(['second.G1']);
    expect([await waits('appraiser.G1', id), await waits('second.G1', id)]).toEqual([false, true]);
    ok(await w.as('appraiser.G1').post(`/api/absences/${absence}/end`, {}, key()));
    expect([await waits('appraiser.G1', id), await waits('second.G1', id)]).toEqual([true, true]);
  });

  it('it is the delegate’s turn, who answers in two names; where nobody else is there it stays', async () => {
    const id = await w.nominate();
    await w.climb(id, 'signature@G1');
    const { id: absence } = ok(await away('signer.G1', '2026-11-02', '2026-11-06')).body;
    expect(await waits('signer.G1', id)).toBe(true);
    const deputy = await w.person('deputy.G1', 'G1');
    const body = { seat: w.as('signer.G1').seats[0]?.id, to: deputy.person, form: 'KT', validTo: '2026-11-06' };
    const lent = ok(await w.as('signer.G1').post<DelegationView>('/api/delegations', body, key())).body;
    expect([await waits('signer.G1', id), await waits('deputy.G1', id)]).toEqual([false, true]);
    const next = await w.nominate();
    await w.climb(next, 'signature@G1');
    expect(await told(next, ['signer.G1', 'deputy.G1'])).toEqual(['deputy.G1']);
    ok(await away('deputy.G1', '2026-11-02', '2026-11-02'));
    expect([await waits('signer.G1', id), await waits('deputy.G1', id)]).toEqual([true, false]);
    ok(await w.as('signer.G1').post(`/api/absences/${absence}/end`, {}, key()));
    ok(await w.as('signer.G1').post(`/api/delegations/${lent.id}/revoke`, {}, key()));
  });
});

describe('before an absence is reported', () => {
  const effect = async (who: string, validFrom: string, validTo: string) =>
    ok(
      await w.as(who).get<AbsenceEffect>(`/api/absences/effect?validFrom=${validFrom}&validTo=${validTo}`),
    ).body.seats.map(({ seat, waiting, goesTo, lent }) => ({
      seat: `${seat.role} ${seat.unit.id}`,
      waiting,
      goesTo: goesTo.map((g) => [g.person.id, g.form]),
      lent,
    }));

  it('it is told to whom the work of each seat would go, and nothing is written', async () => {
    const unit = w.as('appraiser.G1').seats[0]?.unit;
    const id = await w.nominate();
    const waiting = ok(await w.as('appraiser.G1').get<Inbox>('/api/inbox')).body.counts.waiting;
    expect(waiting).toBeGreaterThan(0);
    const before = await app.contents();
    const expected = { seat: `appraiser ${unit ?? ''}`, waiting, goesTo: [[second.person, null]], lent: false };
    expect(await effect('appraiser.G1', '2026-11-02', '2026-11-06')).toEqual([expected]);
    expect(await app.contents()).toBe(before);
    const { id: other } = ok(await away('second.G1', '2026-11-06', '2026-11-06')).body;
    expect(await effect('appraiser.G1', '2026-11-02', '2026-11-06')).toEqual([{ ...expected, goesTo: [] }]);
    expect(await effect('appraiser.G1', '2026-11-02', '2026-11-05')).toEqual([expected]);
    ok(await w.as('second.G1').post(`/api/absences/${other}/end`, {}, key()));
    expect(await waits('appraiser.G1', id)).toBe(true);
    const reversed = '/api/absences/effect?validFrom=2026-11-06&validTo=2026-11-02';
    refused(await w.as('appraiser.G1').get(reversed), 422, 'dates-reversed');
  });

  it('a delegate for all of the days takes over, and what was lent goes back', async () => {
    const lender = w.as('signer.G2');
    const deputy = await w.person('deputy.G2', 'G2');
    const body = { seat: lender.seats[0]?.id, to: deputy.person, form: 'TUQ', validTo: '2026-11-06' };
    const lent = ok(await lender.post<DelegationView>('/api/delegations', body, key())).body;
    const goesTo = async (who: string, to: string) =>
      (await effect(who, '2026-11-02', to)).map((s) => [s.goesTo, s.lent]);
    expect(await goesTo('signer.G2', '2026-11-06')).toEqual([[[[deputy.person, 'TUQ']], false]]);
    expect(await goesTo('signer.G2', '2026-11-07')).toEqual([[[], false]]);
    const { id: gone } = ok(await away('deputy.G2', '2026-11-04', '2026-11-04')).body;
    expect(await goesTo('signer.G2', '2026-11-06')).toEqual([[[], false]]);
    ok(await deputy.post(`/api/absences/${gone}/end`, {}, key()));
    expect(await goesTo('deputy.G2', '2026-11-06')).toEqual([[[[lender.person, null]], true]]);
    const open = '/api/persons?account=true&limit=100';
    const can = ok(await lender.get<Persons>(open)).body.persons.map((p) => p.id);
    const all = ok(await lender.get<Persons>('/api/persons?limit=100')).body.persons.map((p) => p.id);
    expect(can).toContain(deputy.person);
    const accounts = await app.sql<{ person_id: string }>('select person_id from account where disabled_at is null');
    expect([...can].sort()).toEqual(accounts.map((a) => a.person_id).sort());
    expect(all.length).toBeGreaterThan(can.length);
    ok(await lender.post(`/api/delegations/${lent.id}/revoke`, {}, key()));
  });
});

describe('bad absences', () => {
  it('are told what is wrong, and nothing is written', async () => {
    ok(await away('second.G1', '2026-12-01', '2026-12-05'));
    const before = await app.contents();
    refused(await away('second.G1', '2026-11-20', '2026-11-19'), 422, 'dates-reversed');
    refused(await away('second.G1', '2026-10-01', '2026-10-05'), 422, 'dates-reversed');
    refused(await away('second.G1', '2026-12-05', '2026-12-09'), 409, 'already-registered');
    refused(await away('second.G1', '2026-11-20', '2026-11-21', w.as('clerk.G1')), 403, 'wrong-seat');
    const nobody = { person: randomUUID(), validFrom: '2026-11-20', validTo: '2026-11-21' };
    refused(await second.post('/api/absences', nobody, key()), 422, 'unknown-reference');
    expect(await app.contents()).toBe(before);
  });

  it('an administrator sets them as well; they are for the person’s unit to see', async () => {
    const { id } = ok(await away('clerk.G1', '2026-11-20', '2026-11-21', w.as('admin.F'))).body;
    for (const who of ['clerk.G1', 'signer.G1', 'admin.F']) {
      expect(ok(await w.as(who).get<Absences>('/api/absences')).text).toContain(id);
    }
    expect(ok(await w.as('clerk.G2').get<Absences>('/api/absences')).text).not.toContain(id);
    refused(await w.as('clerk.G2').post(`/api/absences/${id}/end`, {}, key()), 404, 'not-found');
    ok(await w.as('clerk.G1').post(`/api/absences/${id}/end`, {}, key()));
    refused(await w.as('clerk.G1').post(`/api/absences/${id}/end`, {}, key()), 409, 'not-now');
  });
});
