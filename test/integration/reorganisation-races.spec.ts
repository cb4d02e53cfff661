import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import type { DelegationView, ReorganisationView } from '#contract';
import {
  effectReorganisation,
  grantSeat,
  moveClock,
  openSelection,
  perform,
  performActItem,
  sweepDirect,
} from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer, type Client, type Given } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { blocked, pending } from '../support/overlap.js';
import { unitChooses } from '../support/procedures.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** What is recorded while the units change comes before the change as a whole, or meets the new units (R*). */

const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
let app: TestApp;
let w: World;
let admin: Client;
/** The day of the last reorganisation; each has one of its own. */
let last = '2027-02-28';
beforeAll(async () => {
  app = await startApp({ start: '2027-02-22T02:00:00.000Z', poolSize: 20 });
  w = await world(app);
  admin = await administrator(w);
});
afterAll(() => app.close());

const code = ({ status, body }: Answer<unknown>) =>
  `${String(status)} ${(body as { code?: string } | null)?.code ?? ''}`.trim();

/** A reorganisation for the next day, on which the clock stands now; nobody has made it effective yet. */
async function due(...deeds: object[]): Promise<string> {
  last = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
  const body = { on: last, deeds, reason };
  const { id } = ok(await admin.post<ReorganisationView>('/api/reorganisations', body, key())).body;
  expect(await moveClock(app.engine, order(), `${last}T02:00:00.000Z`)).not.toHaveProperty('refusal');
  return id;
}
const merger = (unit: string, heir = 'G1') => ({ do: 'end', unit: w.unit(unit), successors: [w.unit(heir)] });
const effecting = (id: string) => pending(app, 'record_administration', (engine) => effectReorganisation(engine, id));
const effect = (id: string) => admin.post(`/api/reorganisations/${id}/effect`, {});
const openSeats = (unit: string) =>
  app.sql(`select from seat where unit_id = $1 and (valid_to is null or valid_to > legal_date())`, [w.unit(unit)]);

/** A command of a person that is recorded and not committed yet. */
async function commanding(who: Client, id: string, command: Given, as = who.seats[0]?.id ?? '') {
  const view = await who.view(id);
  const isSubmit = command.type === 'Submit';
  const seen = isSubmit ? {} : { seen: { step: view.state, evaluation: view.evaluation } };
  const ifMatch = isSubmit ? Number(/\d+/.exec(view.draft?.etag ?? '')?.[0]) : (view.revision ?? 0);
  const requestHash = createHash('sha256').update(randomUUID()).digest();
  const actor = { person: who.person, as };
  const told = { ...command, ...seen } as Parameters<typeof perform>[1]['command'];
  return pending(app, 'record_decision', (engine) =>
    perform(engine, { nomination: id, commandId: randomUUID(), actor, command: told, ifMatch, requestHash }),
  );
}

describe('in the instant in which a unit ends', () => {
  it('nothing begins in it any more: no seat, no person, no council, no working copy', async () => {
    await w.open('H', 'grassroots_union', 'C');
    const [officer, subject] = [await w.person('officer.H', 'G1'), await w.nominee('H')];
    const id = await due(merger('H'));
    const ending = await effecting(id);
    const unit = w.unit('H');
    const nomination = {
      award: 'UNION_CERT_VGCL',
      unit,
      subject: { type: 'person', id: subject },
      year: 2026,
      occasion: 'annual',
      facts: {},
      statement: '',
    };
    const answers = [
      admin.post('/api/seats', { person: officer.person, unit, role: 'clerk', validFrom: '2020-01-01' }, key()),
      admin.post('/api/persons', { name: 'Đến Muộn', unit }, key()),
      admin.patch(`/api/persons/${officer.person}`, { unit }, key()),
      admin.post('/api/councils', { unit, name: 'Hội đồng', validFrom: '2026-01-01' }, key()),
      w.as('clerk.H').post('/api/nominations', nomination, key()),
    ];
    expect(await blocked(app, ...answers)).toBe(5);
    expect(await ending.commit()).not.toHaveProperty('refusal');
    expect((await Promise.all(answers)).map(code)).toEqual([
      '409 unit-ended',
      '409 unit-ended',
      '409 unit-ended',
      '409 unit-ended',
      '400 malformed',
    ]);
    expect(await openSeats('H')).toEqual([]);
    expect(await app.sql('select from person where unit_id = $1', [unit])).toEqual([]);
    expect(await app.sql('select from council where unit_id = $1', [unit])).toEqual([]);
    expect(await app.sql('select from nomination where unit_id = $1', [unit])).toEqual([]);
  });

  it('a seat that is being granted ends with it, in either order', async () => {
    await w.open('H2', 'grassroots_union', 'C');
    const { person } = await w.person('officer.H2', 'G1');
    const id = await due(merger('H2'));
    const seat = { person, unit: w.unit('H2'), role: 'appraiser' as const, flags: [], validFrom: '2020-01-01' };
    const granting = await pending(app, 'record_administration', (engine) => grantSeat(engine, order(), seat));
    const ending = effect(id);
    expect(await blocked(app, ending)).toBe(1);
    expect(await granting.commit()).toHaveProperty('id');
    ok(await ending);
    expect(await openSeats('H2')).toEqual([]);
    // Another is decided before the end and written after it.
    await w.open('H3', 'grassroots_union', 'C');
    const next = await due(merger('H3'));
    app.before('record_administration', async () => void ok(await effect(next)));
    refused(await admin.post('/api/seats', { ...seat, unit: w.unit('H3') }, key()), 409, 'unit-ended');
    expect(await openSeats('H3')).toEqual([]);
  });
});

