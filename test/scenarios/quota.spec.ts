import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { QuotaImported, QuotaView, SelectionView } from '#contract';
import { quotaProcedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { key, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 3: five nominees for four places of the unit, and two national places left of 300. */

const AWARD = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
let app: TestApp;
let w: World;
let admin: Client;
let secretary: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, quotaProcedure);
  admin = await w.seat('admin.F', 'administrator', 'F');
  secretary = await w.seat('secretary.F', 'secretary', 'F');
});
afterAll(() => app.close());

async function quota(body: Record<string, unknown>): Promise<QuotaView> {
  return ok(await admin.post<QuotaView>('/api/quotas', { award: AWARD, theme, year: 2026, ...body }, key())).body;
}

async function read(id: string): Promise<QuotaView> {
  const { quotas } = ok(await secretary.get<{ quotas: QuotaView[] }>('/api/quotas?year=2026')).body;
  const found = quotas.find((q) => q.id === id);
  if (found === undefined) throw new Error('no quota');
  return found;
}

async function waiting(unit: string, facts = {}): Promise<string> {
  const id = await w.nominate({
    unit,
    award: AWARD,
    theme,
    facts: {
      'theme.result': { value: 'outstanding', item: 'achievementReport' },
      'initiative.recognisedAppliedInYear': { value: 1, item: 'achievementReport' },
      ...facts,
    },
  });
  await w.climb(id, 'signature@C');
  return id;
}

const send = (id: string) => w.as('signer.C').command(id, { type: 'Recommend', opinion: 'Đồng ý trình' });
const woman = { 'person.woman': { value: true, item: 'achievementReport' } };

