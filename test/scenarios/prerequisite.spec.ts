import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NominationLedger, NominationView } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Case 4: a prerequisite is missing. */

let app: TestApp;
let w: World;
let nominee: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  nominee = await w.nominee('G1', { excellent: [2026], certificate: null });
  await w.assess(nominee, 2025, 'hoan_thanh_tot_nhiem_vu');
});
afterAll(() => app.close());

const criterion = (view: NominationView, code: string) => view.criteria.find((c) => c.criterion === code);

it('the draft shows what is missing, with observed, needed and source, by the rule of today', async () => {
  const id = await w.nominate({ subject: nominee, submit: false });
  const view = await w.as('clerk.G1').view(id);
  expect(view.regime).toMatchObject({ provisional: true, ruleSet: { id: 'LAUREL-2026', version: 2 } });
  expect(view.eligibility).toBe('notEligible');
  expect(criterion(view, 'BK-TLD-1')).toMatchObject({
    result: 'failed',
    severity: 'hard',
    leaves: [{ observed: { value: 1, source: 'registry' }, needed: 2 }],
    citation: expect.stringContaining('Art 14(1)'),
  });
  expect(criterion(view, 'BK-TLD-2')).toMatchObject({
    result: 'passed',
    leaves: [{ observed: { value: 2, source: 'evidenced' } }],
  });
  expect(criterion(view, 'BK-TLD-3')).toMatchObject({
    result: 'failed',
    leaves: [{ observed: { value: 0 }, needed: 1 }],
  });
  const refusal = refused(await w.as('clerk.G1').command(id, { type: 'Submit' }), 422, 'criteria-block');
  expect(JSON.stringify(refusal)).toMatch(/BK-TLD-1/);
  expect(await w.state(id)).toBe('draft');
});

it('the lower award is asked for its own criteria only', async () => {
  const id = await w.nominate({ subject: nominee, award: 'UNION_CERT_LEVEL2' });
  const view = await w.as('clerk.G1').view(id);
  expect(view.criteria.map((c) => c.criterion)).toEqual(['BK-C2-1', 'BK-C2-2']);
  expect(view.eligibility).toBe('eligible');
  expect(view.route.map((s) => s.level)).toEqual(['grassroots_union', 'level2_union']);
});

it('a gap year breaks the streak', async () => {
  const gap = await w.nominee('G1', { excellent: [2024, 2026] });
  const id = await w.nominate({ subject: gap, submit: false });
  expect(criterion(await w.as('clerk.G1').view(id), 'BK-TLD-1')).toMatchObject({
    result: 'failed',
    leaves: [{ observed: { value: 1 } }],
  });
});

it('an unknown fact stays unknown and blocks, a merely declared one waits for a person', async () => {
  const unknown = await w.nominate({ submit: false, facts: {} });
  expect(criterion(await w.as('clerk.G1').view(unknown), 'BK-TLD-2')).toMatchObject({
    result: 'notComputable',
    leaves: [{ observed: null }],
  });
  refused(await w.as('clerk.G1').command(unknown, { type: 'Submit' }), 422, 'criteria-block');

  const declared = await w.nominate({ facts: { 'initiative.recognisedAppliedInStreak': { value: 2 } } });
  const appraiser = w.as('appraiser.G1');
  const view = await appraiser.view(declared);
  expect(criterion(view, 'BK-TLD-2')).toMatchObject({ result: 'needsPerson' });
  refused(await appraiser.command(declared, { type: 'Recommend' }), 422, 'criteria-block');
  const confirm = { type: 'Confirm', criterion: 'BK-TLD-2', result: 'passed', reason: 'Đã xem bản gốc hai sáng kiến' };
  ok(await appraiser.command(declared, confirm));
  ok(await appraiser.command(declared, { type: 'Recommend' }));
});

it('an unfavourable declared value fails at once', async () => {
  const id = await w.nominate({ submit: false, facts: { 'initiative.recognisedAppliedInStreak': { value: 1 } } });
  expect(criterion(await w.as('clerk.G1').view(id), 'BK-TLD-2')).toMatchObject({ result: 'failed' });
});

it('a seat flagged for it overrides a failed hard criterion, with a reason and an entry of its own', async () => {
  const subject = await w.nominee('G1');
  const id = await w.nominate({ subject });
  await w.assess(subject, 2025, 'hoan_thanh');
  const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
  refused(await w.as('appraiser.G1').command(id, recommend), 422, 'criteria-block');
  const override = { type: 'Override', criterion: 'BK-TLD-1', reason: 'Nghỉ thai sản năm 2025 theo quy định' };
  refused(await w.as('signer.G1').command(id, override), 403, 'wrong-seat');
  const flagged = await w.seat('flagged.G1', 'secretary', 'G1', ['override']);
  refused(await flagged.command(id, { ...override, criterion: 'BK-TLD-2' }), 422, 'not-overridable');
  ok(await flagged.command(id, override));
  expect(criterion(await w.as('appraiser.G1').view(id), 'BK-TLD-1')).toMatchObject({ overridden: true });
  ok(await w.as('appraiser.G1').command(id, recommend));
});

