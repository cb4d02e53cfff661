import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NominationLedger } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, pdf, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Case 2: returned for a supplement. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const reason = 'Thiếu giấy chứng nhận sáng kiến';
const giveBack = { type: 'Return', items: [{ item: 'initiativeCertificate', code: 'missing' }], reason };
const entries = async (id: string) =>
  ok(await w.as('clerk.G1').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body.entries;
const deadline = async (id: string, step: string) => {
  const { deadlines } = await w.as('clerk.G1').view(id);
  return deadlines.find((d) => w.named(d.step) === step);
};

it('the file comes back to the step that asked, approvals are carried over, and the clock goes on', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  const entered = await deadline(id, 'appraisal@C');
  expect(entered).toMatchObject({ dueAt: '2026-11-16T16:59:59.999Z', state: 'pending' });

  await w.clock('2026-11-05T03:00:00.000Z');
  const before = await w.as('appraiser.C').view(id);
  ok(await w.as('appraiser.C').command(id, giveBack));
  const returned = await w.as('clerk.G1').view(id);
  expect(returned).toMatchObject({ state: 'returned', waitingUnit: { id: w.unit('G1') } });
  expect(returned.draft?.openItems).toEqual(['initiativeCertificate']);
  expect(await deadline(id, 'appraisal@C')).toMatchObject({ state: 'stopped', remaining: 7 });
  expect(await deadline(id, 'returned')).toMatchObject({ state: 'pending', dueAt: '2026-11-12T16:59:59.999Z' });

  const late = { type: 'Recommend', seen: { step: before.state, evaluation: before.evaluation } };
  refused(await w.as('appraiser.C').command(id, late, { ifMatch: '"1"' }), 409, 'step-decided');

  const clerk = w.as('clerk.G1');
  const closed = await clerk.file(id, 'minutes', { bytes: pdf('khác') });
  expect(closed.status).toBe(400);
  const stale = (await clerk.view(id)).draft?.etag ?? '';
  ok(await clerk.file(id, 'initiativeCertificate'));
  refused(await clerk.command(id, { type: 'Resubmit' }, { ifMatch: stale }), 412, 'stale-draft');
  expect(await app.sql('select from dossier_version where nomination_id = $1', [id])).toHaveLength(1);

  await w.clock('2026-11-10T03:00:00.000Z');
  ok(await clerk.command(id, { type: 'Resubmit' }));
  const resumed = await w.as('appraiser.C').view(id);
  expect(resumed).toMatchObject({ state: before.state, revision: 2, frozen: { revision: 2 } });
  expect(await deadline(id, 'appraisal@C')).toMatchObject({ state: 'pending', dueAt: '2026-11-19T16:59:59.999Z' });
  const facts = (await entries(id)).at(-1)?.facts.map((f) => f['type']);
  expect(facts).toEqual(['Resubmitted', 'CarriedOver', 'CarriedOver', 'StepEntered']);
  expect(resumed.regime.receivedAt).toBe(before.regime.receivedAt);

  refused(await w.as('appraiser.C').command(id, { type: 'Recommend' }, { ifMatch: '"1"' }), 412, 'stale-revision');
  const certificate = resumed.items.find((i) => i.item === 'initiativeCertificate')?.files[0]?.id ?? '';
  ok(await w.as('appraiser.C').get(`/api/nominations/${id}/items/initiativeCertificate/${certificate}`));
  await w.climb(id, 'awaitingDecision');
});

it('a second return with the same code is allowed and stands in the record', async () => {
  const id = await w.nominate();
  for (const round of [1, 2]) {
    ok(await w.as('appraiser.G1').command(id, giveBack));
    ok(await w.as('clerk.G1').file(id, 'initiativeCertificate', { bytes: pdf(String(round)) }));
    ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  }
  expect((await entries(id)).filter((e) => e.type === 'Return')).toHaveLength(2);
  expect((await w.as('appraiser.G1').view(id)).revision).toBe(3);
});

it('a value that an approval rested on and that changed lapses it: the file starts at the earliest lapsed step', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  const items = [
    { item: 'facts', code: 'contradictory' },
    { item: 'achievementReport', code: 'insufficient' },
  ];
  ok(await w.as('appraiser.C').command(id, { ...giveBack, items }));
  const facts = { 'initiative.recognisedAppliedInStreak': { value: 3, item: 'achievementReport' } };
  const etag = (await w.as('clerk.G1').view(id)).draft?.etag ?? '';
  ok(await w.as('clerk.G1').patch(`/api/nominations/${id}/draft`, { facts }, { 'if-match': etag }));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  expect(await w.state(id)).toBe('appraisal@G1');
  const types = (await entries(id)).at(-1)?.facts.map((f) => f['type']);
  expect(types).toEqual(expect.arrayContaining(['Resubmitted', 'ApprovalLapsed', 'StepEntered']));
  await w.climb(id, 'awaitingDecision');
});

it('a supplement that is not answered in time goes back to whoever asked, for their choice', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  ok(await w.as('appraiser.C').command(id, { ...giveBack, due: '2026-11-12' }));
  await w.clock('2026-11-12T17:00:00.001Z');
  expect(await w.state(id)).toBe('appraisal@C');
  expect((await entries(id)).at(-1)).toMatchObject({ type: 'Lapse', from: 'returned' });
  refused(await w.as('clerk.G1').command(id, { type: 'Resubmit' }, { ifMatch: '"d-4"' }), 412, 'stale-draft');
  expect((await w.as('appraiser.C').view(id)).revision).toBe(1);
  await w.climb(id, 'awaitingDecision');
});
