import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NominationView } from '#contract';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { changed } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** A unit decides on paper, and a clerk of a unit above it enters that: both stand in the entry, with the signed minutes. */

const AWARD = 'UNION_CERT_VGCL';
const ITEMS = ['submissionLetter', 'achievementReport', 'minutes', 'initiativeCertificate'];

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close({ tampered: true }));

const enter = async (clerk: string, over: object = {}) =>
  w.as(clerk).post<NominationView>('/api/nominations', {
    award: AWARD,
    unit: w.unit('G1'),
    channel: 'paper',
    subject: { type: 'person', id: await w.nominee('G1') },
    year: 2026,
    ...over,
  });

/** Entered and, with these items beside the award's own, ready to be submitted. */
async function ready(clerk: string, items: readonly string[] = ['paperMinutes']): Promise<string> {
  const submit = false;
  return w.nominate({ unit: 'G1', clerk, channel: 'paper', items: [...ITEMS, ...items], submit });
}

describe('a nomination from papers', () => {
  let id = '';

  it('is entered by a superior’s clerk and begins in the next unit, with both units in the entry', async () => {
    id = await ready('clerk.C');
    const draft = await w.as('clerk.C').view(id);
    expect(draft).toMatchObject({
      channel: 'paper',
      unit: { id: w.unit('G1') },
      enteredBy: { id: w.unit('C'), name: expect.stringMatching(/./) },
      waitingUnit: { id: w.unit('C') },
    });
    expect(draft.items.find((i) => i.item === 'paperMinutes')).toMatchObject({ required: true });
    ok(await w.as('clerk.C').command(id, { type: 'Submit' }));
    expect(await w.state(id)).toBe('appraisal@C');
    const [entry] = await app.sql<{ facts: { type: string }[]; actor: object }>(
      `select canon::jsonb->'facts' as facts, canon::jsonb->'actor' as actor from ledger_entry where chain = $1`,
      [`n:${id}`],
    );
    const [g1, c] = [w.unit('G1'), w.unit('C')];
    expect(entry?.actor).toMatchObject({ unit: c, person: w.as('clerk.C').person });
    expect(entry?.facts[0]).toMatchObject({ type: 'Submitted', unit: g1, channel: 'paper', enteredBy: c });
    expect(entry?.facts.slice(1, 3)).toEqual([
      { type: 'StepSkipped', step: `appraisal@${g1}`, rule: 'paper' },
      { type: 'StepSkipped', step: `signature@${g1}`, rule: 'paper' },
    ]);
    const view = await w.as('clerk.G1').view(id);
    expect(view).toMatchObject({ channel: 'paper', enteredBy: { id: c } });
    expect(view.route.map((s) => s.unit.id)).toEqual([c, w.unit('F')]);
    expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
  });

  it('comes back to the entering unit for a supplement, and goes on from there', async () => {
    const items = [{ item: 'paperMinutes', code: 'illegible' }];
    const back = { type: 'Return', items, reason: 'Biên bản quét chưa rõ chữ ký' };
    ok(await w.as('appraiser.C').command(id, back));
    expect(await w.as('clerk.C').view(id)).toMatchObject({ state: 'returned', waitingUnit: { id: w.unit('C') } });
    ok(await w.as('clerk.C').file(id, 'paperMinutes'));
    ok(await w.as('clerk.C').command(id, { type: 'Resubmit' }));
    await w.climb(id, 'awaitingDecision');
    expect(await w.state(id)).toBe('awaitingDecision');
  });

  it('is seen by a superior that no step leads to, in its draft and afterwards', async () => {
    const draft = await ready('clerk.F');
    expect((await w.as('clerk.F').view(draft)).enteredBy?.id).toBe(w.unit('F'));
    expect((await w.as('clerk.C').get(`/api/nominations/${draft}`)).status).toBe(404);
    ok(await w.as('clerk.F').command(draft, { type: 'Submit' }));
    expect((await w.as('clerk.F').view(draft)).state).toBe(`appraisal@${w.unit('C')}`);
  });
});

