import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BallotView, CouncilView, DelegationView, Inbox, NominationLedger, SittingView } from '#contract';
import { councilProcedure, type BallotRule, type Procedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key, publish, type Council } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 7: conflicts of interest, with every number asserted over HTTP. */

let app: TestApp;
let w: World;
/** The chair of G2, who is its signer, nominates, and sits in C's council of nine. */
let chair: Client;
let c: Council;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  for (const role of ['signer', 'clerk'] as const) chair = await w.seat('m5.C', role, 'G2');
  c = await council(w, 'C', 9);
  chair = w.as('m5.C');
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const kin = { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người được đề nghị' };
const inbox = async (who: string) => ok(await w.as(who).get<Inbox>('/api/inbox')).body.rows.map((r) => r.id);

/** The procedure with councils, with another rule of C's ballot, for some awards or occasions. */
function withRule(id: string, rule: Partial<BallotRule>, appliesTo: NonNullable<Procedure['appliesTo']>): Procedure {
  const stages = councilProcedure.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => (step.ballot ? { ...step, ballot: { ...step.ballot, ...rule } } : step)),
  }));
  return { ...councilProcedure, id, appliesTo, stages };
}

/** D, nominated by the chair of G2, who declares that D is a sister, and the deputy signs: it waits for C's ballot. */
async function sister(award = 'UNION_CERT_VGCL', theme?: 'workAndFamily'): Promise<string> {
  const id = await w.nominate({ unit: 'G2', award, submit: false, ...(theme ? { theme } : {}) });
  const as = chair.seats.find((s) => s.role === 'clerk')?.id ?? '';
  const etag = (await chair.view(id)).draft?.etag ?? '';
  ok(await chair.command(id, { type: 'Submit' }, { as, ifMatch: etag }));
  await w.climb(id, 'signature@G2');
  ok(await chair.command(id, kin, { as }));
  await w.climb(id, 'ballot@C');
  return id;
}

/** A ballot on D in which the eight others vote: so many of them agree. */
async function voted(id: string, agree: number): Promise<BallotView> {
  const ballot = ok(await c.open(await c.sitting([id]))).body;
  const others = [0, 1, 2, 3, 4, 6, 7, 8];
  for (const [n, i] of others.entries()) ok(await c.vote(ballot.id, i, n < agree ? 'agree' : 'disagree'));
  return c.closeAndHandOut(ballot.id);
}

