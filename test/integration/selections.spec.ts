import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Selections, SelectionView } from '#contract';
import { quotaProcedure, type Procedure, type Ranking } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Selections: the order and its ties, who may rank, and what keeps a list from being cut. */

const AWARD = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
let app: TestApp;
let w: World;
let secretary: Client;
let year = 2026;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(
    w,
    straightToSelection('QUOTA-SHORT', { by: 'order', ties: ['women', 'womenCollective', 'directWorker'] }),
  );
  secretary = await w.seat('secretary.F', 'secretary', 'F');
});
afterAll(() => app.close());
/** Each list has a year of its own. */
beforeEach(() => void (year -= 1));

/** The first unit signs; the federation selects at once. */
function straightToSelection(id: string, ranking: Ranking): Procedure {
  const [, , federation] = quotaProcedure.stages;
  const steps = (federation?.steps ?? []).flatMap((s) => (s.kind === 'selection' ? [{ ...s, ranking }] : []));
  const [first] = quotaProcedure.stages;
  return {
    ...quotaProcedure,
    id,
    appliesTo: { awards: [AWARD], occasions: ['thematic'] },
    stages: [
      { level: 'any', steps: (first?.steps ?? []).filter((s) => s.kind === 'signature') },
      { level: 'federation', steps },
    ],
  };
}

type Facts = Record<string, { value: boolean | number | string; item: string }>;
async function waiting(facts: Facts = {}, collective?: string): Promise<string> {
  const base: Facts = {
    'theme.result': { value: 'outstanding', item: 'achievementReport' },
    'initiative.recognisedAppliedInYear': { value: 1, item: 'achievementReport' },
  };
  const subject = await w.nominee('G1', { excellent: [year] });
  if (collective !== undefined) await w.assess(w.unit(collective), year, 'hoan_thanh_xuat_sac_nhiem_vu');
  const whom = collective === undefined ? {} : { collective, unit: collective };
  const id = await w.nominate({ award: AWARD, theme, year, facts: { ...base, ...facts }, subject, ...whom });
  await w.climb(id, 'selection@F');
  return id;
}
const told = (name: string, value: boolean | number) => ({ [name]: { value, item: 'achievementReport' } });

const listOf = () => ({ unit: w.unit('F'), award: AWARD, theme, year });
const open = async (command = key()) =>
  ok(await secretary.post<SelectionView>('/api/selections', listOf(), command)).body;
const read = async (id: string, who = secretary) => ok(await who.get<SelectionView>(`/api/selections/${id}`)).body;
const headers = (version: number) => ({ ...key(), 'if-match': `"${String(version)}"` });
const rank = (s: SelectionView, groups: string[][], who = secretary) =>
  who.send<SelectionView>('PUT', `/api/selections/${s.id}/ranking`, { body: { groups }, headers: headers(s.version) });
const close = (s: SelectionView, who = secretary) =>
  who.send<SelectionView>('POST', `/api/selections/${s.id}/close`, { body: {}, headers: headers(s.version) });
const why = 'Hội đồng thống nhất tại phiên họp ngày 20/11';
const byHand = (s: SelectionView, what: string, body: object, who = secretary) =>
  who.send<SelectionView>('POST', `/api/selections/${s.id}/${what}`, { body, headers: headers(s.version) });
const move = (s: SelectionView, nomination: string, before: string | null, who = secretary) =>
  byHand(s, 'moves', { nomination, before, reason: why }, who);
const decide = (s: SelectionView, order: string[], who = secretary) => byHand(s, 'ties', { order, reason: why }, who);
const quota = async (cap: number) =>
  ok(await (await administrator(w)).post('/api/quotas', { award: AWARD, theme, year, cap }, key()));