it('is refused without the signed minutes', async () => {
  const id = await ready('clerk.C', []);
  const no = refused(await w.as('clerk.C').command(id, { type: 'Submit' }), 422, 'item-missing');
  expect(no).toMatchObject({ data: { items: ['paperMinutes'] } });
});

it('is for no clerk of a sibling, of the unit itself, or of one below', async () => {
  refused(await enter('clerk.G2'), 403, 'wrong-seat');
  refused(await enter('clerk.G1'), 403, 'wrong-seat');
  refused(await enter('clerk.C', { unit: w.unit('F') }), 403, 'wrong-seat');
  refused(await enter('appraiser.C'), 403, 'wrong-seat');
  refused(await enter('clerk.C', { channel: 'electronic' }), 403, 'wrong-seat');
  refused(await enter('clerk.C', { channel: 'fax' }), 400, 'malformed');
});

it('the nominating unit sees what is entered for it, and neither changes nor submits it', async () => {
  const id = await ready('clerk.C');
  const view = await w.as('clerk.G1').view(id);
  expect([view.state, view.draft]).toEqual(['draft', null]);
  refused(await w.as('clerk.G1').file(id, 'minutes'), 403, 'wrong-seat');
  refused(
    await w.as('clerk.G1').command(id, { type: 'Submit' }, { ifMatch: `"d-${String(ITEMS.length + 2)}"` }),
    403,
    'wrong-seat',
  );
});

it('what the unit keeps to itself is not given away to a superior who enters the same', async () => {
  const subject = await w.nominee('G1');
  const hidden = await w.nominate({ subject, submit: false });
  const same = { subject: { type: 'person', id: subject } };
  const clerk = w.as('clerk.C');
  expect((await clerk.get(`/api/nominations/${hidden}`)).status).toBe(404);
  const entered = await enter('clerk.C', same);
  expect(entered.status).toBe(201);
  // The unit sees both, and the superior their own: for either the next one is one too many.
  refused(await enter('clerk.C', same), 409, 'already-nominated');
  await expect(w.nominate({ subject })).rejects.toThrow('already-nominated');
  const open = await w.nominate();
  const known = { subject: { type: 'person', id: (await w.as('clerk.G1').view(open)).subject.id } };
  await w.climb(open, 'appraisal@C');
  refused(await enter('clerk.C', known), 409, 'already-nominated');
});

it('whoever entered it does not appraise it', async () => {
  const both = await w.seat('both.C', 'appraiser', 'C');
  await w.seat('both.C', 'clerk', 'C');
  const id = await ready('both.C');
  const seats = w.as('both.C').seats;
  const clerk = seats.find((s) => s.role === 'clerk')?.id ?? '';
  const appraiser = seats.find((s) => s.role === 'appraiser')?.id ?? '';
  expect(both.person).toBe(w.as('both.C').person);
  ok(await w.as('both.C').command(id, { type: 'Submit' }, { as: clerk }));
  const approve = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
  refused(await w.as('both.C').command(id, approve, { as: appraiser }), 403, 'conflict-of-interest');
  ok(await w.as('appraiser.C').command(id, approve));
});

it('the check tells when the row names another unit than the entry', async () => {
  const id = await ready('clerk.C');
  ok(await w.as('clerk.C').command(id, { type: 'Submit' }));
  const check = () => checkLedger(app.engine.db, app.files);
  const where = `x.id = '${id}'`;
  for (const change of [`channel = 'electronic', entered_by_unit = null`, `entered_by_unit = '${w.unit('F')}'`]) {
    const found = await changed(app, { table: 'nomination', where, change }, check);
    expect(found).toMatchObject({ chain: `n:${id}`, what: 'row channel' });
  }
  expect(await check()).not.toHaveProperty('what');
});