describe('a decision that is being recorded', () => {
  const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };

  it('holds its seat: an end of the seat comes after it', async () => {
    await w.open('H4', 'grassroots_union', 'C');
    const signer = w.as('signer.H4');
    const nomination = await w.nominate({ unit: 'H4' });
    await w.climb(nomination, 'signature@H4');
    const deciding = await commanding(signer, nomination, recommend);
    const validTo = (await app.sql<{ d: string }>('select legal_date()::text as d'))[0]?.d;
    const ending = admin.send('PATCH', `/api/seats/${signer.seats[0]?.id ?? ''}`, {
      body: { validTo },
      headers: key(),
    });
    expect(await blocked(app, ending)).toBe(1);
    expect(await deciding.commit()).toHaveProperty('answer');
    ok(await ending);
    expect(await w.state(nomination)).toBe('appraisal@C');
  });

  it('holds what was lent: neither the lender’s seat nor the loan ends before it', async () => {
    await w.open('H9', 'grassroots_union', 'C');
    const lender = w.as('signer.H9');
    const seat = lender.seats[0]?.id ?? '';
    const deputy = await w.person('deputy.H9', 'H9');
    const validTo = (await app.sql<{ d: string }>('select legal_date()::text as d'))[0]?.d;
    const endings = [
      (as: string) => lender.post(`/api/delegations/${as}/revoke`, {}, key()),
      () => admin.send('PATCH', `/api/seats/${seat}`, { body: { validTo }, headers: key() }),
    ];
    for (const ends of endings) {
      const body = { seat, to: deputy.person, form: 'KT', validTo: '2027-12-31' };
      const { id: as } = ok(await lender.post<DelegationView>('/api/delegations', body, key())).body;
      const nomination = await w.nominate({ unit: 'H9' });
      await w.climb(nomination, 'signature@H9');
      const deciding = await commanding(deputy, nomination, recommend, as);
      const ending = ends(as);
      expect(await blocked(app, ending)).toBe(1);
      expect(await deciding.commit()).toHaveProperty('answer');
      ok(await ending);
      expect(await w.state(nomination)).toBe('appraisal@C');
    }
  });

  it('holds its seat: a unit that ends ends after it, and what it decided is re-routed', async () => {
    await w.open('H5', 'grassroots_union', 'C');
    const nomination = await w.nominate({ unit: 'H5' });
    await w.climb(nomination, 'signature@H5');
    const id = await due(merger('H5'));
    const deciding = await commanding(w.as('signer.H5'), nomination, recommend);
    const ending = effect(id);
    expect(await blocked(app, ending)).toBe(1);
    expect(await deciding.commit()).toHaveProperty('answer');
    ok(await ending);
    expect(await w.state(nomination)).toBe('appraisal@C');
    await sweepDirect(app.engine);
    const again = await commanding(w.as('appraiser.C'), nomination, recommend);
    expect(await again.commit()).toHaveProperty('answer');
    const view = await w.as('appraiser.C').view(nomination);
    expect(view.route.map((s) => w.key(s.unit.id))).toEqual(['G1', 'C', 'F']);
  });

  it('a submission holds the tree: a change of it comes after, and knows the nomination', async () => {
    await w.open('H6', 'grassroots_union', 'C');
    const nomination = await w.nominate({ unit: 'H6', submit: false });
    const id = await due(merger('H6'));
    const submitting = await commanding(w.as('clerk.H6'), nomination, { type: 'Submit' });
    const ending = effect(id);
    expect(await blocked(app, ending)).toBe(1);
    expect(await submitting.commit()).toHaveProperty('answer');
    ok(await ending);
    const items = `select from act_item i join reorganisation r on r.act_id = i.act_id where r.id = $1 and i.nomination_id = $2`;
    expect(await app.sql(items, [id, nomination])).toHaveLength(1);
  });

  it('a submission that was decided in the old tree, and is written in the new one, is decided again', async () => {
    const opened = { name: 'Công đoàn I', symbol: 'I', level: 'level2_union', parent: w.unit('F') };
    w.units['I'] = ok(await admin.post<{ id: string }>('/api/units', opened, key())).body.id;
    await w.open('D', 'level2_union', 'F');
    await w.open('K', 'grassroots_union', 'D');
    const nomination = await w.nominate({ unit: 'K', submit: false });
    await due({ do: 'change', unit: w.unit('D'), parent: w.unit('I') });
    app.before('record_decision', () => sweepDirect(app.engine));
    // The way now leads through I, where nobody sits yet.
    const no = refused(await w.as('clerk.K').command(nomination, { type: 'Submit' }), 422, 'no-officer');
    expect(no.needed).toBe(`appraiser@${w.unit('I')}`);
    expect(await w.state(nomination)).toBe('draft');
  });
});

