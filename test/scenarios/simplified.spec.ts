import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NominationView } from '#contract';
import { councilProcedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { council, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 8: a deed of Thursday 12/11/2026 under the simplified procedure; no ballot, and it counts for nothing higher. */

const AWARD = 'UNION_CERT_VGCL';
const items = ['submissionLetter', 'summaryReport', 'deedConfirmation'];
const deed = { case: 'adHocDeed', deedOn: '2026-11-12' } as const;

let app: TestApp;
let w: World;
let subject: string;
beforeAll(async () => {
  app = await startApp({ start: '2026-11-13T02:00:00.000Z' });
  w = await world(app);
  // A procedure with councils, for whatever occasion: the simplified one passes them over.
  await publish(w, { ...councilProcedure, appliesTo: { awards: [AWARD] } });
  await council(w, 'F', 5);
  await council(w, 'C', 5);
  subject = await w.nominee('G1');
});
afterAll(() => app.close());

const create = <Body = NominationView>(over: object) =>
  w.as('clerk.C').post<Body>('/api/nominations', {
    award: AWARD,
    unit: w.unit('C'),
    subject: { type: 'person', id: subject },
    year: 2026,
    ...over,
  });

it('is refused for an annual award, with the five cases that it is for', async () => {
  const no = refused(await create({ occasion: 'annual', simplified: deed }), 422, 'simplified-not-permitted');
  const { cases } = no.data as { cases: { case: string; label: { vi: string } }[] };
  expect(cases.map((c) => c.case)).toEqual([
    'politicalTask',
    'adHocDeed',
    'discoveredByHead',
    'serviceExternal',
    'secret',
  ]);
  expect(cases.every((c) => c.label.vi.length > 10)).toBe(true);
  refused(await create({ occasion: 'adHoc', simplified: { case: 'annual' } }), 400, 'malformed');
  expect(await app.sql('select from nomination')).toEqual([]);
});

describe('an ad hoc deed', () => {
  let id = '';

  it('goes C to F with one set of papers and without a ballot, and is commended within days', async () => {
    const draft = ok(await create({ occasion: 'adHoc', simplified: deed })).body;
    expect(draft.items.filter((i) => i.required).map((i) => i.item)).toEqual(items);
    expect(draft.simplified).toEqual({ case: 'adHocDeed', deedOn: '2026-11-12', until: '2026-12-27', passed: false });
    refused(await w.as('clerk.C').command(draft.id, { type: 'Submit' }), 422, 'item-missing');
    id = await w.nominate({
      unit: 'C',
      award: AWARD,
      occasion: 'adHoc',
      simplified: deed,
      subject: await w.nominee('G1'),
      items,
    });
    const view = await w.as('clerk.C').view(id);
    expect(view.route.flatMap((s) => s.steps.map((x) => [w.named(x.key), x.status]))).toEqual([
      ['appraisal@C', 'current'],
      ['signature@C', 'next'],
      ['appraisal@F', 'next'],
    ]);
    const [submitted] = await app.sql<{ facts: { type: string; step?: string; rule?: string }[] }>(
      `select canon::jsonb->'facts' as facts from ledger_entry where chain = $1 and seq = 1`,
      [`n:${id}`],
    );
    const skipped = submitted?.facts.filter((f) => f.type === 'StepSkipped') ?? [];
    expect(skipped.map((f) => [w.named(f.step ?? ''), f.rule])).toEqual([
      ['ballot@C', 'simplified'],
      ['ballot@F', 'simplified'],
    ]);
    await w.clock('2026-11-16T02:00:00.000Z');
    await w.climb(id, 'awaitingDecision');
    const { act } = await w.decision([id]);
    await performActItem(app.engine, act, id);
    expect(await w.state(id)).toBe('commended');
    const [grant] = await app.sql('select occasion, scope from award_grant where nomination_id = $1', [id]);
    expect(grant).toEqual({ occasion: 'adHoc', scope: null });
  });

  it('does not exclude the annual award of the same level and year, and is no merit for it', async () => {
    const [row] = await app.sql<{ subject: string }>('select subject_id as subject from nomination where id = $1', [
      id,
    ]);
    const annual = await w.nominate({ subject: row?.subject ?? '' });
    expect((await w.as('clerk.G1').view(annual)).eligibility).toBe('eligible');
  });

  it.each([
    ['adHoc', ['BK-TLD-3']],
    ['thematic', ['BK-TLD-3']],
    ['annual', []],
  ] as const)('a level-2 certificate of 2025, %s: what it leaves open is %j', async (occasion, open) => {
    const { person } = await w.person(`${occasion}.hero`, 'G1');
    for (const year of [2025, 2026]) await w.assess(person, year, 'hoan_thanh_xuat_sac_nhiem_vu');
    await w.grant(person, 'UNION_CERT_LEVEL2', 2025, occasion);
    const draft = await w.nominate({ subject: person, submit: false });
    const { criteria } = await w.as('clerk.G1').view(draft);
    expect(criteria.filter((c) => c.result === 'failed').map((c) => c.criterion)).toEqual(open);
  });

  it.each([
    ['adHoc', 'notComputable'],
    ['annual', 'passed'],
  ] as const)('the title of an excellent member, %s, is %s where it is asked for', async (occasion, result) => {
    const { person } = await w.person(`${occasion}.titled`, 'G1');
    await w.grant(person, 'UNION_TITLE_MEMBER_EXCELLENT', 2025, occasion);
    const draft = await w.nominate({ award: 'UNION_NGUYEN_VAN_LINH', subject: person, submit: false });
    const { criteria } = await w.as('clerk.G1').view(draft);
    expect(criteria.find((c) => c.criterion === 'NVL-4')).toMatchObject({ result });
  });

  it('still obeys a hold', async () => {
    const guard = await w.seat('guard.C', 'appraiser', 'C', ['hold']);
    const held = await w.nominee('G1');
    const body = {
      as: guard.seats[0]?.id,
      subject: { type: 'person', id: held },
      kind: 'discipline',
      reason: 'Đang xem xét kỷ luật',
    };
    ok(await guard.post('/api/holds', body, { 'idempotency-key': '00000000-0000-4000-8000-000000000001' }));
    const draft = await w.nominate({
      unit: 'C',
      award: AWARD,
      occasion: 'adHoc',
      simplified: deed,
      subject: held,
      items,
      submit: false,
    });
    refused(await w.as('clerk.C').command(draft, { type: 'Submit' }), 409, 'held');
  });

  it('filed after 45 days carries a warning, and nothing more', async () => {
    await w.clock('2026-12-28T02:00:00.000Z');
    const late = await w.nominate({
      unit: 'C',
      award: AWARD,
      occasion: 'adHoc',
      simplified: deed,
      subject: await w.nominee('G1'),
      items,
    });
    expect((await w.as('clerk.C').view(late)).simplified).toMatchObject({ until: '2026-12-27', passed: true });
    expect(await w.state(late)).toBe('appraisal@C');
  });
});
