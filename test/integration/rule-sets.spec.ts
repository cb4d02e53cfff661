import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RuleSetProposal, RuleSets, RuleSetText, RulesChecked, RulesPlan } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Criteria as dated data over HTTP: proposed by one, published by another, with what they touch listed before and after. */

const AWARD = 'UNION_CERT_LEVEL2';
let app: TestApp;
let w: World;
let admin: Client;
let second: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  admin = await administrator(w);
  await w.seat('admin2.F', 'administrator', 'F');
  second = await w.elevate('admin2.F');
});
afterAll(() => app.close());

const inForce = async (): Promise<RuleSetText> => ok(await admin.get<RuleSets>('/api/rule-sets')).body.inForce.rules;
/** Everybody must have two initiatives in the year for the certificate of level 2. */
const stricter = async (needed = 2): Promise<RuleSetText> => {
  const rules = await inForce();
  const [row, ...rest] = rules.awards[AWARD] ?? [];
  if (row === undefined) throw new Error('the award has criteria');
  const tree = { fact: 'initiative.recognisedAppliedInYear', op: '>=', value: needed };
  const added = {
    ...row,
    code: 'TWO',
    vi: 'Có hai sáng kiến',
    en: 'Has two initiatives',
    severity: 'hard' as const,
    tree,
  };
  return { ...rules, awards: { ...rules.awards, [AWARD]: [row, ...rest.filter((r) => r.code !== 'TWO'), added] } };
};
const propose = <Body = RuleSetProposal>(rules: object, validFrom = '2026-12-01', who = admin) =>
  who.post<Body>('/api/rule-sets/proposals', { rules, validFrom }, key());
const publish = <Body = RuleSetProposal>(id: string, who = second) =>
  who.post<Body>(`/api/rule-sets/proposals/${id}/publish`, {}, key());
const planOf = async (id: string, who = admin) =>
  ok(await who.get<RulesPlan>(`/api/rule-sets/proposals/${id}/plan`)).body;

describe('a new rule set', () => {
  let open: string;
  let received: string;
  let proposal: RuleSetProposal;

  it('lists the open nominations that it would measure otherwise, with both results, and writes nothing', async () => {
    open = await w.nominate({ award: AWARD });
    received = await w.nominate({ award: AWARD });
    await w.climb(received, 'appraisal@C');
    await w.nominate(); // of another award
    const contents = await app.contents();
    const body = { rules: await stricter(), validFrom: '2026-12-01' };
    const { problems, plan } = ok(await admin.post<RulesChecked>('/api/rule-sets/check', body)).body;
    expect([problems, plan]).toEqual([
      [],
      {
        open: 2,
        touched: 1,
        list: [
          {
            nomination: null,
            award: AWARD,
            unit: { id: w.unit('G1'), name: expect.any(String) },
            before: expect.stringMatching(/^(eligible|needsReview)$/),
            after: 'notEligible',
            criteria: [{ criterion: 'TWO', before: null, after: 'failed' }],
          },
        ],
      },
    ]);
    expect(await app.contents()).toBe(contents);
  });

  it('is proposed by one administrator and published by another who signed in again', async () => {
    const made = await propose(await stricter());
    expect(made.status).toBe(201);
    proposal = made.body;
    expect(proposal).toMatchObject({ code: 'LAUREL-2026', version: 3, validFrom: '2026-12-01', publishedBy: null });
    refused(await publish(proposal.id, admin), 403, 'elevation-needed');
    refused(await publish(proposal.id, await w.elevate('admin.F')), 409, 'second-person-needed');
    refused(await publish(proposal.id, w.as('clerk.F')), 403, 'wrong-seat');
  });

  it('keeps the list with its entry, whatever happens to the nominations later', async () => {
    const before = await planOf(proposal.id);
    expect(ok(await publish(proposal.id)).body.publishedBy?.id).toBe(second.person);
    refused(await publish(proposal.id), 409, 'not-now');
    ok(await w.as('clerk.G1').command(open, { type: 'Withdraw', reason: 'Rút để bổ sung thành tích' }));
    expect(await planOf(proposal.id)).toEqual(before);
    const entries = await app.sql<{ fact: object }>(
      `select canon::jsonb->'facts'->0 as fact from ledger_entry where chain = 'cfg:LAUREL-2026' order by seq desc limit 1`,
    );
    expect(entries).toEqual([{ fact: expect.objectContaining({ version: 3, open: 2, touched: 1 }) }]);
  });

  it('warns before its day, measures what is not received from it on, and leaves what is', async () => {
    const later = await w.nominate({ award: AWARD });
    const regime = async (id: string) => (await w.as('clerk.G1').view(id)).regime;
    expect(await regime(later)).toMatchObject({ provisional: true, ruleSet: { version: 2 }, changesOn: '2026-12-01' });
    await w.clock('2026-12-01T02:00:00.000Z');
    expect(await regime(later)).toMatchObject({ provisional: true, ruleSet: { version: 3 }, changesOn: null });
    expect((await w.as('clerk.G1').view(later)).eligibility).toBe('notEligible');
    expect(await regime(received)).toMatchObject({ provisional: false, ruleSet: { version: 2 } });
  });
});

