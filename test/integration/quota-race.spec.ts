import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ActAccepted, CommandAnswer, DocumentView, QuotaView, SelectionView } from '#contract';
import { quotaProcedure, type Procedure, type Step } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer, type Client } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** The last places of a quota, wanted by many at once: never more are taken than there are, and nobody waits for ever. */

const AWARD = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
const [appraisal, sending, selecting] = stepsOf(quotaProcedure);

/** The unit that nominates sends up within a quota of its own. */
const oneStep: Procedure = { ...quotaProcedure, id: 'QUOTA-GRASSROOTS', stages: [{ level: 'any', steps: [sending] }] };

/** Level-2 unions select for themselves, all out of the national quota. */
const twoSelections: Procedure = {
  ...quotaProcedure,
  id: 'QUOTA-LEVEL2',
  appliesTo: { awards: [AWARD], occasions: ['thematic'] },
  stages: [
    { level: 'any', steps: [{ ...sending, quota: undefined } as unknown as Step] },
    { level: 'level2_union', steps: [selecting] },
    { level: 'federation', steps: [appraisal] },
  ],
};

function stepsOf({ stages }: Procedure): readonly [Step, Step, Step] {
  const [, level2, federation] = stages;
  return [level2?.steps[0], level2?.steps[1], federation?.steps[1]] as unknown as [Step, Step, Step];
}

let app: TestApp;
let w: World;
let admin: Client;
/** Transactions that PostgreSQL ended because they waited for each other. */
let deadlocks = 0;
beforeAll(async () => {
  app = await startApp({ poolSize: 32 });
  const { query } = app.engine.db;
  app.engine.db.query = async <Row>(...statement: Parameters<typeof query>): Promise<Row[]> => {
    return query<Row>(...statement).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === '40P01') deadlocks += 1;
      throw error;
    });
  };
  w = await world(app);
  await publish(w, oneStep);
  admin = await administrator(w);
});
afterAll(() => app.close());

async function quota(body: Record<string, unknown>): Promise<string> {
  return ok(await admin.post<QuotaView>('/api/quotas', { award: AWARD, theme, year: 2026, ...body }, key())).body.id;
}

async function places(id: string): Promise<{ cap: number; used: number; held: number; version: number }> {
  const [row] = await app.sql<{ cap: number; used: number; held: number; version: number }>(
    `select cap, before + used as used, version, (select count(*)::int from quota_hold h where h.quota_id = q.id and h.released_at is null) as held
     from quota q where id = $1`,
    [id],
  );
  if (row === undefined) throw new Error('no quota');
  return row;
}

async function nominees(n: number, unit = 'G1'): Promise<string[]> {
  const subjects = await w.nominees(unit, n);
  return Promise.all(subjects.map((subject) => w.nominate({ unit, award: AWARD, theme, subject })));
}

/** Commands made ready by what their sender sees, then all sent at once. */
async function sendAll(ids: readonly string[], signer: Client): Promise<Answer<CommandAnswer>[]> {
  const command = { type: 'Recommend', opinion: 'Đồng ý trình' };
  const ready = await Promise.all(ids.map((id) => signer.prepare(id, command)));
  return Promise.all(
    ids.map((id, i) => signer.send<CommandAnswer>('POST', `/api/nominations/${id}/commands`, ready[i])),
  );
}

const yes = (answers: readonly Answer<unknown>[]) => answers.filter((a) => a.status === 200).length;

