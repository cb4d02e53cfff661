import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAccepted, DocumentView, Nominations, QuotaView, Recovery } from '#contract';
import { ANNULMENT_TERM, annulmentClocks, quotaProcedure, VIETNAM_CALENDAR } from '#domain';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 10: decision 215/QĐ-TLĐ is annulled for one nominee after fraud; every date asserted. */

let app: TestApp;
let w: World;
let clerk: Client;
let nominee: string;
let subject: string;
let other: string;
let original: string;
let prepared: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  clerk = w.as('clerk.F');
  const admin = await administrator(w);
  ok(await admin.post('/api/numbers', { body: w.unit('F'), kind: 'QĐ', year: 2026, last: 214 }, key()));
  ok(await admin.post('/api/money-rates', { kind: 'baseSalary', value: '2530000', validFrom: '2026-07-01' }, key()));
  const multiple = {
    kind: 'multiple',
    award: 'UNION_CERT_VGCL',
    subject: 'person',
    value: '1.5',
    validFrom: '2026-01-01',
  };
  ok(await admin.post('/api/money-rates', multiple, key()));
  subject = await w.nominee('G1');
  [nominee, other] = [await w.nominate({ subject }), await w.nominate()];
  for (const id of [nominee, other]) await w.climb(id, 'awaitingDecision');
  const { document, act, number } = await w.decision([nominee, other]);
  expect(number).toBe('215/QĐ-TLĐ');
  for (const id of [nominee, other]) await performActItem(app.engine, act, id);
  original = document;
  // Another unit drafts the same claim before anybody knows of the fraud.
  prepared = await w.nominate({ unit: 'C', subject, submit: false });
});
afterAll(() => app.close());

const grounds = { ground: 'fraud', concludedOn: '2027-01-11', receivedOn: '2027-01-18' };
const annul = <Body = DocumentView>(document: string, nominations: readonly string[], over = {}, who = clerk) =>
  who.post<Body>(`/api/documents/${document}/annulments`, {
    as: who.seats[0]?.id,
    title: 'Hủy bỏ quyết định tặng bằng khen',
    nominations,
    ...grounds,
    ...over,
  });
const read = async (id: string) => ok(await clerk.get<DocumentView>(`/api/documents/${id}`)).body;
const row = () => app.sql('select * from decision_document where id = $1', [original]);

it('its clocks: sent by 18/01/2027, decided by 25/01/2027; in working days 20/01 and 27/01', () => {
  const of = (unit: 'calendarDays' | 'workingDays', receivedOn: string) =>
    annulmentClocks(VIETNAM_CALENDAR, {
      ...ANNULMENT_TERM,
      ground: 'fraud',
      concludedOn: '2027-01-11',
      receivedOn,
      unit,
    });
  expect(of('calendarDays', '2027-01-18')).toEqual({ reportBy: '2027-01-18', decideBy: '2027-01-25' });
  expect(of('workingDays', '2027-01-20')).toEqual({ reportBy: '2027-01-20', decideBy: '2027-01-27' });
});

describe('the annulment', () => {
  let id = '';

  it('is composed on the issued decision for the one award, and for nothing else', async () => {
    await w.clock('2027-01-18T02:00:00.000Z');
    refused(await annul(original, [nominee], { concludedOn: '2027-01-19' }), 422, 'wrong-date');
    refused(await annul(original, [nominee], { concludedOn: '2026-11-01' }), 422, 'wrong-date');
    refused(await annul(original, ['00000000-0000-4000-8000-000000000000']), 422, 'unknown-reference');
    refused(await annul(original, [nominee], {}, w.as('clerk.C')), 404, 'not-found');
    refused(await annul(original, [nominee], {}, w.as('signer.F')), 403, 'wrong-seat');
    refused(await annul(original, [nominee], { unit: 'workingDays' }), 400, 'malformed');
    refused(await annul(original, []), 400, 'malformed');
    const draft = await annul(original, [nominee]);
    expect(draft.status).toBe(201);
    id = draft.body.id;
    expect(draft.body.annulment).toMatchObject({
      ...grounds,
      unit: 'calendarDays',
      reportBy: '2027-01-18',
      decideBy: '2027-01-25',
      original: { id: original, number: '215/QĐ-TLĐ' },
      recoveries: [],
    });
    refused(await annul(original, [nominee]), 409, 'in-other-document');
  });

  it('has a number of its own, refers to the old one, and leaves that as it was', async () => {
    const before = await row();
    ok(await (await w.elevate('signer.F')).deed(id, 'sign'));
    const issued = ok(await (await w.elevate('clerk.F')).deed<ActAccepted>(id, 'issue')).body;
    expect([issued.number, issued.date]).toEqual(['01/QĐ-TLĐ', '2027-01-18']);
    expect(await w.state(nominee)).toBe('commended');
    for (const n of [nominee, nominee]) await performActItem(app.engine, issued.act, n);
    expect([await w.state(nominee), await w.state(other)]).toEqual(['annulled', 'commended']);
    expect(await row()).toEqual(before);
    expect((await read(original)).annulments).toEqual([
      { id, number: '01/QĐ-TLĐ', date: '2027-01-18', nominations: [nominee] },
    ]);
    const grants = await app.sql<{ nomination: string; annulled: boolean }>(
      `select nomination_id as nomination, annulled_at is not null as annulled from award_grant where document_id = $1`,
      [original],
    );
    expect(new Map(grants.map((g) => [g.nomination, g.annulled]))).toEqual(
      new Map([
        [nominee, true],
        [other, false],
      ]),
    );
    refused(await annul(original, [nominee]), 409, 'not-now');
    refused(await annul(id, [nominee]), 409, 'not-now');
  });

  it('lists what is to be recovered, and each comes back once, on a day', async () => {
    const recoveries = async () => (await read(id)).annulment?.recoveries ?? [];
    const [certificate, money] = await recoveries();
    expect([certificate, money]).toMatchObject([
      { object: 'certificate', amount: null, recoveredOn: null },
      { object: 'money', amount: '3795000', recoveredOn: null },
    ]);
    await w.clock('2027-01-27T02:00:00.000Z');
    const back = (on: string, who = clerk, header = key()) =>
      who.post<Recovery>(`/api/recoveries/${money?.id ?? ''}`, { as: who.seats[0]?.id, on }, header);
    const once = key();
    refused(await back('2027-01-28'), 422, 'wrong-date');
    refused(await back('2027-01-17'), 422, 'wrong-date');
    refused(await back('2027-01-26', w.as('signer.F')), 403, 'wrong-seat');
    refused(await back('2027-01-26', w.as('clerk.C')), 404, 'not-found');
    for (let i = 0; i < 2; i += 1) {
      expect(ok(await back('2027-01-26', clerk, once)).body).toMatchObject({
        object: 'money',
        recoveredOn: '2027-01-26',
      });
    }
    refused(await back('2027-01-25', clerk, once), 422, 'command-reused');
    refused(await back('2027-01-27'), 409, 'not-now');
    expect((await recoveries()).map((r) => r.recoveredOn)).toEqual([null, '2027-01-26']);
  });

  it('is told to the nominating unit, and the same claim is not made again', async () => {
    const outbox = await app.sql(
      `select payload->'to' as "to" from outbox where topic = 'annulled' and chain = $1 order by payload->'to'->>'kind'`,
      [`n:${nominee}`],
    );
    expect(outbox).toHaveLength(3);
    for (const unit of ['G1', 'C']) await expect(w.nominate({ unit, subject })).rejects.toThrow('already-granted');
    const view = await w.as('clerk.G1').view(nominee);
    expect(view).toMatchObject({ state: 'annulled', annulment: { id, number: '01/QĐ-TLĐ', date: '2027-01-18' } });
    const { nominations } = ok(await w.as('clerk.G1').get<Nominations>('/api/nominations?state=annulled')).body;
    expect(nominations.map((n) => [n.id, n.annulledOn])).toEqual([[nominee, '2027-01-18']]);
    refused(await w.as('clerk.C').command(prepared, { type: 'Submit' }), 409, 'already-granted');
  });
});

