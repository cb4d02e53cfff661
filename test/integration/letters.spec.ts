import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAccepted, ActView, DocumentView, QuotaView } from '#contract';
import { quotaProcedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { key, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Letters (tờ trình): a unit sends up many dossiers under one number, and each keeps a state of its own. */

const THEMATIC = 'UNION_CERT_VGCL_THEMATIC';
const theme = 'workAndFamily';
let app: TestApp;
let w: World;
let clerk: Client;
let signer: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, quotaProcedure);
  [clerk, signer] = [await w.elevate('clerk.C'), await w.elevate('signer.C')];
});
afterAll(() => app.close());

async function waiting(given: Parameters<World['nominate']>[0] = {}, at = 'signature@C'): Promise<string> {
  const id = await w.nominate(given);
  await w.climb(id, at);
  return id;
}

const compose = <Body = DocumentView>(nominations: readonly string[], who = clerk) =>
  who.post<Body>('/api/documents', { as: who.seats[0]?.id, kind: 'TTr', title: 'Tờ trình khen thưởng', nominations });

async function signed(nominations: readonly string[]): Promise<string> {
  const { id } = ok(await compose(nominations)).body;
  ok(await signer.deed(id, 'sign'));
  return id;
}

const chain = async (document: string) =>
  (await app.sql('select from ledger_entry where chain = $1', [`d:${document}`])).length;
const read = async (document: string) => ok(await clerk.get<DocumentView>(`/api/documents/${document}`)).body;

describe('a letter', () => {
  it('sends several up under one number, and shows what became of each', async () => {
    const lines = [await waiting(), await waiting({ unit: 'G2' }), await waiting()];
    const draft = ok(await compose(lines)).body;
    expect(draft).toMatchObject({ kind: 'TTr', state: 'draft', number: null });
    refused(await signer.deed(draft.id, 'issue'), 409, 'not-now');
    ok(await signer.deed(draft.id, 'sign'));
    expect(await Promise.all(lines.map((n) => w.state(n)))).toEqual(lines.map(() => 'signature@C'));
    const issued = await clerk.deed<ActAccepted>(draft.id, 'issue');
    expect([issued.status, issued.body.number]).toEqual([202, expect.stringMatching(/^01\/TTr-/)]);
    for (const n of [...lines, ...lines]) await performActItem(app.engine, issued.body.act, n);
    expect(await Promise.all(lines.map((n) => w.state(n)))).toEqual(lines.map(() => 'appraisal@F'));
    expect(await chain(draft.id)).toBe(2);

    // Each goes on alone: one back, one further, one as it was.
    const [one = '', two = ''] = lines;
    const items = [{ item: 'minutes', code: 'illegible' }];
    ok(await w.as('appraiser.F').command(one, { type: 'Return', items, reason: 'Biên bản không đọc được rõ' }));
    ok(await w.as('appraiser.F').command(two, { type: 'Recommend', opinion: 'Đồng ý với tờ trình' }));
    expect((await read(draft.id)).items.map((i) => [i.nomination, w.named(i.state)])).toEqual([
      [one, 'returned'],
      [two, 'awaitingDecision'],
      [lines[2], 'appraisal@F'],
    ]);
    refused(await clerk.deed(draft.id, 'issue', { ifMatch: '"2"' }), 409, 'not-now');
    expect(await w.as('clerk.G2').view(two)).toMatchObject({
      document: null,
      letters: [{ id: draft.id, number: issued.body.number, date: issued.body.date, unit: w.unit('C') }],
    });
    const ledger = await app.sql<{ type: string }>(
      `select canon::jsonb->>'type' as type from ledger_entry where chain = $1 order by seq`,
      [`n:${two}`],
    );
    expect(ledger.map((e) => e.type)).toEqual(['Submit', 'Recommend', 'Recommend', 'Recommend', 'SentUp', 'Recommend']);
  });

  it('counts its own numbers, apart from those of decisions', async () => {
    const issue = async () => ok(await clerk.deed<ActAccepted>(await signed([await waiting()]), 'issue')).body.number;
    expect([await issue(), await issue()].map((n) => n.slice(0, 6))).toEqual(['02/TTr', '03/TTr']);
  });
});

