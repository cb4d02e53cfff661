import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { standardProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 13: two nominations that are alike on both sides of 01/10/2026; the receipt pins the law, and little moves it. */

const AWARD = 'STATE_FIGHTER_GRASSROOTS';
const items = ['submissionLetter', 'achievementReport', 'minutes', 'initiativeCertificate'];
const facts = {
  'title.advancedWorkerCriteria': { value: true, item: 'achievementReport' },
  'initiative.recognisedAppliedInYear': { value: 0, item: 'achievementReport' },
  'research.acceptedInYear': { value: 0, item: 'achievementReport' },
};

let app: TestApp;
let w: World;
let corrector: Client;
beforeAll(async () => {
  app = await startApp({ start: '2026-09-21T02:00:00.000Z' });
  w = await world(app);
  await publish(w, { ...standardProcedure, id: 'FIGHTER', appliesTo: { awards: [AWARD] } });
  corrector = await w.seat('corrector.C', 'appraiser', 'C', ['correct']);
});
afterAll(() => app.close());

const nominate = () => w.nominate({ award: AWARD, facts, items });
const law = async (id: string) => {
  const { regime, eligibility, criteria } = await w.as('appraiser.C').view(id);
  const failed = criteria.filter((c) => c.result === 'failed').map((c) => c.criterion);
  return [regime.ruleSet.version, regime.stateLaw, eligibility, failed];
};
const old = [1, 'LAW2022', 'eligible', []];
/** The criterion stays failed; the override at G1 is what let it go on. */
const amended = [2, 'LAW2026', 'eligible', ['CSTD-2b']];
const reason = 'Tiếp nhận ghi sai ngày theo sổ công văn';
const correct = (id: string, receivedAt: string, who = corrector) =>
  who.command(id, { type: 'CorrectReceipt', receivedAt, reason });
const favour = (id: string, version: number, who = corrector) =>
  who.command(id, { type: 'ApplyMoreFavourable', ruleSet: { id: 'LAUREL-2026', version }, reason });

let first = '';
let second = '';

it('before the receipt the law of today is shown, with a warning that it changes', async () => {
  [first, second] = [await nominate(), await nominate()];
  const { regime, eligibility } = await w.as('clerk.G1').view(second);
  expect([regime, eligibility]).toEqual([
    {
      provisional: true,
      ruleSet: { id: 'LAUREL-2026', version: 1 },
      stateLaw: 'LAW2022',
      receivedAt: null,
      changesOn: '2026-10-01',
    },
    'eligible',
  ]);
});

it('the receipt pins it: 25/09/2026 under the law of 2022, 02/10/2026 under the amended one', async () => {
  await w.clock('2026-09-25T02:00:00.000Z');
  await w.climb(first, 'appraisal@C');
  await w.climb(second, 'signature@G1');
  await w.clock('2026-10-02T02:00:00.000Z');
  // Not received yet, it is measured by the law of the day: not eligible, and nobody may agree without an override.
  const now = await w.as('signer.G1').view(second);
  expect([now.regime.provisional, now.regime.stateLaw, now.eligibility]).toEqual([true, 'LAW2026', 'notEligible']);
  const no = refused(
    await w.as('signer.G1').command(second, { type: 'Recommend', opinion: 'Đồng ý' }),
    422,
    'criteria-block',
  );
  expect(no.observed).toBe('CSTD-2b: initiative.recognisedAppliedInYear = 0');
  const flagged = await w.seat('flagged.G1', 'signer', 'G1', ['override']);
  ok(
    await flagged.command(second, {
      type: 'Override',
      criterion: 'CSTD-2b',
      reason: 'Chờ hướng dẫn chuyển tiếp của luật',
    }),
  );
  await w.climb(second, 'appraisal@C');
  expect(await law(first)).toEqual(old);
  expect(await law(second)).toEqual(amended);
  const received = async (id: string) => (await w.as('appraiser.C').view(id)).regime.receivedAt?.slice(0, 10);
  expect([await received(first), await received(second)]).toEqual(['2026-09-25', '2026-10-02']);
});

describe('the receipt stands', () => {
  it('through a return and a resubmission, in 2027 as well', async () => {
    const asked = [{ item: 'minutes', code: 'illegible' }];
    ok(await w.as('appraiser.C').command(first, { type: 'Return', items: asked, reason: 'Biên bản không đọc được' }));
    ok(await w.as('clerk.G1').file(first, 'minutes'));
    ok(await w.as('clerk.G1').command(first, { type: 'Resubmit' }));
    await w.climb(first, 'appraisal@C');
    expect(await law(first)).toEqual(old);
    await w.clock('2027-01-04T02:00:00.000Z');
    expect(await law(first)).toEqual(old);
  });

  it('unless somebody with authority corrects it, with a reason, and the law with it', async () => {
    refused(await correct(second, '2026-09-30T02:00:00.000Z', w.as('appraiser.C')), 403, 'wrong-seat');
    refused(await correct(second, '2027-02-01T02:00:00.000Z'), 422, 'wrong-date');
    refused(await correct(second, '2001-01-01T02:00:00.000Z'), 422, 'wrong-date');
    ok(await correct(second, '2026-09-30T02:00:00.000Z'));
    expect(await law(second)).toEqual(old);
    ok(await correct(second, '2026-10-02T02:00:00.000Z'));
    expect(await law(second)).toEqual(amended);
    const entries = await app.sql<{ facts: { type: string }[] }>(
      `select canon::jsonb->'facts' as facts from ledger_entry where chain = $1 and canon::jsonb->>'type' = 'CorrectReceipt' order by seq`,
      [`n:${second}`],
    );
    expect(entries.map((e) => e.facts.map((f) => f.type))).toEqual([['ReceiptCorrected'], ['ReceiptCorrected']]);
  });
});

it('the clause of the more favourable rule changes nothing here: stricter for the one, never back for the other', async () => {
  refused(await favour(first, 2, w.as('appraiser.C')), 403, 'wrong-seat');
  refused(await favour(first, 2), 409, 'not-more-favourable');
  refused(await favour(second, 1), 409, 'not-more-favourable');
  refused(await favour(first, 99), 422, 'unknown-reference');
  expect([await law(first), await law(second)]).toEqual([old, amended]);
});