it('a hundred want seven places: seven get one, and each of the others is told that none is left', async () => {
  const id = await quota({ unit: w.unit('G1'), cap: 9, before: 2 });
  const ids = await nominees(100);
  const answers = await sendAll(ids, w.as('signer.G1'));
  for (const answer of answers.filter((a) => a.status !== 200)) {
    expect(refused(answer, 409, 'quota-exhausted').data).toMatchObject({ cap: 9, used: 9, remaining: 0 });
  }
  expect([yes(answers), await places(id)]).toEqual([7, { cap: 9, used: 9, held: 7, version: 1 }]);
  const sent = await app.sql<{ n: number }>(
    `select count(*)::int as n from ledger_entry where canon like '%"type":"QuotaHeld"%'`,
  );
  expect([sent[0]?.n, deadlocks]).toEqual([7, 0]);

  // Two go back while all who were refused try again and the cap moves: the places follow, and no more.
  const up = ids.filter((_, i) => answers[i]?.status === 200);
  const rest = ids.filter((_, i) => answers[i]?.status !== 200).slice(0, 40);
  const leave = (n: string) => w.as('clerk.G1').command(n, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' });
  const [again, ...others] = await Promise.all([
    sendAll(rest, w.as('signer.G1')),
    leave(up[0] ?? ''),
    leave(up[1] ?? ''),
    admin.patch(`/api/quotas/${id}`, { cap: 10 }, key()),
    admin.patch(`/api/quotas/${id}`, { cap: 5 }, key()),
  ]);
  expect(others.slice(0, 3).map((o) => o.status)).toEqual([200, 200, 200]);
  refused(others[3] as Answer<unknown>, 409, 'quota-below-held');
  const now = await places(id);
  expect(now).toEqual({ cap: 10, used: 2 + now.held, held: 5 + yes(again), version: 2 });
  expect([now.held <= 8, deadlocks]).toEqual([true, 0]);
});

it('a letter and a single dossier want the last place: one of them goes', async () => {
  const id = await quota({ unit: w.unit('G2'), cap: 2 });
  for (let round = 0; round < 4; round += 1) {
    const [one = '', two = ''] = await nominees(2, 'G2');
    const [clerk, signer] = [await w.elevate('clerk.G2'), await w.elevate('signer.G2')];
    const body = { as: clerk.seats[0]?.id, kind: 'TTr', title: 'Tờ trình khen thưởng', nominations: [one] };
    const letter = ok(await clerk.post<DocumentView>('/api/documents', body)).body.id;
    ok(await signer.deed(letter, 'sign'));
    ok(await admin.patch(`/api/quotas/${id}`, { cap: round + 1 }, key()));
    const [issued, [sent]] = await Promise.all([clerk.deed<ActAccepted>(letter, 'issue'), sendAll([two], signer)]);
    const [letterGoes, singleGoes] = [issued.status === 202, sent?.status === 200];
    expect([round, letterGoes !== singleGoes, deadlocks]).toEqual([round, true, 0]);
    refused((letterGoes ? sent : issued) as Answer<unknown>, 409, 'quota-exhausted');
    if (letterGoes) await performActItem(app.engine, issued.body.act, one);
    expect(await places(id)).toMatchObject({ cap: round + 1, used: round + 1, held: round + 1 });
  }
});

/** An ordered selection of what waits in a union, and its officer. */
async function selection(unit: string, ids: readonly string[]): Promise<() => Promise<Answer<SelectionView>>> {
  const secretary = w.as(`secretary.${unit}`);
  const of = { unit: w.unit(unit), award: AWARD, theme, year: 2026 };
  const open = ok(await secretary.post<SelectionView>('/api/selections', of, key())).body;
  refused(await secretary.post('/api/selections', of, key()), 409, 'already-registered');
  const send = (method: string, what: string, body: object, version: number) =>
    secretary.send<SelectionView>(method, `/api/selections/${open.id}/${what}`, {
      body,
      headers: { ...key(), 'if-match': `"${String(version)}"` },
    });
  ok(await send('PUT', 'ranking', { groups: [ids] }, open.version));
  return () => send('POST', 'close', {}, open.version + 1);
}

it('two selections at once want place 300: one nomination takes it, the other is outside the quota', async () => {
  await publish(w, twoSelections);
  await w.open('D', 'level2_union', 'F');
  await w.open('G3', 'grassroots_union', 'D');
  for (const unit of ['C', 'D']) await w.seat(`secretary.${unit}`, 'secretary', unit);
  const id = await quota({ cap: 300, before: 297 });
  const outcomes: string[] = [];
  for (const inOrder of [false, true, false]) {
    const [c, d] = [await w.nominate({ award: AWARD, theme }), await w.nominate({ unit: 'G3', award: AWARD, theme })];
    await Promise.all([w.climb(c, 'selection@C'), w.climb(d, 'selection@D')]);
    ok(await admin.patch(`/api/quotas/${id}`, { cap: (await places(id)).used + 1 }, key()));
    const [closeC, closeD] = [await selection('C', [c]), await selection('D', [d])];
    // The other one closes between what this one read and what it writes.
    let other: Promise<Answer<SelectionView>> | undefined;
    if (inOrder) app.before('record_selection', () => (other = closeD()));
    const closed = await Promise.all([closeC(), ...(inOrder ? [] : [closeD()])]);
    if (other !== undefined) closed.push(await other);
    const lists = closed.map((a) => ok(a).body);
    expect(lists.flatMap((l) => l.rows.map((r) => r.selected)).sort()).toEqual([false, true]);
    for (const list of lists) await performActItem(app.engine, list.act ?? '', list.rows[0]?.nomination ?? '');
    const states = await Promise.all([w.state(c), w.state(d)]);
    expect(states.toSorted()).toEqual(['appraisal@F', 'notSelectedQuota']);
    if (inOrder) expect(states).toEqual(['notSelectedQuota', 'appraisal@F']);
    outcomes.push(...states);
  }
  expect(outcomes.filter((s) => s === 'appraisal@F')).toHaveLength(3);
  expect(await places(id)).toMatchObject({ cap: 300, used: 300, held: 3 });
  expect(deadlocks).toBe(0);
});