it('ties are broken by the procedure: women, collectives of seven tenths women, direct workers, then the order given', async () => {
  await w.open('G3', 'grassroots_union', 'C');
  const plain = await waiting();
  const worker = await waiting(told('person.directWorker', true));
  const few = await waiting(told('collective.womenPerMille', 699), 'G1');
  const many = await waiting(told('collective.womenPerMille', 700), 'G2');
  const woman = await waiting(told('person.woman', true));
  await quota(3);
  const list = ok(await rank(await open(), [[plain, worker, few, many, woman]])).body;
  expect(list.rows.map((r) => r.nomination)).toEqual([woman, many, worker, ...codes(list, [plain, few])]);
  expect(list.rows.map((r) => r.selected)).toEqual([true, true, true, false, false]);
  expect(list.rows.slice(0, 3).map((r) => r.ties)).toEqual([
    { women: true, womenCollective: false, directWorker: false },
    { women: false, womenCollective: true, directWorker: false },
    { women: false, womenCollective: false, directWorker: true },
  ]);
  expect(list.rows.map((r) => [r.equal, r.brokenBy])).toEqual([
    [4, ['women']],
    [4, ['women', 'womenCollective']],
    [4, ['womenCollective', 'directWorker']],
    [4, ['directWorker']],
    [4, []],
  ]);
  // Places that were given change only by hand, and with a reason.
  refused(await rank(list, [[plain], [few, many, worker, woman]]), 409, 'order-given');
  const again = ok(await move(list, plain, woman)).body;
  expect(again.rows.map((r) => r.nomination)).toEqual([plain, woman, many, worker, few]);
  const closed = ok(await close(again)).body;
  expect(closed.rows.map((r) => [r.rank, r.selected])).toEqual([[1, true], [2, true], [3, true], [4, false], [5, false]]); // prettier-ignore
});

/** Equals in the order of their codes. */
function codes(list: SelectionView, ids: string[]): string[] {
  const code = (id: string) => list.rows.find((r) => r.nomination === id)?.code ?? '';
  return ids.toSorted((a, b) => code(a).localeCompare(code(b)));
}

