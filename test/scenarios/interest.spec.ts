import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Inbox } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Case 7: conflicts of interest, as far as there are no councils yet. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const kin = { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người được đề nghị' };
const inbox = async (who: string) => ok(await w.as(who).get<Inbox>('/api/inbox')).body.rows.map((r) => r.id);

it('whoever declares a relation does not decide; another holder of the seat does', async () => {
  const id = await w.nominate({ unit: 'G2' });
  await w.climb(id, 'signature@G2');
  ok(await w.as('signer.G2').command(id, kin));
  refused(await w.as('signer.G2').command(id, recommend), 403, 'conflict-of-interest');
  expect(await inbox('signer.G2')).not.toContain(id);
  const deputy = await w.seat('deputy.G2', 'signer', 'G2');
  ok(await deputy.command(id, recommend));
});

it('a relation holds for every nomination of the same person, and is a fact of the register', async () => {
  const subject = await w.nominee('G2');
  const first = await w.nominate({ unit: 'G2', subject });
  ok(await w.as('appraiser.G2').command(first, kin));
  const second = await w.nominate({ unit: 'G2', subject, award: 'UNION_CERT_LEVEL2' });
  refused(await w.as('appraiser.G2').command(second, recommend), 403, 'conflict-of-interest');
});

it('who nominated does not review, in whatever seat; as nominator they still see the state', async () => {
  const both = await w.seat('clerk.G2', 'signer', 'G2');
  const id = await w.nominate({ unit: 'G2', subject: await w.nominee('G2') });
  const other = await w.seat('other.G2', 'appraiser', 'G2');
  ok(await other.command(id, recommend));
  const as = both.seats.at(-1)?.id ?? '';
  expect(refused(await both.command(id, recommend, { as }), 403, 'conflict-of-interest').observed).toBe('nominator');
  expect((await both.view(id)).limited).toBe(false);
});

it('a nominator who steps aside answers a returned file, and loses opinions and ledger', async () => {
  const id = await w.nominate();
  const clerk = w.as('clerk.G1');
  ok(await clerk.command(id, { type: 'Recuse', reason: 'Có quan hệ họ hàng xa với người này' }));
  const items = [{ item: 'minutes', code: 'unsigned' }];
  ok(await w.as('appraiser.G1').command(id, { type: 'Return', items, reason: 'Biên bản chưa có chữ ký' }));
  const view = await clerk.view(id);
  expect(view).toMatchObject({ state: 'returned', opinions: [] });
  refused(await clerk.get(`/api/nominations/${id}/ledger`), 404, 'not-found');
  ok(await clerk.file(id, 'minutes'));
  ok(await clerk.command(id, { type: 'Resubmit' }));
});

it('nobody approves their own nomination, an administrator neither', async () => {
  const subject = w.as('signer.C').person;
  await w.history(subject);
  const id = await w.nominate({ unit: 'C', subject });
  await w.climb(id, 'appraisal@C');
  const acting = await w.seat('signer.C', 'appraiser', 'C');
  const as = acting.seats.at(-1)?.id ?? '';
  expect(refused(await acting.command(id, recommend, { as }), 403, 'conflict-of-interest').observed).toBe('subject');
  await w.seat('administrator.C', 'administrator', 'C');
  const seen = { step: `appraisal@${w.unit('C')}`, evaluation: '0'.repeat(64) };
  refused(await w.as('administrator.C').command(id, { ...recommend, seen }), 404, 'not-found');
});

it('one person decides in one stage only, also in a second seat; the database refuses it by itself', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  const moving = await w.seat('appraiser.G1', 'appraiser', 'C');
  const as = moving.seats.at(-1)?.id ?? '';
  refused(await moving.command(id, recommend, { as }), 403, 'already-acted-elsewhere');
  const twice = `insert into approval (nomination_id, step_key, revision, person_id) values ($1, $2, 1, $3)`;
  await expect(app.sql(twice, [id, `appraisal@${w.unit('C')}`, moving.person])).rejects.toThrow('approval_one_unit');
});