describe('the chair of G2 nominates a sister', () => {
  it('and does not sign for G2: the deputy does; the relation is recorded with its reason', async () => {
    await publish(w, councilProcedure);
    const id = await w.nominate({ unit: 'G2', submit: false });
    const [signer = '', clerk = ''] = ['signer', 'clerk'].map((role) => chair.seats.find((s) => s.role === role)?.id);
    const etag = (await chair.view(id)).draft?.etag ?? '';
    ok(await chair.command(id, { type: 'Submit' }, { as: clerk, ifMatch: etag }));
    await w.climb(id, 'signature@G2');
    ok(await chair.command(id, kin, { as: clerk }));
    refused(await chair.command(id, recommend, { as: signer }), 403, 'conflict-of-interest');
    ok(await w.as('signer.G2').command(id, recommend));
    const ledger = ok(await w.as('signer.G2').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body;
    const declared = ledger.entries.find((e) => e.type === 'DeclareRelation');
    expect(declared).toMatchObject({
      actor: { person: chair.person },
      facts: [{ type: 'RelationDeclared', person: chair.person, relation: 'kin' }],
      texts: [{ id: 'reason', value: 'Là em gái của người được đề nghị' }],
    });

    // As nominator: the state and what was returned, no opinion, no ballot, no ledger.
    const items = [{ item: 'minutes', code: 'unsigned' }];
    ok(await w.as('appraiser.C').command(id, { type: 'Return', items, reason: 'Biên bản chưa có chữ ký' }));
    expect(await chair.view(id)).toMatchObject({ state: 'returned', limited: false, opinions: [], ballots: [] });
    refused(await chair.get(`/api/nominations/${id}/ledger`), 404, 'not-found');
    refused(await chair.get(`/api/nominations/${id}/objections`), 404, 'not-found');
    ok(await chair.file(id, 'minutes'));
    ok(await chair.command(id, { type: 'Resubmit' }, { as: clerk }));
    // G2’s approvals rested on the minutes.
    expect(await w.state(id)).toBe('appraisal@G2');
  });

  it('in C’s council the chair of G2 sees that one item is hidden, and has no row on the paper; 8 of 8 reach 8 of 9', async () => {
    const id = await sister();
    const other = await w.nominate({ unit: 'G1' });
    await w.climb(other, 'ballot@C');
    const sitting = await c.sitting([id, other]);
    const shown = ok(await chair.get<SittingView>(`/api/sittings/${sitting.id}`));
    expect(shown.body).toMatchObject({ hidden: 1, agenda: [{ nomination: other }] });
    expect(shown.text).not.toContain(id);
    expect(ok(await c.member(4).get<SittingView>(`/api/sittings/${sitting.id}`)).body).toMatchObject({ hidden: 0 });

    const ballot = ok(await c.open(sitting)).body;
    const paper = ok(await chair.get<BallotView>(`/api/ballots/${ballot.id}`));
    expect(paper.body.paper?.map((p) => p.nomination)).toEqual([other]);
    refused(await c.paper(ballot.id, 5, { [id]: 'agree', [other]: 'agree' }), 422, 'not-on-paper');
    for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot.id, i, 'agree'));
    const closed = await c.closeAndHandOut(ballot.id);
    const totals = new Map(closed.items.map((i) => [i.nomination, i]));
    expect(totals.get(id)).toMatchObject({
      passed: true,
      totals: { members: 9, recused: 1, papers: 8, agree: 8, base: 9, needed: 8, of: 'allMembers' },
      formula: '8 × 10 = 80 ≥ 72 = 9 × 8',
    });
    expect(totals.get(other)).toMatchObject({ passed: true, totals: { recused: 0, papers: 9, agree: 9, needed: 8 } });
    expect((await chair.view(id)).ballots).toEqual([]);
    expect(ok(await chair.get<BallotView>(`/api/ballots/${ballot.id}`)).text).not.toContain(id);
  });

  it('7 of the 8 who may vote fail on base 9: 8 were needed', async () => {
    const id = await sister();
    expect((await voted(id, 7)).items[0]).toMatchObject({
      passed: false,
      totals: { recused: 1, papers: 8, agree: 7, disagree: 1, base: 9, needed: 8 },
      formula: '7 × 10 = 70 < 72 = 9 × 8',
    });
    expect(await w.state(id)).toBe('notPassed');
  });

  it('where the recused leave the base, it is 8, 80 % of it 6.4: 7 of 8 pass', async () => {
    await publish(w, withRule('COUNCIL-NR', { base: 'notRecused' }, { occasions: ['thematic'] }));
    const id = await sister('UNION_CERT_VGCL_THEMATIC', 'workAndFamily');
    expect((await voted(id, 7)).items[0]).toMatchObject({
      passed: true,
      totals: { members: 9, recused: 1, agree: 7, base: 8, needed: 7, of: 'notRecused' },
      formula: '7 × 10 = 70 ≥ 64 = 8 × 8',
    });
  });

  it('a title of 90 % cannot be opened: 8 may vote, 9 are needed', async () => {
    await publish(w, withRule('COUNCIL-90', { pass: [9, 10] }, { awards: ['UNION_CERT_LEVEL2'] }));
    const id = await sister('UNION_CERT_LEVEL2');
    const problem = refused(await c.open(await c.sitting([id])), 409, 'threshold-unattainable');
    expect(problem).toMatchObject({ observed: '8', needed: '9' });
    expect(problem['data']).toMatchObject({ waysOut: ['substitute', 'baseWithoutRecused', 'superiorCouncil'] });
  });

  it('who would preside and has an interest does not: the vice-chair opens and closes', async () => {
    const admin = await administrator(w);
    const f = await council(w, 'F', 5);
    const vice = await w.seat('vice.F', 'member', 'F');
    const deputy = { person: vice.person, role: 'deputy', validFrom: '2026-01-01' };
    ok(await admin.post<CouncilView>(`/api/councils/${f.id}/members`, deputy));
    const id = await w.nominate({ unit: 'G1' });
    await w.climb(id, 'ballot@C');
    const below = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 9; i += 1) ok(await c.vote(below.id, i, 'agree'));
    await c.closeAndHandOut(below.id);
    await w.climb(id, 'ballot@F');
    ok(await f.chair.command(id, kin));
    const members = ok(await admin.get<CouncilView>(`/api/councils/${f.id}`)).body.members.map((m) => m.id);
    const all = { attendance: members.map((member) => ({ member, status: 'present' })) };
    const planned = await f.sitting([id]);
    const sitting = ok(await f.put<SittingView>(planned, 'attendance', all)).body;
    const open = (by: Client) => by.post<BallotView>(`/api/sittings/${sitting.id}/ballots`, {}, key());
    expect(refused(await open(f.chair), 403, 'conflict-of-interest')).toMatchObject({
      observed: '1',
      clearedBy: 'deputy',
    });
    const ballot = ok(await open(vice)).body;
    refused(await f.chair.post(`/api/ballots/${ballot.id}/close`, {}, key()), 403, 'conflict-of-interest');
    ok(await vice.post(`/api/ballots/${ballot.id}/close`, {}, key()));
  });

  it('a delegation of the recused reaches no further than they do, and one of the same day is flagged', async () => {
    const seat = chair.seats.find((s) => s.role === 'signer')?.id ?? '';
    const id = await w.nominate({ unit: 'G2' });
    await w.climb(id, 'signature@G2');
    const as = chair.seats.find((s) => s.role === 'clerk')?.id ?? '';
    ok(await chair.command(id, kin, { as }));
    const friend = await w.person('friend.G2', 'G2');
    const body = { seat, to: friend.person, form: 'KT', validTo: '2026-12-31' };
    const lent = ok(await chair.post<DelegationView>('/api/delegations', body, key())).body;
    const view = await friend.view(id);
    expect(view.commands.find((one) => one.type === 'Recommend')).toMatchObject({
      allowed: false,
      refusal: { code: 'conflict-of-interest' },
    });
    refused(await friend.command(id, recommend, { as: lent.id }), 403, 'conflict-of-interest');
    const other = await w.nominate({ unit: 'G2' });
    await w.climb(other, 'signature@G2');
    ok(await friend.command(other, recommend, { as: lent.id }));
    const { entries } = ok(await w.as('clerk.G2').get<NominationLedger>(`/api/nominations/${other}/ledger`)).body;
    expect(entries.at(-1)?.actor.onBehalfOf).toMatchObject({ person: chair.person, form: 'KT', sameDay: true });
    ok(await chair.post(`/api/delegations/${lent.id}/revoke`, {}, key()));
  });

  it('an approval in another unit’s stage by another account of the same person is refused, by the database too', async () => {
    const second = await w.seat('second.C', 'appraiser', 'C');
    const id = await w.nominate();
    await w.climb(id, 'appraisal@C');
    const merge = { into: w.as('appraiser.G1').person, reason: 'Hai mục của cùng một người' };
    const insert = 'insert into approval (nomination_id, step_key, revision, person_id) values ($1, $2, 1, $3)';
    const admin = await administrator(w);
    ok(await admin.post(`/api/persons/${second.person}/merge`, merge, key()));
    const seats = await app.sql<{ person: string }>('select person_id as person from seat where id = $1', [
      second.seats[0]?.id,
    ]);
    const person = w.as('appraiser.G1').person;
    expect(seats).toEqual([{ person }]);
    const as = second.seats[0]?.id ?? '';
    refused(await w.as('appraiser.G1').command(id, recommend, { as }), 403, 'already-acted-elsewhere');
    await expect(app.sql(insert, [id, `appraisal@${w.unit('C')}`, person])).rejects.toThrow('one_unit');
  });
});

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
  const id = await w.nominate({ unit: 'G2' });
  await w.climb(id, 'appraisal@C');
  const moving = await w.seat('appraiser.G2', 'appraiser', 'C');
  const as = moving.seats.at(-1)?.id ?? '';
  refused(await moving.command(id, recommend, { as }), 403, 'already-acted-elsewhere');
  const twice = `insert into approval (nomination_id, step_key, revision, person_id) values ($1, $2, 1, $3)`;
  await expect(app.sql(twice, [id, `appraisal@${w.unit('C')}`, moving.person])).rejects.toThrow('approval_one_unit');
});