describe('a list is not cut', () => {
  it('while somebody on it is held: they are named, and nobody is passed over', async () => {
    await w.seat('guard.F', 'signer', 'F', ['hold']);
    const [one, two] = [await waiting(), await waiting()];
    await quota(1);
    const list = ok(await rank(await open(), [[one], [two]])).body;
    ok(await w.as('guard.F').command(one, { type: 'Hold', kind: 'verification', reason: 'Có đơn thư đang xác minh' }));
    const before = await app.contents();
    const no = refused(await close(list), 409, 'held');
    expect(no.data?.['items']).toEqual([expect.objectContaining({ nomination: one })]);
    expect(await app.contents()).toBe(before);
    const hold = (await w.as('guard.F').view(one)).holds[0]?.id;
    ok(await w.as('guard.F').command(one, { type: 'Release', hold, reason: 'Đã xác minh xong, không có cơ sở' }));
    expect(ok(await close(list)).body.rows.map((r) => r.selected)).toEqual([true, false]);
  });

  it('by whoever has an interest: they see it counted and not shown, and rank nothing', async () => {
    const second = await w.seat('second.F', 'secretary', 'F');
    const [one, two] = [await waiting(), await waiting()];
    ok(await second.command(one, { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người này' }));
    await quota(1);
    const list = ok(await rank(await open(), [[one], [two]])).body;
    const seen = await read(list.id, second);
    expect([seen.rows.map((r) => r.nomination), seen.hidden, list.hidden]).toEqual([[two], 1, 0]);
    for (const answer of [await rank(list, [[two], [one]], second), await close(list, second)]) {
      const no = refused(answer, 403, 'conflict-of-interest');
      expect(no.data?.['items']).toEqual([expect.objectContaining({ nomination: one })]);
    }
    ok(await close(list));
  });

  it('without a quota, without an order, by a stranger, or over what was not there when it was ranked', async () => {
    const one = await waiting();
    const list = await open();
    refused(await close(list), 409, 'quota-not-set');
    await quota(1);
    refused(await close(list), 422, 'ranking-incomplete');
    const ranked = ok(await rank(list, [[one]])).body;
    refused(await rank(ranked, [[one], [randomUUID()]]), 422, 'ranking-incomplete');
    refused(await rank(ranked, [[one]], w.as('clerk.F')), 403, 'wrong-seat');
    for (const who of ['signer.C', 'admin.F']) refused(await close(ranked, w.as(who)), 404, 'not-found');
    const two = await waiting();
    expect(refused(await close(ranked), 422, 'ranking-incomplete').data).toEqual({ items: [two] });
    ok(await close(ok(await rank(ranked, [[two], [one]])).body));
  });
});

it('equals at the cut are named and decided with a reason, and what was done by hand stands in the list and in the ledger', async () => {
  const [one, two, three] = [await waiting(), await waiting(), await waiting()];
  await quota(2);
  const list = ok(await rank(await open(), [[one, two], [three]])).body;
  // Nobody is between the two at the cut: there the order does not matter, and is named all the same.
  expect(list.undecided.map((u) => [u.items.map((i) => i.nomination), u.atCut])).toEqual([
    [codes(list, [one, two]), false],
  ]);
  const first = list.rows[0]?.nomination ?? '';
  const up = ok(await move(list, three, first)).body;
  expect(up.undecided.map((u) => u.atCut)).toEqual([true]);
  expect(up.commands).toMatchObject({ move: { allowed: true }, decideTie: { allowed: true } });
  expect(up.commands.close).toMatchObject({ allowed: false, refusal: { code: 'tie-undecided' } });
  const no = refused(await close(up), 409, 'tie-undecided');
  expect((no.data?.['items'] as { nomination: string }[]).map((i) => i.nomination).sort()).toEqual([one, two].sort());

  refused(await decide(up, [one]), 400, 'malformed');
  refused(await decide(up, [one, three]), 422, 'ranking-incomplete');
  refused(await decide(up, [one, two], w.as('clerk.F')), 403, 'wrong-seat');
  refused(await decide(list, [one, two]), 412, 'stale-revision');
  refused(await byHand(up, 'ties', { order: [two, one], reason: 'ngắn' }), 400, 'malformed');
  refused(await byHand(up, 'moves', { nomination: two, before: null, reason: '' }), 400, 'malformed');
  refused(await move(up, one, randomUUID()), 422, 'unknown-reference');
  refused(await move(up, three, up.rows[1]?.nomination ?? ''), 422, 'nothing-changes');
  const last = up.rows.at(-1)?.nomination ?? '';
  const other = up.rows[1]?.nomination ?? '';
  const decided = ok(await decide(up, [last, other])).body;
  expect(decided.rows.map((r) => r.nomination)).toEqual([three, last, other]);
  expect([decided.undecided, decided.commands.close.allowed]).toEqual([[], true]);
  expect(
    decided.hand.map((h) => [h.type, h.by, h.reason, h.items.map((i) => i.nomination), h.before?.nomination]),
  ).toEqual([
    ['RankingMoved', expect.any(String), why, [three], first],
    ['TieDecided', expect.any(String), why, [last, other], undefined],
  ]);

  const closed = ok(await close(decided)).body;
  expect(closed.rows.map((r) => [r.nomination, r.selected])).toEqual([[three, true], [last, true], [other, false]]); // prettier-ignore
  refused(await move(closed, other, three), 409, 'not-now');
  const entries = await app.sql<{ type: string; words: string }>(
    `select canon::jsonb->>'type' as type, canon as words from ledger_entry where chain = 'act:' || $1 order by seq`,
    [list.id],
  );
  expect(entries.map((e) => e.type)).toEqual(['MoveInSelection', 'DecideTie', 'CloseSelection']);
  expect(entries.some((e) => e.words.includes(why))).toBe(false);
});

it('a list of what waits says who may open it, and then shows it, with its places and those of units', async () => {
  const one = await waiting();
  const mine = async (who: Client) => {
    const { selections, waiting: rows } = ok(await who.get<Selections>('/api/selections')).body;
    return [selections.filter((s) => s.year === year), rows.filter((r) => r.year === year)] as const;
  };
  expect(await mine(secretary)).toEqual([
    [],
    [expect.objectContaining({ count: 1, open: { allowed: true, refusal: null } })],
  ]);
  const [, [shut]] = await mine(w.as('clerk.F'));
  expect(shut?.open).toMatchObject({
    allowed: false,
    refusal: { code: 'wrong-seat', message: { vi: expect.any(String) } },
  });
  expect(await mine(w.as('signer.C'))).toEqual([[], []]);
  await quota(3);
  ok(
    await (await administrator(w)).post('/api/quotas', { award: AWARD, theme, year, cap: 4, unit: w.unit('C') }, key()),
  );
  const list = await open();
  expect(list.units).toEqual([expect.objectContaining({ cap: 4, remaining: 4, listed: 1, selected: 1 })]);
  expect(await mine(w.as('clerk.F'))).toEqual([
    [expect.objectContaining({ id: list.id, count: 1, closedAt: null })],
    [],
  ]);
  expect((await read(list.id, w.as('clerk.F'))).commands.move.refusal?.code).toBe('wrong-seat');
  ok(await close(ok(await rank(list, [[one]])).body));
  const [[closed]] = await mine(secretary);
  expect(closed).toMatchObject({ count: 1, quota: { remaining: 2 }, closedAt: expect.any(String) });
});

it('a seat lent for the award of a list opens, shows, orders and closes it; one lent for another award knows of none', async () => {
  const one = await waiting();
  await quota(1);
  const lent = async (who: string, award: string) => {
    const { person } = await w.person(who, 'F');
    const body = { seat: secretary.seats[0]?.id, to: person, form: 'KT', validTo: '2026-12-31', award };
    ok(await secretary.post('/api/delegations', body, key()));
    return w.as(who);
  };
  const [helper, other] = [await lent('helper.F', AWARD), await lent('other.F', 'UNION_MEDAL_KNC')];
  const listed = async (who: Client) => {
    const { selections, waiting: rows } = ok(await who.get<Selections>('/api/selections')).body;
    return [...selections, ...rows].filter((s) => s.year === year).map((s) => [s.award, s.count]);
  };
  expect([await listed(helper), await listed(other)]).toEqual([[[AWARD, 1]], []]);
  refused(await other.post('/api/selections', listOf(), key()), 404, 'not-found');
  const opened = ok(await helper.post<SelectionView>('/api/selections', listOf(), key())).body;
  expect(opened.rows.map((r) => r.nomination)).toEqual([one]);
  expect([await listed(helper), await listed(other)]).toEqual([[[AWARD, 1]], []]);
  refused(await other.get(`/api/selections/${opened.id}`), 404, 'not-found');
  refused(await rank(opened, [[one]], other), 404, 'not-found');
  expect(ok(await close(ok(await rank(opened, [[one]], helper)).body, helper)).body.closed).toBe(true);
});

it('a key opens one list: repeated it is the same, for another it is refused', async () => {
  const one = await waiting();
  const command = key();
  const list = await open(command);
  expect((await open(command)).id).toBe(list.id);
  refused(await secretary.post('/api/selections', { ...listOf(), year: 2001 }, command), 422, 'command-reused');
  await w.seat('third.F', 'secretary', 'F');
  refused(await w.as('third.F').post('/api/selections', listOf(), command), 422, 'command-reused');
  ok(await w.as('clerk.G1').command(one, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
});

// Published last: from then on it is what thematic nominations follow.
it('a procedure may rank by a number of the dossier instead', async () => {
  await publish(w, straightToSelection('QUOTA-SCORE', { by: 'score', score: 'initiative.recognisedAppliedInYear', ties: ['women'] })); // prettier-ignore
  const initiatives = (n: number) => told('initiative.recognisedAppliedInYear', n);
  const [one, three] = [await waiting(initiatives(1)), await waiting(initiatives(3))];
  const woman = await waiting({ ...initiatives(1), ...told('person.woman', true) });
  await quota(2);
  const list = await open();
  expect(list.by).toBe('score');
  expect(list.rows.map((r) => [r.nomination, r.score, r.selected])).toEqual([
    [three, 3, true],
    [woman, 1, true],
    [one, 1, false],
  ]);
  expect(ok(await close(list)).body.closed).toBe(true);
});