describe('a selection that is being opened in it', () => {
  const selections = () => app.sql('select from selection where unit_id = $1', [w.unit('L')]);
  const open = (headers = key()) =>
    w.as('signer.L').post('/api/selections', { unit: w.unit('L'), award: 'UNION_MEDAL_KNC', year: 2026 }, headers);

  it('comes first and keeps the unit, or finds nothing there any more: never half of either', async () => {
    await publish(w, unitChooses);
    await w.open('L', 'level2_union', 'F');
    await w.open('M', 'level2_union', 'F');
    await w.open('N', 'grassroots_union', 'L');
    const nomination = await w.nominate({ unit: 'N', award: 'UNION_MEDAL_KNC' });
    await w.climb(nomination, 'selection@L');
    const moved = () => [{ do: 'change', unit: w.unit('N'), parent: w.unit('M') }, merger('L', 'M')] as const;
    const id = await due(...moved());
    const order = { person: w.as('signer.L').person, commandId: randomUUID(), requestHash: Buffer.alloc(32) };
    const list = { unit: w.unit('L'), award: 'UNION_MEDAL_KNC', year: 2026 };
    const opening = await pending(app, 'selection-open', (engine) => openSelection(engine, order, list));
    const ending = effect(id);
    expect(await blocked(app, ending)).toBe(1);
    expect(await opening.commit()).toHaveProperty('id');
    refused(await ending, 409, 'affairs-open');
    expect([(await selections()).length, (await openSeats('L')).length]).toEqual([1, 3]);
    expect(await w.state(nomination)).toBe('selection@L');
    // The list is gone: now the unit ends while another one is opened.
    await app.sql('delete from selection where unit_id = $1', [w.unit('L')]);
    const other = await effecting(id);
    const late = open();
    expect(await blocked(app, late)).toBe(1);
    expect(await other.commit()).not.toHaveProperty('refusal');
    refused(await late, 404, 'not-found');
    expect([(await selections()).length, (await openSeats('L')).length]).toEqual([0, 0]);
    const [{ act } = { act: '' }] = await app.sql<{ act: string }>(
      'select act_id as act from reorganisation where id = $1',
      [id],
    );
    expect(await performActItem(app.engine, act, nomination)).toBe('done');
    expect(await w.state(nomination)).toBe('selection@M');
  });
});

describe('two at once', () => {
  it('plan one unit: one is planned, the others are told, and nothing is left of them', async () => {
    await w.open('H7', 'grassroots_union', 'C');
    const on = '2027-12-01';
    const deeds = [
      [merger('H7')],
      [{ do: 'change', unit: w.unit('H7'), parent: w.unit('F') }, merger('G2')],
      [{ do: 'change', unit: w.unit('H7'), name: 'Công đoàn Bảy' }],
    ];
    const answers = await Promise.all(
      deeds.map((d) => admin.post('/api/reorganisations', { on, deeds: d, reason }, key())),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409]);
    for (const answer of answers.filter((a) => a.status === 409))
      expect(code(answer)).toMatch(/^409 (plans-overlap|unit-ended)$/);
    expect(await app.sql(`select from reorganisation where on_date = $1`, [on])).toHaveLength(1);
    const touched = `select distinct unit_id from unit_version where valid_to = $1 or valid_from = $1`;
    expect(await app.sql<{ unit_id: string }>(touched, [on])).toEqual([{ unit_id: w.unit('H7') }]);
  });

  it('make one effective: one entry and one act; who takes it back meanwhile comes too late', async () => {
    await w.open('H8', 'grassroots_union', 'C');
    const nomination = await w.nominate({ unit: 'H8' });
    const id = await due(merger('H8'));
    const ending = await effecting(id);
    const cancelling = admin.post(`/api/reorganisations/${id}/cancel`, {}, key());
    const again = [effect(id), effect(id)];
    await blocked(app, cancelling, ...again);
    expect(await ending.commit()).not.toHaveProperty('refusal');
    expect(code(await cancelling)).toBe('409 not-now');
    for (const answer of await Promise.all(again)) expect(code(answer)).toMatch(/^(202|409 not-now)$/);
    await sweepDirect(app.engine);
    const entries = `select from ledger_entry where canon::jsonb->'facts'->0->>'type' = 'ReorganisationEffected'
      and canon::jsonb->'facts'->0->>'reorganisation' = $1`;
    expect(await app.sql(entries, [id])).toHaveLength(1);
    const items = `select from act_item i join act a on a.id = i.act_id where a.kind = 'rerouting' and i.nomination_id = $1`;
    expect(await app.sql(items, [nomination])).toHaveLength(1);
  });
});