it('the set that takes over last is in force, whatever was published last', async () => {
  const far = ok(await propose(await stricter(5), '2027-03-01')).body;
  const near = ok(await propose(await stricter(3), '2027-02-01')).body;
  ok(await publish(near.id));
  ok(await publish(far.id));
  await w.clock('2027-03-01T02:00:00.000Z');
  expect(ok(await admin.get<RuleSets>('/api/rule-sets')).body.inForce.version).toBe(far.version);
});

describe('is refused, with nothing written,', () => {
  it('with the place of every problem', async () => {
    const rules = await inForce();
    const [row] = rules.awards[AWARD] ?? [];
    const { UNION_CERT_VGCL: _, ...rest } = rules.awards;
    const broken = {
      ...rules,
      awards: { ...rest, [AWARD]: [{ ...row, tree: { fact: 'no.such', op: '==', value: 1 } }], NO_SUCH: [row] },
    };
    const contents = await app.contents();
    const expected = [
      '/awards/UNION_CERT_VGCL award-missing',
      `/awards/${AWARD}/0/tree/fact unknown-fact`,
      '/awards/NO_SUCH unknown-award',
    ];
    const observed = refused(await propose(broken, '2027-06-01'), 422, 'rules-invalid').observed ?? '';
    expect(observed.split(', ').sort()).toEqual([...expected].sort());
    const body = { rules: broken, validFrom: '2027-06-01' };
    expect(ok(await admin.post<RulesChecked>('/api/rule-sets/check', body)).body.plan).toBeNull();
    expect(await app.contents()).toBe(contents);
  });

  it('for today and the past, and what is no rule set', async () => {
    const rules = await inForce();
    const contents = await app.contents();
    for (const day of ['2027-03-01', '2026-01-01']) refused(await propose(rules, day), 422, 'wrong-date');
    refused(await propose(rules, '2027-02-30'), 400, 'malformed');
    const [row] = rules.awards[AWARD] ?? [];
    for (const wrong of [
      { id: 'lower case' },
      { awards: { 'not a code': [] } },
      { awards: { [AWARD]: [{ ...row, tree: 'x' }] } },
      { awards: { [AWARD]: [{ ...row, severity: 'fatal' }] } },
      { version: 9 },
    ])
      refused(await propose({ ...rules, ...wrong }, '2027-06-01'), 400, 'malformed');
    refused(await propose(rules, '2027-06-01', w.as('clerk.F')), 403, 'wrong-seat');
    refused(await publish(crypto.randomUUID()), 404, 'not-found');
    expect(await app.contents()).toBe(contents);
  });
});
