import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClaimView, DelegationView, Inbox } from '#contract';
import { endSeat } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { key } from '../support/councils.js';
import { done, order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** Who works on a waiting nomination: seen by colleagues, taken over when its holder is gone, and in nobody's way. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  for (const who of ['second.C', 'third.C', 'leaver.C']) await w.seat(who, 'appraiser', 'C');
});
afterAll(() => app.close());

const claim = (who: string, id: string, takeOver = false) =>
  w.as(who).send<ClaimView>('PUT', `/api/nominations/${id}/claim`, { body: { takeOver } });
const release = (who: string, id: string) => w.as(who).send('DELETE', `/api/nominations/${id}/claim`);
const shown = async (who: string, id: string) => (await w.as(who).view(id)).claim;
const deed = async (who: string, id: string) => (await w.as(who).view(id)).claimDeed;
const recommend = (who: string, id: string) =>
  w.as(who).command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' });
async function waiting(): Promise<string> {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  return id;
}

describe('a claim', () => {
  it('is seen by colleagues in view and inbox, is let go, and begins again with the next step', async () => {
    const id = await waiting();
    expect(await shown('appraiser.C', id)).toBeNull();
    expect([await deed('appraiser.C', id), await deed('signer.C', id)]).toEqual(['claim', null]);
    const made = ok(await claim('appraiser.C', id)).body;
    expect(made).toMatchObject({ person: { id: w.as('appraiser.C').person }, free: false });
    expect(await shown('second.C', id)).toEqual(made);
    expect(await shown('clerk.G1', id)).toBeNull();
    expect([await deed('appraiser.C', id), await deed('second.C', id)]).toEqual(['release', null]);
    const rows = ok(await w.as('second.C').get<Inbox>('/api/inbox')).body.rows;
    expect(rows.find((r) => r.id === id)?.claim).toEqual(made);
    const no = refused(await claim('second.C', id), 409, 'claimed');
    expect(no).toMatchObject({ observed: 'Người appraiser.C', data: { claim: made } });
    refused(await claim('second.C', id, true), 409, 'claimed');
    expect((await release('second.C', id)).status).toBe(204);
    expect(await shown('second.C', id)).toEqual(made);
    expect((await release('appraiser.C', id)).status).toBe(204);
    ok(await claim('second.C', id));
    ok(await recommend('second.C', id));
    expect(await shown('signer.C', id)).toBeNull();
  });

  it('is seen and made by whoever was lent a seat for the award', async () => {
    const id = await waiting();
    const made = ok(await claim('appraiser.C', id)).body;
    const lender = w.as('third.C');
    const { person: to } = await w.person('helper.C', 'C');
    const body = { seat: lender.seats[0]?.id, to, form: 'KT', validTo: '2026-12-31', award: 'UNION_CERT_VGCL' };
    const { id: lent } = ok(await lender.post<DelegationView>('/api/delegations', body, key())).body;
    expect([await shown('helper.C', id), await deed('helper.C', id)]).toEqual([made, null]);
    refused(await claim('helper.C', id), 409, 'claimed');
    expect((await release('appraiser.C', id)).status).toBe(204);
    const own = ok(await claim('helper.C', id)).body;
    expect([await shown('helper.C', id), own.person.id]).toEqual([own, to]);
    expect((await release('helper.C', id)).status).toBe(204);
    ok(await lender.post(`/api/delegations/${lent}/revoke`, {}, key()));
  });

  it('is for whoever has the turn, and unknown and unseen are alike', async () => {
    const id = await waiting();
    refused(await claim('signer.C', id), 409, 'not-now');
    refused(await claim('clerk.G1', id), 409, 'not-now');
    refused(await claim('appraiser.G2', id), 404, 'not-found');
  });

  it('keeps nobody from deciding', async () => {
    const id = await waiting();
    ok(await claim('appraiser.C', id));
    ok(await recommend('second.C', id));
    expect(await w.state(id)).toBe('signature@C');
  });

  it('is won by one of two who claim at once', async () => {
    const id = await waiting();
    const answers = await Promise.all(['appraiser.C', 'second.C', 'third.C'].map((who) => claim(who, id)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
  });
});

describe('a claim is taken over', () => {
  it('after two days without anything, by one of two at once and only when it is said', async () => {
    const id = await waiting();
    ok(await claim('appraiser.C', id));
    await w.clock('2026-11-04T03:00:00.000Z');
    expect(await shown('second.C', id)).toMatchObject({ free: true });
    expect([await deed('appraiser.C', id), await deed('second.C', id)]).toEqual(['release', 'takeOver']);
    refused(await claim('second.C', id), 409, 'claimed');
    const answers = await Promise.all(['second.C', 'third.C'].map((who) => claim(who, id, true)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
  });

  it('from somebody who left the seat', async () => {
    const id = await waiting();
    ok(await claim('leaver.C', id));
    refused(await claim('second.C', id, true), 409, 'claimed');
    const seat = w.as('leaver.C').seats[0]?.id ?? '';
    done(await endSeat(app.engine, order(), seat, { validTo: '2026-11-04' }));
    expect(await shown('second.C', id)).toMatchObject({ free: true });
    ok(await claim('second.C', id, true));
  });

  it('from somebody who is absent', async () => {
    const id = await waiting();
    ok(await claim('third.C', id));
    await app.sql(
      `insert into absence (id, person_id, valid_from, valid_to) values (uuidv7(), $1, '2026-11-04', '2026-11-06')`,
      [w.as('third.C').person],
    );
    ok(await claim('second.C', id, true));
    await app.sql('delete from absence where person_id = $1', [w.as('third.C').person]);
  });
});

it('whoever asked for a supplement is the reviewer when it comes back', async () => {
  const id = await waiting();
  ok(await claim('appraiser.C', id));
  const items = [{ item: 'minutes', code: 'illegible' }];
  ok(await w.as('second.C').command(id, { type: 'Return', items, reason: 'Biên bản bị mờ, xin nộp lại' }));
  expect(await w.state(id)).toBe('returned');
  ok(await w.as('clerk.G1').file(id, 'minutes'));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  await w.climb(id, 'appraisal@C');
  expect(await shown('appraiser.C', id)).toMatchObject({ person: { id: w.as('second.C').person }, free: false });
});
