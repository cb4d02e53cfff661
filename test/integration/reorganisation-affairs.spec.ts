import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CouncilView, QuotaView, ReorganisationPlan, ReorganisationView, SelectionView } from '#contract';
import { councilProcedure, quotaProcedure } from '#domain';
import { checkLedger, effectReorganisation, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key, publish, type Council } from '../support/councils.js';
import { blocked, pending } from '../support/overlap.js';
import { unitChooses } from '../support/procedures.js';
import { world, type World } from '../support/world.js';

/** C ends and D carries on for it, while ballots, documents, complaints, councils and places of a quota of C are open. */

const DAY = '2027-03-01';
const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
const thematic = { award: 'UNION_CERT_VGCL_THEMATIC', theme: 'workAndFamily' } as const;
let app: TestApp;
let w: World;
let admin: Client;
/** An administrator who also has a seat in C, and so sees what goes through it. */
let insider: Client;
let c: Council;
let plan: ReorganisationView;
const ids = { balloted: '', listed: '', refused: '', local: '', sent: '', waiting: '', chosen: '' };
/** Refused while C stood, and complained of by nobody until it ended. */
const later = { atC: '', atG1: '', ofC: '' };
let selection: SelectionView;
const quotas = { C: '', D: '' };
beforeAll(async () => {
  app = await startApp({ start: '2027-02-22T02:00:00.000Z', poolSize: 20 });
  w = await world(app);
  admin = await administrator(w);
  await w.open('D', 'level2_union', 'F');
  await publish(w, { ...councilProcedure, appliesTo: { awards: ['UNION_CERT_VGCL'], occasions: ['annual'] } });
  await publish(w, quotaProcedure);
  await publish(w, unitChooses);
  c = await council(w, 'C', 5);
  insider = await w.seat('insider', 'clerk', 'C');
  insider = await w.seat('insider', 'administrator', 'F');
  for (const unit of ['C', 'D'] as const) {
    const body = { award: thematic.award, theme: thematic.theme, year: 2026, unit: w.unit(unit), cap: 4 };
    quotas[unit] = ok(await admin.post<QuotaView>('/api/quotas', body, key())).body.id;
  }
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const body = () => ({
  on: DAY,
  deeds: [
    { do: 'change', unit: w.unit('G1'), parent: w.unit('D') },
    { do: 'change', unit: w.unit('G2'), parent: w.unit('D') },
    { do: 'end', unit: w.unit('C'), successors: [w.unit('D')] },
  ],
  reason,
});
const readPlan = async (who: Client) =>
  ok(await who.get<ReorganisationPlan>(`/api/reorganisations/${plan.id}/plan`)).body;
const effect = (who = admin) => who.post<ReorganisationView>(`/api/reorganisations/${plan.id}/effect`, {});
const usedOf = async () => {
  const all = ok(await admin.get<{ quotas: QuotaView[] }>('/api/quotas?year=2026')).body.quotas;
  const used = (id: string) => all.find((q) => q.id === id)?.used;
  return { C: used(quotas.C), D: used(quotas.D) };
};
const complaint = { type: 'Complain', reason: 'Hồ sơ đủ tiêu chuẩn, đề nghị xem lại' };
async function refuse(at: string, by: string, unit = 'G1'): Promise<string> {
  const id = await w.nominate({ unit });
  await w.climb(id, at);
  ok(
    await w.as(by).command(id, { type: 'Reject', code: 'criteriaNotMet', reason: 'Chưa đủ tiêu chuẩn theo quy định' }),
  );
  return id;
}
async function complainedOf(at: string, by: string): Promise<string> {
  const id = await refuse(at, by);
  ok(await w.as('clerk.G1').command(id, complaint));
  return id;
}
const dismiss = async (id: string, who: string, founded = false) => {
  const about = (await w.as(who).view(id)).complaints.at(-1)?.id ?? '';
  const as = w.as(who).seats[0]?.id;
  const command = { type: 'ConcludeComplaint', complaint: about, founded, reason: 'Đã kiểm tra hồ sơ gốc' };
  ok(await w.as(who).command(id, command, as === undefined ? {} : { as }));
};

describe('planned', () => {
  let ballot = '';
  let document = '';

  it('what is open in C is listed; a nomination is named to whoever may see it, and counted for others', async () => {
    ids.balloted = await w.nominate();
    await w.climb(ids.balloted, 'ballot@C');
    ballot = ok(await c.open(await c.sitting([ids.balloted]))).body.id;
    for (let i = 0; i < 5; i += 1) ok(await c.vote(ballot, i, 'agree'));
    ids.listed = await w.nominate({ award: 'UNION_CERT_LEVEL2' });
    await w.climb(ids.listed, 'awaitingDecision');
    document = await w.signed([ids.listed], 'C');
    ids.refused = await complainedOf('appraisal@C', 'appraiser.C');
    ids.local = await complainedOf('appraisal@G1', 'appraiser.G1');
    later.atC = await refuse('appraisal@C', 'appraiser.C');
    later.atG1 = await refuse('appraisal@G1', 'appraiser.G1');
    later.ofC = await refuse('appraisal@C', 'appraiser.C', 'C');
    [ids.sent, ids.waiting] = [await w.nominate(thematic), await w.nominate(thematic)];
    await w.climb(ids.sent, 'appraisal@F');
    await w.climb(ids.waiting, 'signature@C');
    expect(await usedOf()).toEqual({ C: 1, D: 0 });
    ids.chosen = await w.nominate({ award: 'UNION_MEDAL_KNC' });
    await w.climb(ids.chosen, 'selection@C');
    const list = { unit: w.unit('C'), award: 'UNION_MEDAL_KNC', year: 2026 };
    selection = ok(await w.as('signer.C').post<SelectionView>('/api/selections', list, key())).body;
    await w.nominate({ unit: 'C', award: 'UNION_MEDAL_KNC', submit: false });

    plan = ok(await admin.post<ReorganisationView>('/api/reorganisations', body(), key())).body;
    const [outside, inside] = [await readPlan(admin), await readPlan(insider)];
    const kinds = (p: ReorganisationPlan) => p.affairs.map((a) => [a.kind, w.key(a.unit.id), a.others]);
    expect(kinds(outside)).toEqual([
      ['ballot', 'C', 1],
      ['document', 'C', 1],
      ['complaint', 'C', 1],
      ['complaint', 'C', 1],
      ['selection', 'C', 1],
    ]);
    expect(kinds(inside).map(([, , others]) => others)).toEqual([0, 0, 0, 0, 0]);
    expect(inside.affairs.map((a) => a.nominations.map((n) => n.nomination))).toEqual([
      [ids.balloted],
      [ids.listed],
      [ids.refused],
      [ids.local],
      [ids.chosen],
    ]);
    const open = [ids.balloted, ids.listed, ids.sent, ids.waiting, ids.chosen].sort();
    expect(inside.items.map((i) => i.nomination).sort()).toEqual(open);
    expect(inside.others).toEqual({ changed: 0, refused: 0 });
    const busy = [ids.balloted, ids.listed].sort();
    const stuck = inside.items.filter((i) => i.refusal !== null).map((i) => i.nomination);
    expect(stuck.sort()).toEqual(busy);
    expect([outside.items, outside.others]).toEqual([[], { changed: 3, refused: 2 }]);
    for (const id of Object.values(ids)) expect(JSON.stringify(outside)).not.toContain(id);
    expect(JSON.stringify(outside)).not.toContain('HS-');
    expect(inside.ending).toEqual({ seats: 3 + 5 + 1, councils: 1 });
    expect(inside.moving.drafts).toBe(1);
    expect(inside.moving.people).toBeGreaterThan(8);
  });

  it('the list of reorganisations names no nomination', async () => {
    const listed = ok(await admin.get('/api/reorganisations'));
    expect(listed.text).toContain(plan.id);
    for (const id of Object.values(ids)) expect(listed.text).not.toContain(id);
  });

  it('its day comes and it waits, with what is open said; nothing is changed in part', async () => {
    await w.clock('2027-03-01T01:00:00.000Z');
    const before = await app.contents();
    const problem = refused(await effect(), 409, 'affairs-open');
    expect(problem).toMatchObject({
      observed: '5',
      title: 'The unit has a ballot, a selection, a document or a complaint that is still open',
      data: {
        affairs: ['ballot', 'document', 'complaint', 'complaint', 'selection'].map((kind) => ({
          kind,
          unit: w.unit('C'),
          nominations: 1,
        })),
      },
    });
    for (const id of Object.values(ids)) expect(JSON.stringify(problem)).not.toContain(id);
    expect(await effectReorganisation(app.engine, plan.id)).toHaveProperty('refusal.refused', 'affairs-open');
    expect(await app.contents()).toBe(before);
    const vietnamese = await admin.send('POST', `/api/reorganisations/${plan.id}/effect`, {
      body: {},
      headers: { 'accept-language': 'vi' },
    });
    expect(vietnamese.text).toContain('Đơn vị còn cuộc bỏ phiếu, xét chọn, văn bản hoặc khiếu nại chưa kết thúc');
  });

  it('it waits until each of them has come to its end', async () => {
    await dismiss(ids.local, 'signer.C');
    await dismiss(ids.refused, 'signer.F');
    await c.closeAndHandOut(ballot);
    expect((await readPlan(admin)).affairs.map((a) => a.kind)).toEqual(['document', 'selection']);
    const places = { award: 'UNION_MEDAL_KNC', year: 2026, cap: 5 };
    ok(await admin.post('/api/quotas', places, key()));
    const about = (version: number) => ({ ...key(), 'if-match': `"${String(version)}"` });
    const ranked = { body: { groups: [[ids.chosen]] }, headers: about(selection.version) };
    const path = `/api/selections/${selection.id}`;
    const { version } = ok(await w.as('signer.C').send<SelectionView>('PUT', `${path}/ranking`, ranked)).body;
    const closed = await w.as('signer.C').post<SelectionView>(`${path}/close`, {}, about(version));
    expect(await performActItem(app.engine, ok(closed).body.act ?? '', ids.chosen)).toBe('done');
    expect((await readPlan(admin)).affairs.map((a) => a.kind)).toEqual(['document']);
    refused(await effect(), 409, 'affairs-open');
    ok(await w.as('clerk.C').deed(document, 'discard'));
    expect((await readPlan(admin)).affairs).toEqual([]);
  });

  it('a document that is opened while it becomes effective keeps it back', async () => {
    const clerk = w.as('clerk.C');
    const draft = { as: clerk.seats[0]?.id, title: 'Quyết định khen thưởng', nominations: [ids.listed] };
    const compose = () => clerk.post<{ id: string }>('/api/documents', draft);
    let id = '';
    app.before('record_administration', async () => {
      ({ id } = ok(await compose()).body);
    });
    refused(await effect(), 409, 'affairs-open');
    ok(await clerk.deed(id, 'discard'));
    // In the other order it is refused, for there is no C any more.
    const ending = await pending(app, 'record_administration', (engine) => effectReorganisation(engine, plan.id));
    const late = compose();
    expect(await blocked(app, late)).toBe(1);
    expect(await ending.commit()).not.toHaveProperty('refusal');
    refused(await late, 403, 'seat-lost');
    expect(await app.sql(`select from decision_document where state = 'draft'`)).toEqual([]);
  });
});

describe('effective', () => {
  it('the council ended with its unit, and D carries on with what was open', async () => {
    const view = ok(await admin.get<CouncilView>(`/api/councils/${c.id}`)).body;
    expect(view.validTo).toBe(DAY);
    const sitting = { mode: 'electronic', heldOn: DAY };
    const answer = await c.secretary.post(`/api/councils/${c.id}/sittings`, sitting, key());
    expect([403, 404, 409]).toContain(answer.status);
    const { act } = ok(await admin.get<ReorganisationView>(`/api/reorganisations/${plan.id}`)).body;
    for (const id of [ids.balloted, ids.listed, ids.sent, ids.waiting])
      expect(await performActItem(app.engine, act ?? '', id)).toBe('done');
    expect(await Promise.all([ids.balloted, ids.listed, ids.sent, ids.waiting].map((id) => w.state(id)))).toEqual([
      'signature@D',
      'awaitingDecision',
      'appraisal@F',
      'signature@D',
    ]);
    expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
  });

  it('a place that C held stays held there, and D takes one of its own for what it sends up', async () => {
    expect(await usedOf()).toEqual({ C: 1, D: 0 });
    expect((await w.as('signer.D').view(ids.waiting)).quota).toEqual({ cap: 4, used: 0, remaining: 4, held: false });
    ok(await w.as('signer.D').command(ids.waiting, recommend));
    expect(await usedOf()).toEqual({ C: 1, D: 1 });
    // What comes back and goes up again through the heir holds the place that it has.
    const back = { type: 'Return', items: [{ item: 'minutes', code: 'illegible' }], reason: 'Bản quét không đọc được' };
    ok(await w.as('appraiser.F').command(ids.sent, back));
    ok(await w.as('clerk.G1').file(ids.sent, 'minutes'));
    ok(await w.as('clerk.G1').command(ids.sent, { type: 'Resubmit' }));
    await w.climb(ids.sent, 'appraisal@F');
    expect(await usedOf()).toEqual({ C: 1, D: 1 });
    ok(await w.as('clerk.G1').command(ids.sent, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
    expect(await usedOf()).toEqual({ C: 0, D: 1 });
    // Nobody holds places anew in the name of C.
    refused(await admin.patch(`/api/quotas/${quotas.D}`, { cap: 0 }, key()), 409, 'quota-below-held');
  });

  it('what was refused before is complained of to whoever carries on, and a founded complaint leads back to them', async () => {
    ok(await w.as('clerk.G1').command(later.atC, complaint));
    ok(await w.as('clerk.G1').command(later.atG1, complaint));
    ok(await w.as('clerk.D').command(later.ofC, complaint));
    await dismiss(later.atG1, 'signer.D');
    await dismiss(later.atC, 'signer.F', true);
    await dismiss(later.ofC, 'signer.F', true);
    expect([await w.state(later.atC), await w.state(later.ofC)]).toEqual(['appraisal@D', 'appraisal@D']);
    ok(await w.as('appraiser.D').command(later.atC, recommend));
    ok(await w.as('clerk.D').command(later.ofC, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }));
    expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
  });
});