describe('before the first submission', () => {
  const override = { type: 'Override', criterion: 'BK-TLD-1', reason: 'Nghỉ thai sản năm 2025 theo quy định' };
  /** One hard criterion fails: the streak of two years is broken. */
  const draft = async () => {
    const subject = await w.nominee('G1');
    await w.assess(subject, 2025, 'hoan_thanh');
    return { subject, id: await w.nominate({ subject, submit: false }) };
  };

  it('nothing but an override by a flagged seat of the unit lets it be submitted; both stand in the history', async () => {
    const { id } = await draft();
    const clerk = w.as('clerk.G1');
    refused(await clerk.command(id, { type: 'Submit' }), 422, 'criteria-block');
    refused(await clerk.command(id, override), 403, 'wrong-seat');
    const other = await w.seat('flagged.C', 'secretary', 'C', ['override']);
    const seen = { step: 'draft', evaluation: (await clerk.view(id)).evaluation };
    refused(await other.command(id, { ...override, seen }, { ifMatch: '"0"' }), 404, 'not-found');
    const person = w.as('flagged.G1');
    const { commands } = await person.view(id);
    expect(commands.find((c) => c.type === 'Override')).toMatchObject({ allowed: true, needsReason: true });
    refused(await person.command(id, { ...override, criterion: 'BK-TLD-2' }), 422, 'not-overridable');
    refused(await person.command(id, { ...override, criterion: 'BK-C2-1' }), 422, 'unknown-criterion');
    refused(await person.command(id, { ...override, reason: 'ngắn' }), 400, 'malformed');
    const { body: answer } = ok(await person.command(id, override));
    expect(answer).toMatchObject({ seq: 1, state: 'draft', revision: 0 });
    refused(await person.command(id, override), 422, 'not-overridable');
    expect(criterion(await clerk.view(id), 'BK-TLD-1')).toMatchObject({ result: 'failed', overridden: true });
    ok(await clerk.command(id, { type: 'Submit' }));
    const { entries, draftEntries, intact } = ok(
      await clerk.get<NominationLedger>(`/api/nominations/${id}/ledger`),
    ).body;
    expect(intact).toBe(true);
    expect(draftEntries).toEqual([
      expect.objectContaining({
        type: 'Override',
        texts: expect.arrayContaining([expect.objectContaining({ id: 'reason', value: override.reason })]),
      }),
    ]);
    expect(entries[0]?.facts.filter((f) => f['type'] === 'CriterionOverridden')).toEqual([
      { type: 'CriterionOverridden', criterion: 'BK-TLD-1', draft: { seq: 1, person: draftEntries[0]?.actor.person } },
    ]);
    ok(await w.as('appraiser.G1').command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
  });

  it('it falls when a value of the criterion or the award changes, and can be given again', async () => {
    const { subject, id } = await draft();
    const person = w.as('flagged.G1');
    ok(await person.command(id, override));
    await w.assess(subject, 2026, 'hoan_thanh_tot_nhiem_vu');
    const clerk = w.as('clerk.G1');
    expect(criterion(await clerk.view(id), 'BK-TLD-1')).toMatchObject({ result: 'failed', overridden: false });
    refused(await clerk.command(id, { type: 'Submit' }), 422, 'criteria-block');
    ok(await person.command(id, override));
    ok(await clerk.command(id, { type: 'Submit' }));
  });

  it('nobody overrides a file that they made, nor submits one that they overrode', async () => {
    const { id } = await draft();
    const twice = w.as('clerk.G1');
    const both = await w.seat('clerk.G1', 'secretary', 'G1', ['override']);
    refused(await both.command(id, override, { as: both.seats[1]!.id }), 403, 'conflict-of-interest');
    const person = w.as('flagged.G1');
    ok(await person.command(id, override));
    const clerk = await w.seat('flagged.G1', 'clerk', 'G1');
    refused(await clerk.command(id, { type: 'Submit' }, { as: clerk.seats[1]!.id }), 403, 'conflict-of-interest');
    ok(await twice.command(id, { type: 'Submit' }));
  });

  it('one that meets a change of the working copy is looked at again', async () => {
    const { id } = await draft();
    const clerk = w.as('clerk.G1');
    const facts = { 'initiative.recognisedAppliedInStreak': { value: 1 } };
    app.before('record_draft_override', async () => {
      const { draft: copy } = await clerk.view(id);
      ok(await clerk.patch(`/api/nominations/${id}/draft`, { facts }, { 'if-match': copy?.etag ?? '' }));
    });
    refused(await w.as('flagged.G1').command(id, override), 412, 'evaluation-changed');
  });

  it('one that meets a change of the register is looked at again', async () => {
    const { subject, id } = await draft();
    app.before('record_draft_override', () => w.assess(subject, 2025, 'hoan_thanh_xuat_sac_nhiem_vu'));
    refused(await w.as('flagged.G1').command(id, override), 412, 'evaluation-changed');
  });

  it('one whose seat ends meanwhile is refused', async () => {
    const { id } = await draft();
    const leaving = await w.seat('leaving.G1', 'secretary', 'G1', ['override']);
    app.before('record_draft_override', () => w.end('leaving.G1'));
    refused(await leaving.command(id, override), 403, 'seat-lost');
  });

  it('of two at once one counts, and one that meets the submission is told that the step is over', async () => {
    const { id } = await draft();
    const person = w.as('flagged.G1');
    const { state: step, evaluation } = await person.view(id);
    const seen = { step, evaluation };
    const both = await Promise.all([1, 2].map(() => person.command(id, { ...override, seen })));
    expect(both.map((r) => r.status).sort()).toEqual([200, 422]);
    ok(await w.as('clerk.G1').command(id, { type: 'Submit' }));
    refused(await person.command(id, { ...override, seen }), 409, 'step-decided');
  });
});

it('a soft criterion that fails asks for a reason', async () => {
  const facts = { 'initiative.recognisedAppliedInYear': { value: 0, item: 'achievementReport' } };
  const id = await w.nominate({ award: 'UNION_CERT_LEVEL2', facts });
  refused(await w.as('appraiser.G1').command(id, { type: 'Recommend' }), 422, 'reason-needed');
  ok(await w.as('appraiser.G1').command(id, { type: 'Recommend', opinion: 'Thành tích khác bù được cho sáng kiến' }));
});