it('who rested on the award is listed to be looked at again, and is not annulled with it', async () => {
  const heir = await w.nominee('G1');
  const first = await w.nominate({ award: 'UNION_CERT_LEVEL2', subject: heir });
  await w.climb(first, 'awaitingDecision');
  const { document, act } = await w.decision([first], 'C');
  await performActItem(app.engine, act, first);
  const second = await w.nominate({ subject: heir });
  await w.climb(second, 'appraisal@C');
  const office = await w.elevate('clerk.C');
  const days = { concludedOn: '2027-01-27', receivedOn: '2027-01-27' };
  const { annulment } = ok(await annul(document, [first], days, office)).body;
  expect(annulment?.dependants.map((d) => d.nomination)).toEqual([second]);
  expect(await w.state(second)).toBe('appraisal@C');
});

it.each([
  ['nextRound', 1],
  ['thisRound', 0],
] as const)('the place of an annulled award is given back in %s: %i of 4 stay taken', async (places, taken) => {
  const award = 'UNION_CERT_VGCL_THEMATIC';
  const theme = places === 'thisRound' ? 'workAndFamily' : 'greenCleanSafe';
  const stages = quotaProcedure.stages.map((s) => ({ ...s, steps: s.steps.filter((x) => x.kind !== 'selection') }));
  const version = places === 'thisRound' ? 2 : 1;
  const term = { annulment: { ...ANNULMENT_TERM, places } };
  await publish(w, { ...quotaProcedure, version, stages, ...term });
  const admin = await w.elevate('admin.F');
  const unit = w.unit('C');
  for (const year of [2026, 2027]) ok(await admin.post('/api/quotas', { award, theme, year, unit, cap: 4 }, key()));
  const used = async () =>
    ok(await clerk.get<{ quotas: QuotaView[] }>('/api/quotas'))
      .body.quotas.filter((q) => q.theme === theme)
      .map((q) => [q.year, q.used, q.remaining]);
  const id = await w.nominate({ award, theme, subject: await w.nominee('G1', { certificate: null }) });
  await w.climb(id, 'awaitingDecision');
  expect(await used()).toEqual(
    expect.arrayContaining([
      [2026, 1, 3],
      [2027, 0, 4],
    ]),
  );
  const { document, act } = await w.decision([id]);
  await performActItem(app.engine, act, id);
  const days = { concludedOn: '2027-01-27', receivedOn: '2027-01-27' };
  const annulling = ok(await annul(document, [id], days, await w.elevate('clerk.F'))).body.id;
  ok(await (await w.elevate('signer.F')).deed(annulling, 'sign'));
  const issued = ok(await (await w.elevate('clerk.F')).deed<ActAccepted>(annulling, 'issue')).body;
  expect((await used()).find(([year]) => year === 2026)).toEqual([2026, 1, 3]);
  await performActItem(app.engine, issued.act, id);
  expect(await w.state(id)).toBe('annulled');
  expect(await used()).toEqual(
    expect.arrayContaining([
      [2026, taken, 4 - taken],
      [2027, 0, 4],
    ]),
  );
});

it('leaves the ledger whole', async () => {
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
});