describe('is refused, with nothing written,', () => {
  it('for a dossier of another unit, of another step, or in another letter', async () => {
    const here = await waiting();
    const below = await waiting({}, 'signature@G1');
    const above = await waiting({}, 'appraisal@F');
    const no = refused(await compose([here, above]), 409, 'not-awaiting-step');
    expect(no.data?.['items']).toEqual([expect.objectContaining({ nomination: above })]);
    refused(await compose([here, below]), 404, 'not-found');
    const others = await w.elevate('clerk.G2');
    refused(await compose([here], others), 404, 'not-found');
    ok(await compose([here]));
    refused(await compose([here]), 409, 'in-other-document');
  });

  it('when a line left the step after it was signed for', async () => {
    const [stays, leaves] = [await waiting(), await waiting()];
    const letter = await signed([stays, leaves]);
    ok(await w.as('clerk.G1').command(leaves, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
    const no = refused(await clerk.deed(letter, 'issue'), 409, 'not-awaiting-step');
    expect(no.data?.['items']).toEqual([expect.objectContaining({ nomination: leaves })]);
    expect([await chain(letter), await w.state(stays)]).toEqual([1, 'signature@C']);
  });

  it('by the password, the seat and the separation of duties', async () => {
    const id = await waiting();
    const { id: letter } = ok(await compose([id])).body;
    refused(await clerk.deed(letter, 'sign'), 403, 'wrong-seat');
    const deputy = await w.seat('deputy.C', 'signer', 'C');
    refused(await deputy.deed(letter, 'sign'), 403, 'elevation-needed');
    await w.seat('appraiser.C', 'signer', 'C');
    const both = await w.elevate('appraiser.C');
    const as = both.seats.at(-1)?.id ?? '';
    refused(await both.deed(letter, 'sign', { as }), 403, 'steps-not-combinable');
  });
});

it('takes the places of a quota as a whole or not at all, and gives back what was not sent', async () => {
  const [g1, g2, g3] = [await thematic(), await thematic(), await thematic()];
  const admin = await w.seat('admin.F', 'administrator', 'F');
  const letter = await signed([g1, g2]);
  refused(await clerk.deed(letter, 'issue'), 409, 'quota-not-set');
  const made = await admin.post<QuotaView>(
    '/api/quotas',
    { award: THEMATIC, theme, year: 2026, unit: w.unit('C'), cap: 1 },
    key(),
  );
  const { id } = ok(made).body;
  const used = async () => (await app.sql<{ used: number }>('select used from quota where id = $1', [id]))[0]?.used;
  const no = refused(await clerk.deed(letter, 'issue'), 409, 'quota-exhausted');
  expect(no).toMatchObject({ observed: '2', needed: '≤ 1', data: { cap: 1, used: 0, wanted: 2, remaining: 1 } });
  expect(await used()).toBe(0);
  ok(await admin.patch(`/api/quotas/${id}`, { cap: 2 }, key()));
  const { act } = ok(await clerk.deed<ActAccepted>(letter, 'issue')).body;
  expect(await used()).toBe(2);
  refused(await signer.command(g3, { type: 'Recommend', opinion: 'Đồng ý trình' }), 409, 'quota-exhausted');

  // A line that cannot go gives its place and its signature back.
  await app.sql('select refuse_act_item($1, $2, $3)', [act, g2, '{"refused":"criteria-block"}']);
  for (const n of [g1, g2]) await performActItem(app.engine, act, n);
  expect(ok(await clerk.get<ActView>(`/api/acts/${act}`)).body).toMatchObject({
    kind: 'letter',
    total: 2,
    done: 1,
    refused: [{ nomination: g2, reason: 'criteria-block' }],
  });
  expect(await Promise.all([g1, g2].map((n) => w.state(n)))).toEqual(['appraisal@F', 'signature@C']);
  expect(await used()).toBe(1);
  ok(await signer.command(g2, { type: 'Recommend', opinion: 'Đồng ý trình sau khi bổ sung' }));
  expect(await used()).toBe(2);

  // A line that is withdrawn between issue and act went up first, then leaves and frees its place.
  ok(await admin.patch(`/api/quotas/${id}`, { cap: 3 }, key()));
  const later = ok(await clerk.deed<ActAccepted>(await signed([g3]), 'issue')).body;
  ok(await w.as('clerk.G1').command(g3, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
  expect(await performActItem(app.engine, later.act, g3)).toBe('done');
  expect([await w.state(g3), await used()]).toEqual(['withdrawn', 2]);
});

function thematic(): Promise<string> {
  return waiting({ award: THEMATIC, theme });
}