it('a unit sends four of five up, and the federation selects two: the rest is outside the quota', async () => {
  const nominations: string[] = [];
  for (const unit of ['G1', 'G1', 'G2', 'G2']) nominations.push(await waiting(unit));
  nominations.push(await waiting('G1', woman));
  const [n1 = '', n2 = '', n3 = '', n4 = '', n5 = ''] = nominations;

  refused(await send(n1), 409, 'quota-not-set');
  const ofC = await quota({ unit: w.unit('C'), cap: 4 });
  const national = await quota({ cap: 300, before: 298 });
  expect([ofC.remaining, national.used, national.remaining]).toEqual([4, 298, 2]);
  refused(
    await admin.post('/api/quotas', { award: AWARD, theme, year: 2026, cap: 9 }, key()),
    409,
    'already-registered',
  );
  refused(await w.as('clerk.C').post('/api/quotas', { award: AWARD, year: 2027, cap: 9 }, key()), 403, 'wrong-seat');

  expect((await w.as('signer.C').view(n1)).quota).toEqual({ cap: 4, used: 0, remaining: 4, held: false });
  for (const id of [n1, n2, n3]) ok(await send(id));
  expect((await w.as('signer.C').view(n4)).quota).toEqual({ cap: 4, used: 3, remaining: 1, held: false });

  // Two send-ups at once cannot both take the last place.
  const [a, b] = await Promise.all([send(n4), send(n5)]);
  expect([a.status, b.status].sort()).toEqual([200, 409]);
  const [up, down] = a.status === 200 ? [n4, n5] : [n5, n4];
  expect(refused(await send(down), 409, 'quota-exhausted')).toMatchObject({
    observed: '4',
    needed: '< 4',
    data: {
      cap: 4,
      used: 4,
      remaining: 0,
      rule: { award: AWARD, theme, year: 2026, unit: 'Công đoàn C' },
      ranking: [n1, n2, n3, up].map((nomination) => ({ nomination })),
    },
  });

  // A lower cap is refused below what is held, and cancels nothing.
  refused(await admin.patch(`/api/quotas/${ofC.id}`, { cap: 3 }, key()), 409, 'quota-below-held');
  expect(await read(ofC.id)).toMatchObject({ cap: 4, used: 4 });

  // A withdrawal gives the place back; then the fifth may go.
  ok(await w.as('clerk.G1').command(n1, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
  expect(await read(ofC.id)).toMatchObject({ used: 3, remaining: 1 });
  ok(await send(down));
  expect(await read(ofC.id)).toMatchObject({ used: 4, remaining: 0 });

  const sent = [n2, n3, up, down];
  for (const id of sent) await w.climb(id, 'selection@F');
  const open = { unit: w.unit('F'), award: AWARD, theme, year: 2026 };
  refused(await w.as('clerk.F').post('/api/selections', open, key()), 404, 'not-found');
  const selection = ok(await secretary.post<SelectionView>('/api/selections', open, key())).body;
  refused(await secretary.post('/api/selections', open, key()), 409, 'already-registered');
  expect(selection).toMatchObject({ quota: { cap: 300, used: 298, remaining: 2 }, ties: ['women', 'womenCollective'] });

  refused(await rank(selection, [[n2, n3]]), 422, 'ranking-incomplete');
  refused(await rank(selection, [[n2, n2, n3, up, down]]), 422, 'ranking-incomplete');
  refused(await rank(selection, [sent], '"9"'), 412, 'stale-revision');
  // All four share one place: the woman comes first, then the order given.
  const ranked = ok(await rank(selection, [sent])).body;
  expect(ranked.rows.map((r) => r.nomination)).toEqual([n5, ...sent.filter((n) => n !== n5)].slice(0, 4));
  expect(ranked.rows.map((r) => r.selected)).toEqual([true, true, false, false]);
  expect(ranked.rows[0]?.ties).toEqual({ women: true, womenCollective: false });

  // The other three are equal even then, and one place is left: it is decided with a reason, not by chance.
  refused(await close(ranked), 409, 'tie-undecided');
  const [, ...equals] = ranked.rows.map((r) => r.nomination);
  const decision = { order: equals, reason: 'Hội đồng thống nhất theo thành tích' };
  const etag = { ...key(), 'if-match': `"${String(ranked.version)}"` };
  const decided = ok(await secretary.post<SelectionView>(`/api/selections/${ranked.id}/ties`, decision, etag)).body;
  expect(decided.rows.map((r) => r.nomination)).toEqual(ranked.rows.map((r) => r.nomination));
  const closed = ok(await close(decided)).body;
  expect(closed).toMatchObject({ closed: true, quota: { cap: 300, used: 300, remaining: 0 } });
  refused(await close(closed), 409, 'not-now');
  // Killed after the first item: the rest goes on, and nothing is handed out twice.
  const order = closed.rows.map((r) => r.nomination);
  await performActItem(app.engine, closed.act ?? '', order[0] ?? '');
  for (const id of [...order, ...order]) await performActItem(app.engine, closed.act ?? '', id);
  expect(await Promise.all(order.map((id) => w.state(id)))).toEqual([
    'awaitingDecision',
    'awaitingDecision',
    'notSelectedQuota',
    'notSelectedQuota',
  ]);
  const [entries] = await app.sql<{ n: number }>(
    `select count(*)::int as n from ledger_entry where canon::jsonb->>'type' in ('Selected', 'NotSelected')`,
  );
  expect(entries?.n).toBe(4);
  const last = await w.as('appraiser.C').view(order[3] ?? '');
  expect(last.eligibility).toBe('eligible');
  expect(await read(national.id)).toMatchObject({ used: 300, remaining: 0 });
  expect(await read(ofC.id)).toMatchObject({ used: 4 });
});

function rank(selection: SelectionView, groups: string[][], etag = `"${String(selection.version)}"`) {
  const headers = { ...key(), 'if-match': etag };
  return secretary.send<SelectionView>('PUT', `/api/selections/${selection.id}/ranking`, { body: { groups }, headers });
}

function close(selection: SelectionView) {
  const headers = { ...key(), 'if-match': `"${String(selection.version)}"` };
  return secretary.send<SelectionView>('POST', `/api/selections/${selection.id}/close`, { body: {}, headers });
}

it('a year is imported row by row, places move between units, and only free ones', async () => {
  const rows = [
    { award: AWARD, theme: 'greenCleanSafe', unit: w.unit('G1'), cap: 2 },
    { award: AWARD, theme: 'greenCleanSafe', unit: w.unit('G2'), cap: 1 },
    { award: 'NO_SUCH_AWARD', cap: 1 },
    { award: AWARD, theme: 'greenCleanSafe', unit: randomUUID(), cap: 1 },
    { award: AWARD, theme: 'greenCleanSafe', unit: w.unit('G1'), cap: 7 },
  ];
  const dry = ok(await admin.post<QuotaImported>('/api/quotas/import', { year: 2027, rows, dryRun: true }, key())).body;
  expect(dry).toEqual({
    accepted: 2,
    refused: [
      { row: 3, reason: 'unknown-reference' },
      { row: 4, reason: 'unknown-reference' },
      { row: 5, reason: 'already-registered' },
    ],
    dryRun: true,
  });
  const quotas = async () =>
    ok(await admin.get<{ quotas: QuotaView[] }>('/api/quotas?year=2027')).body.quotas.map(
      (q) => [q.id, q.cap] as const,
    );
  expect(await quotas()).toEqual([]);
  ok(await admin.post('/api/quotas/import', { year: 2027, rows }, key()));
  const [[g1 = '', two], [g2 = '', one]] = (await quotas()) as [[string, number], [string, number]];
  expect([two, one]).toEqual([2, 1]);
  refused(await admin.post(`/api/quotas/${g1}/transfer`, { to: g2, places: 3 }, key()), 409, 'quota-below-held');
  ok(await admin.post(`/api/quotas/${g1}/transfer`, { to: g2, places: 2 }, key()));
  expect((await quotas()).map(([, cap]) => cap)).toEqual([0, 3]);
});
