import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAccepted, DocumentView, Recovery } from '#contract';
import { checkLedger, performActItem } from '#engine';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { changed, forged, without } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** Annulments, what they recover, and complaints: whatever row a superuser changes is named, and the runtime's role changes none. */

let app: TestApp;
let w: World;
const ids = { original: '', annulment: '', money: '', nominee: '', other: '', refused: '', act: '' };
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  const admin = await administrator(w);
  const rate = { validFrom: '2026-01-01' };
  ok(await admin.post('/api/money-rates', { ...rate, kind: 'baseSalary', value: '2340000' }, key()));
  const multiple = { ...rate, kind: 'multiple', award: 'UNION_CERT_VGCL', subject: 'person', value: '1.5' };
  ok(await admin.post('/api/money-rates', multiple, key()));
  [ids.nominee, ids.other] = [await w.nominate(), await w.nominate()];
  for (const id of [ids.nominee, ids.other]) await w.climb(id, 'awaitingDecision');
  const issued = await w.decision([ids.nominee, ids.other]);
  for (const id of [ids.nominee, ids.other]) await performActItem(app.engine, issued.act, id);
  ids.original = issued.document;
  await annulled();
  await complained();
});
afterAll(() => app.close({ tampered: true }));

async function annulled(): Promise<void> {
  const clerk = await w.elevate('clerk.F');
  const today = (await app.sql<{ d: string }>('select legal_date()::text as d'))[0]?.d;
  const body = {
    as: clerk.seats[0]?.id,
    title: 'Hủy bỏ quyết định tặng bằng khen',
    nominations: [ids.nominee],
    ground: 'fraud',
    concludedOn: today,
    receivedOn: today,
  };
  const { id } = ok(await clerk.post<DocumentView>(`/api/documents/${ids.original}/annulments`, body)).body;
  ids.annulment = id;
  ok(await (await w.elevate('signer.F')).deed(id, 'sign'));
  ids.act = ok(await clerk.deed<ActAccepted>(id, 'issue')).body.act;
  await performActItem(app.engine, ids.act, ids.nominee);
  const { annulment } = ok(await clerk.get<DocumentView>(`/api/documents/${id}`)).body;
  ids.money = annulment?.recoveries.find((r) => r.object === 'money')?.id ?? '';
  const back = { as: clerk.seats[0]?.id, on: today };
  ok(await clerk.post<Recovery>(`/api/recoveries/${ids.money}`, back, key()));
}

async function complained(): Promise<void> {
  ids.refused = await w.nominate();
  await w.climb(ids.refused, 'appraisal@C');
  const reason = 'Chưa đủ tiêu chuẩn theo quy định';
  ok(await w.as('appraiser.C').command(ids.refused, { type: 'Reject', code: 'criteriaNotMet', reason }));
  ok(await w.as('clerk.G1').command(ids.refused, { type: 'Complain', reason }));
}

const check = () => checkLedger(app.engine.db, app.files);
afterEach(async () => expect(await check()).not.toHaveProperty('what'));

