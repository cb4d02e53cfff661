import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAccepted, DocumentView, QuotaView, SelectionView } from '#contract';
import { quotaProcedure } from '#domain';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Client } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { changed, forged, without } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** Selections and quotas: whatever row a superuser changes, the check names the place. */

const AWARD = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
let app: TestApp;
let w: World;
let admin: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, quotaProcedure);
  admin = await administrator(w);
  await selected();
});
afterAll(() => app.close({ tampered: true }));

const check = () => checkLedger(app.engine.db, app.files);

/** Everything as it was: each test undoes what it did, or the next one would find its traces. */
afterEach(async () => expect(await check()).not.toHaveProperty('what'));

let selection = '';
const of: Record<'C' | 'national', string> = { C: '', national: '' };
let nominations: readonly string[] = [];
let bystander = '';

/** Two of three are selected, one of them not yet told; a fourth is on its way with a letter. */
async function selected(): Promise<void> {
  const secretary = await w.seat('secretary.F', 'secretary', 'F');
  const quota = async (body: object) =>
    ok(await admin.post<QuotaView>('/api/quotas', { award: AWARD, theme, year: 2026, ...body }, key())).body.id;
  of.C = await quota({ unit: w.unit('C'), cap: 9 });
  of.national = await quota({ cap: 300, before: 298 });
  ok(await admin.patch(`/api/quotas/${of.C}`, { cap: 5 }, key()));
  const rows = ['G1', 'G2'].map((unit) => ({ award: AWARD, theme, unit: w.unit(unit), cap: 2 }));
  ok(await admin.post('/api/quotas/import', { year: 2027, rows }, key()));
  const lines: string[] = [];
  for (let i = 0; i < 5; i += 1) lines.push(await thematic(i < 4 ? 'selection@F' : 'signature@C'));
  const [, , , fourth = '', fifth = ''] = lines;
  ok(await w.as('clerk.G1').command(fourth, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
  const ranked = lines.slice(0, 3);
  const open = { unit: w.unit('F'), award: AWARD, theme, year: 2026 };
  const { id } = ok(await secretary.post<SelectionView>('/api/selections', open, key())).body;
  const [first = '', second = '', third = ''] = ranked;
  const groups = [[third], [first], [second]];
  const put = (method: string, path: string, body: object, version: number) =>
    secretary.send<SelectionView>(method, `/api/selections/${id}/${path}`, {
      body,
      headers: { ...key(), 'if-match': `"${String(version)}"` },
    });
  ok(await put('PUT', 'ranking', { groups }, 1));
  selection = id;
  const last = { nomination: third, before: null, reason: 'Hội đồng thống nhất xếp cuối' };
  ok(await put('POST', 'moves', last, 2));
  const act = ok(await put('POST', 'close', {}, 3)).body.act ?? '';
  await performActItem(app.engine, act, ranked[0] ?? '');
  await performActItem(app.engine, act, ranked[2] ?? '');
  nominations = lines;
  bystander = await w.nominate();
  const [clerk, signer] = [await w.elevate('clerk.C'), await w.elevate('signer.C')];
  const body = { as: clerk.seats[0]?.id, kind: 'TTr', title: 'Tờ trình khen thưởng', nominations: [fifth] };
  const letter = ok(await clerk.post<DocumentView>('/api/documents', body)).body.id;
  ok(await signer.deed(letter, 'sign'));
  ok(await clerk.deed<ActAccepted>(letter, 'issue'));
}

async function thematic(at: string): Promise<string> {
  const id = await w.nominate({ award: AWARD, theme });
  await w.climb(id, at);
  return id;
}

const row = (table: string, where: string, change: string) => changed(app, { table, where, change }, check);
const byId = (id: string) => `id = '${id}'`;

describe('a selection', () => {
  const chain = () => `act:${selection}`;
  it.each([
    ['row', 'year = 2025'],
    ['row', `award = 'UNION_CERT_VGCL'`],
    ['row', `step_key = 'selection@x'`],
    ['row', 'unit_id = (select id from unit where parent_id is not null limit 1)'],
    ['row', `closed_at = closed_at + interval '1 s'`],
    ['ranking', `ranking = jsonb_build_array(ranking->1, ranking->0, ranking->2)`],
    ['ranking', `ranking = jsonb_build_array(ranking->0, ranking->1)`],
    ['number of entries', 'entries = 1'],
    ['ranking', `ranking = ranking || '[["x"]]'`],
  ])('in whose %s somebody set %s', async (what, change) => {
    const found = await row('selection', byId(selection), change);
    expect(found).toEqual({ chain: chain(), seq: 2, what: `${what} of the selection` });
  });

  it('that is cut elsewhere in an entry forged with a right hash', async () => {
    const found = await forged(app, { chain: chain(), from: /"selected":false/, to: '"selected":true' }, check);
    expect(found).toEqual({ chain: chain(), seq: 2, what: 'cut of the selection' });
  });

  it('whose order before the moves is another in an entry forged with a right hash', async () => {
    const from = /"base":\[(\["[^"]+"\]),(\["[^"]+"\])/;
    const found = await forged(app, { chain: chain(), from, to: '"base":[$2,$1' }, check);
    expect(found).toEqual({ chain: chain(), seq: 2, what: 'ranking of the selection' });
  });

  it('whose entry is gone', async () => {
    const where = `chain = '${chain()}'`;
    const found = await without(app, { table: 'ledger_entry', where }, check);
    expect(found).toEqual({ chain: chain(), seq: null, what: 'entries are missing' });
  });
});

describe('a quota', () => {
  it.each([
    ['cap = cap + 1'],
    ['before = before + 1'],
    ['year = 2031'],
    [`theme = 'greenCleanSafe'`],
    [`award = 'UNION_CERT_VGCL'`],
    ['unit_id = null, year = 2040'],
    ['version = version + 1'],
  ])('with %s', async (change) => {
    const found = await row('quota', byId(of.C), change);
    expect(found).toEqual({ chain: 'cfg:quota-2026', seq: expect.any(Number), what: `quota ${of.C}` });
  });

  it.each([1, -1])('with %s place more in use than is held', async (n) => {
    const found = await row('quota', byId(of.C), `used = used + ${String(n)}`);
    expect(found).toEqual({ chain: 'cfg:quota-2026', seq: null, what: `places of quota ${of.C}` });
  });

  it('that an import brought, and is gone', async () => {
    const found = await without(app, { table: 'quota', where: 'year = 2027' }, check);
    expect(found).toMatchObject({ chain: 'cfg:quota-2027', seq: 1, what: expect.stringMatching('is missing') });
  });

  it.each([
    ['told of its selection', 0, 'national'],
    ['selected and not yet told', 1, 'national'],
    ['sent up one by one', 0, 'C'],
    ['withdrawn', 3, 'C'],
    ['in a letter', 4, 'C'],
  ] as const)('with a place of another: %s', async (_what, n, which) => {
    const nomination = nominations[n] ?? '';
    const where = `nomination_id = '${nomination}' and quota_id = '${of[which]}'`;
    const changes = [
      `use = case use when 'take' then 'hold' else 'take' end`,
      `at = at + interval '1 s'`,
      'released_at = case when released_at is null then at end',
      `nomination_id = '${bystander}'`,
    ];
    for (const change of changes) {
      const found = await row('quota_hold', where, change);
      expect([change, found]).toEqual([change, expect.objectContaining({ what: 'places of the nomination' })]);
    }
  });

  it.each([
    [0, 'C'],
    [1, 'national'],
  ] as const)('that gave the place of nomination %s away and counts one less', async (n, which) => {
    const where = `nomination_id = '${nominations[n] ?? ''}' and quota_id = '${of[which]}'`;
    const less = { table: 'quota', where: byId(of[which]), change: 'used = used - 1' };
    const found = await without(app, { table: 'quota_hold', where }, () => changed(app, less, check));
    expect(found).toMatchObject({ chain: `n:${nominations[n] ?? ''}`, what: 'places of the nomination' });
  });
});
