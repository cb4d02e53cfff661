import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Award, RuleSetProposal, RuleSets, RuleSetText, RulesChecked } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Which item of a dossier can show which fact is data of the rule set (model.md 5): what it does not accept is merely declared. */

const AWARD = 'UNION_CERT_LEVEL2';
const FACT = 'initiative.recognisedAppliedInYear';
let app: TestApp;
let w: World;
let admin: Client;
let rules: RuleSetText;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  admin = await administrator(w);
  await w.seat('admin2.F', 'administrator', 'F');
  const { inForce } = ok(await admin.get<RuleSets>('/api/rule-sets')).body;
  const [row] = inForce.rules.awards[AWARD] ?? [];
  if (row === undefined) throw new Error('the award has criteria');
  const one = { ...row, code: 'ONE', severity: 'hard' as const, tree: { fact: FACT, op: '>=', value: 1 } };
  const evidence = { [FACT]: ['initiativeCertificate'] };
  rules = { ...inForce.rules, awards: { ...inForce.rules.awards, [AWARD]: [one] }, evidence };
});
afterAll(() => app.close());

const nominate = (item: string, items: readonly string[] = []) =>
  w.nominate({
    award: AWARD,
    facts: { [FACT]: { value: 1, item } },
    items: ['submissionLetter', 'achievementReport', 'minutes', ...items],
  });
const leafOf = async (id: string) => {
  const { criteria } = await w.as('clerk.G1').view(id);
  const one = criteria.find((c) => c.criterion === 'ONE');
  return [one?.result, one?.leaves[0]?.observed];
};
const evidenceOf = async () =>
  ok(await admin.get<Award>(`/api/awards/${AWARD}`)).body.facts.find((f) => f.fact === FACT)?.evidence;

it('is refused with every place where it cannot be', async () => {
  const evidence = { 'no.such': ['minutes'], [FACT]: ['noSuchItem'] };
  const body = { rules: { ...rules, evidence }, validFrom: '2026-12-01' };
  const answer = await admin.post('/api/rule-sets/proposals', body, key());
  expect(refused(answer, 422, 'rules-invalid').observed).toBe(
    `/evidence/no.such unknown-fact, /evidence/${FACT}/0 unknown-item`,
  );
});

it('is told before it is published, and then holds for what is not received yet', async () => {
  const report = await nominate('achievementReport');
  const certificate = await nominate('initiativeCertificate', ['initiativeCertificate']);
  const missing = await nominate('initiativeCertificate');
  const body = { rules, validFrom: '2026-12-01' };
  const { plan } = ok(await admin.post<RulesChecked>('/api/rule-sets/check', body)).body;
  expect(plan?.list.map((t) => t.criteria.find((c) => c.criterion === 'ONE')?.after).sort()).toEqual([
    'needsPerson',
    'needsPerson',
    'passed',
  ]);
  expect(await evidenceOf()).toBeNull();
  const proposal = ok(await admin.post<RuleSetProposal>('/api/rule-sets/proposals', body, key())).body;
  expect(proposal.rules.evidence).toEqual(rules.evidence);
  const second = await w.elevate('admin2.F');
  ok(await second.post(`/api/rule-sets/proposals/${proposal.id}/publish`, {}, key()));
  await w.clock('2026-12-01T02:00:00.000Z');
  expect(await evidenceOf()).toEqual(['initiativeCertificate']);
  const fact = { value: 1, item: 'initiativeCertificate' };
  expect(await leafOf(certificate)).toEqual(['passed', { ...fact, source: 'evidenced' }]);
  expect(await leafOf(missing)).toEqual(['needsPerson', { ...fact, source: 'declared' }]);
  expect(await leafOf(report)).toEqual(['needsPerson', { value: 1, item: 'achievementReport', source: 'declared' }]);
});

it('is what the entry says that its decider saw', async () => {
  const id = await nominate('achievementReport');
  const confirm = { type: 'Confirm', criterion: 'ONE', result: 'passed', reason: 'Đã đối chiếu với báo cáo' };
  const appraiser = w.as('appraiser.G1');
  expect(refused(await appraiser.command(id, { type: 'Recommend' }), 422, 'criteria-block').clearedBy).toBe(
    'appraiser',
  );
  ok(await appraiser.command(id, confirm));
  ok(await appraiser.command(id, { type: 'Recommend' }));
  const [text] = await app.sql<{ value: string }>(
    `select value from ledger_secret where chain = $1 and text_id = 'inputs' order by seq limit 1`,
    [`n:${id}`],
  );
  expect(JSON.parse(text?.value ?? '{}')).toMatchObject({ [FACT]: { value: 1, source: 'declared' } });
});