describe('the check names', () => {
  it('a grant that was changed, revived, or annulled without an annulment', async () => {
    const grant = (nomination: string, change: string) =>
      changed(app, { table: 'award_grant', where: `nomination_id = '${nomination}'`, change }, check);
    const named = { chain: `d:${ids.original}`, what: 'award grants of the document' };
    expect(await grant(ids.nominee, 'annulled_at = null')).toMatchObject(named);
    expect(await grant(ids.nominee, 'barred = false')).toMatchObject(named);
    expect(await grant(ids.other, 'annulled_at = laurel_clock()')).toMatchObject(named);
    expect(await grant(ids.other, 'year = 2025')).toMatchObject(named);
    expect(await grant(ids.other, `money = '{"amount":"1"}'`)).toMatchObject(named);
  });

  it('grounds and original of an annulment that are others', async () => {
    const where = `id = '${ids.annulment}'`;
    const document = (change: string) => changed(app, { table: 'decision_document', where, change }, check);
    const named = { chain: `d:${ids.annulment}`, what: 'row of the document' };
    expect(await document(`grounds = grounds || '{"ground":"wrongAuthority"}'`)).toMatchObject(named);
    expect(await document(`grounds = grounds || '{"reportDays":70}'`)).toMatchObject(named);
  });

  it('a recovery that is missing, of another amount, or came back without an entry', async () => {
    const money = `id = '${ids.money}'`;
    const named = { chain: `d:${ids.annulment}`, what: `recovery ${ids.money}` };
    const recovery = (change: string) => changed(app, { table: 'recovery', where: money, change }, check);
    expect(await recovery(`amount = '1'`)).toMatchObject(named);
    expect(await recovery('recovered_on = null, recovered_by = null')).toMatchObject(named);
    expect(await recovery(`recovered_on = '2020-01-01'`)).toMatchObject(named);
    expect(await without(app, { table: 'recovery', where: money }, check)).toMatchObject(named);
    const certificate = { table: 'recovery', where: `object = 'certificate'`, change: `recovered_on = '2026-10-01'` };
    expect(await changed(app, certificate, check)).toMatchObject({ chain: `d:${ids.annulment}` });
    const entry = { chain: `act:${ids.money}`, from: /"on":"[^"]*"/, to: '"on":"2020-01-01"' };
    expect(await forged(app, entry, check)).toMatchObject(named);
  });

  it('a complaint that was concluded, moved or taken away beside its entries', async () => {
    const where = `nomination_id = '${ids.refused}'`;
    const named = { chain: `n:${ids.refused}`, what: 'complaints' };
    const concluded = `founded = true, concluded_at = lodged_at, concluded_by = '${w.as('signer.F').person}'`;
    for (const change of [concluded, `step = 'appraisal@x'`, `lodged_at = lodged_at - interval '1 day'`]) {
      expect(await changed(app, { table: 'complaint', where, change }, check)).toMatchObject(named);
    }
    expect(await without(app, { table: 'complaint', where }, check)).toMatchObject(named);
  });
});

describe('the runtime’s role', () => {
  const asApp = async (text: string): Promise<string> => {
    const client = new pg.Client(app.database.app);
    await client.connect();
    const answer = await client.query(text).then(
      () => 'done',
      (error: { code?: string; constraint?: string }) => error.constraint ?? error.code ?? 'error',
    );
    await client.end();
    return answer;
  };

  it('neither annuls, revives nor recovers, and concludes no complaint', async () => {
    for (const text of [
      'update award_grant set annulled_at = null, barred = false',
      'update recovery set recovered_on = null',
      `insert into recovery (id, document_id, nomination_id, object) values (uuidv7(), '${ids.annulment}', '${ids.other}', 'money')`,
      'update complaint set founded = true',
      'delete from complaint',
      `update decision_document set annuls = null where id = '${ids.annulment}'`,
      `select write_complaint('${ids.refused}', '{}')`,
      `select annul_grants('${ids.annulment}', '${ids.original}', laurel_clock(), '{}')`,
    ]) {
      expect([text, await asApp(text)]).toEqual([text, '42501']);
    }
  });

  it('and not even the owner gives the barred award again, or lets the complainant conclude', async () => {
    const again = `insert into award_grant (subject_type, subject_id, award, year, level, occasion, once, source)
      select subject_type, subject_id, award, year, level, occasion, once, source from award_grant where nomination_id = $1`;
    await expect(app.sql(again, [ids.nominee])).rejects.toMatchObject({ constraint: 'award_grant_same' });
    const own = 'update complaint set founded = true, concluded_at = lodged_at, concluded_by = lodged_by';
    await expect(app.sql(own)).rejects.toMatchObject({ constraint: 'complaint_other_person' });
  });
});
