import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ReorganisationView, Unit } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Whatever is wrong with a reorganisation: a problem that says what, and nothing is written, not even in part. */

const DAY = '2027-03-01';
const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
let app: TestApp;
let w: World;
let admin: Client;
beforeAll(async () => {
  app = await startApp({ start: '2027-02-22T02:00:00.000Z' });
  w = await world(app);
  await w.open('A', 'immediate_superior_union', 'C', []);
  await w.open('B', 'immediate_superior_union', 'A', []);
  await w.open('E', 'grassroots_union', 'C', []);
  admin = await administrator(w);
  const later = { name: 'Công đoàn I', symbol: 'I', level: 'level2_union', parent: w.unit('F'), validFrom: DAY };
  w.units['I'] = ok(await admin.post<Unit>('/api/units', later, key())).body.id;
  ok(await admin.patch(`/api/units/${w.unit('E')}`, { validTo: '2027-02-22' }, key()));
});
afterAll(() => app.close());

const u = (unit: string) => w.units[unit] ?? unit;
const end = (unit: string, ...successors: string[]) => ({ do: 'end', unit: u(unit), successors: successors.map(u) });
const move = (unit: string, parent: string) => ({ do: 'change', unit: u(unit), parent: u(parent) });
const propose = <Body = ReorganisationView>(deeds: unknown, over: object = {}, who = admin) =>
  who.post<Body>('/api/reorganisations', { on: DAY, deeds, reason, ...over }, key());

describe('a plan', () => {
  const unknown = randomUUID();
  it.each<[string, () => unknown[], object, number, string]>([
    ['for a day that is past', () => [end('G2', 'G1')], { on: '2027-02-21' }, 422, 'wrong-date'],
    ['for a day in a far future', () => [end('G2', 'G1')], { on: '2033-01-01' }, 422, 'wrong-date'],
    ['that ends a unit before it begins', () => [end('I', 'C')], {}, 422, 'dates-reversed'],
    ['that ends a unit again', () => [end('E', 'G1')], {}, 409, 'unit-ended'],
    ['that ends what does not exist', () => [end(unknown, 'G1')], {}, 422, 'unknown-reference'],
    ['with a successor that does not exist', () => [end('G2', unknown)], {}, 422, 'unknown-reference'],
    ['with the unit as its own successor', () => [end('G2', 'G2')], {}, 409, 'unit-ended'],
    ['with a successor that has ended', () => [end('G2', 'E')], {}, 409, 'unit-ended'],
    ['with a successor that ends on the same day', () => [end('G2', 'G1'), end('G1', 'C')], {}, 409, 'unit-ended'],
    ['with a successor that is not there yet', () => [end('G2', 'I')], { on: '2027-02-28' }, 409, 'unit-ended'],
    ['of a split one of whose parts is not there', () => [end('G2', 'G1', 'E')], {}, 409, 'unit-ended'],
    ['of a split that leaves what is below to nobody', () => [end('A', 'G1', 'G2')], {}, 409, 'unit-in-use'],
    ['that moves a unit under itself', () => [move('A', 'A')], {}, 422, 'unit-cycle'],
    ['that moves a unit below itself', () => [move('A', 'B')], {}, 422, 'unit-cycle'],
    ['of two moves around each other', () => [move('C', 'I'), move('I', 'C')], { on: '2027-03-02' }, 422, 'unit-cycle'],
    ['that moves a unit under one that does not exist', () => [move('C', unknown)], {}, 422, 'unknown-reference'],
    ['that moves a unit under one that has ended', () => [move('G1', 'E')], {}, 409, 'unit-ended'],
    ['that moves the root', () => [move('F', 'C')], {}, 422, 'root-unit'],
    ['with the same unit twice', () => [end('G2', 'G1'), move('G2', 'C')], {}, 409, 'plans-overlap'],
    ['that moves a unit to where it is', () => [move('C', 'F')], {}, 422, 'nothing-changes'],
  ])('%s', async (_, deeds, over, status, code) => {
    const before = await app.contents();
    refused(await propose(deeds(), over), status, code);
    expect(await app.contents()).toBe(before);
  });

  it.each<[string, () => unknown, object, string]>([
    ['of no deed', () => [], {}, '/deeds'],
    ['that is no list', () => ({ 0: end('G2', 'G1') }), {}, '/deeds'],
    ['of more deeds than a day has', () => Array.from({ length: 201 }, () => end('G2', 'G1')), {}, '/deeds'],
    ['with more successors than a split has', () => [end('G2', ...Array(21).fill('G1'))], {}, '/deeds/0/successors'],
    ['with one successor twice', () => [end('G2', 'G1', 'G1')], {}, '/deeds/0/successors'],
    ['with a deed that is none', () => [{ do: 'explode', unit: u('G2') }], {}, '/deeds/0/do'],
    ['with a change of nothing', () => [{ do: 'change', unit: u('G2') }], {}, '/deeds/0'],
    ['with a level that is none', () => [{ do: 'change', unit: u('G2'), level: 'god' }], {}, '/deeds/0/level'],
    ['with a name of spaces', () => [{ do: 'change', unit: u('G2'), name: '   ' }], {}, '/deeds/0/name'],
    ['with an id that is none', () => [{ ...end('G2', 'G1'), unit: '1' }], {}, '/deeds/0/unit'],
    ['with successors of a move', () => [{ ...move('G2', 'C'), successors: [] }], {}, '/deeds/0/successors'],
    ['with a field that nobody knows', () => [{ ...end('G2', 'G1'), force: true }], {}, '/deeds/0/force'],
    ['with a state of its own', () => [end('G2', 'G1')], { state: 'effective' }, '/state'],
    ['for a day that does not exist', () => [end('G2', 'G1')], { on: '2027-02-29' }, '/on'],
    ['for a day in another age', () => [end('G2', 'G1')], { on: '9999-12-31' }, '/on'],
    ['for an hour of a day', () => [end('G2', 'G1')], { on: '2027-03-01T09:00:00Z' }, '/on'],
    ['without a reason', () => [end('G2', 'G1')], { reason: ' ' }, '/reason'],
  ])('%s', async (_, deeds, over, pointer) => {
    const before = await app.contents();
    const { errors } = refused(await propose(deeds(), over), 400, 'malformed');
    expect(errors?.map((e) => e.pointer)).toContain(pointer);
    expect(await app.contents()).toBe(before);
  });

  it('of 10,000 rows is answered at once', async () => {
    const before = await app.contents();
    const large = await propose(Array.from({ length: 10_000 }, () => end('G2', 'G1')));
    expect(anyProblem(large, 'large').status).toBe(413);
    expect(await app.contents()).toBe(before);
  });

  it('of somebody who administers one side only', async () => {
    const before = await app.contents();
    const local = await w.seat('admin.G2', 'administrator', 'G2');
    const seated = await app.contents();
    expect(seated).not.toBe(before);
    for (const deeds of [[end('G2', 'G1')], [move('G2', 'A')]]) {
      expect(refused(await propose(deeds, {}, local), 403, 'wrong-seat').data).toHaveProperty('units');
    }
    refused(await propose([end('G2', 'G1')], {}, w.as('signer.F')), 403, 'wrong-seat');
    expect(await app.contents()).toBe(seated);
  });
});

describe('a planned reorganisation', () => {
  it('keeps its successor and its new superior, and is what it was after every attempt on it', async () => {
    const plan = ok(await propose([end('G2', 'G1'), move('B', 'C')])).body;
    const before = await app.contents();
    const patch = (unit: string) => admin.patch(`/api/units/${u(unit)}`, { validTo: '2027-02-25' }, key());
    refused(await patch('B'), 409, 'plans-overlap');
    refused(await patch('G1'), 409, 'plans-overlap');
    refused(await patch('C'), 409, 'unit-in-use');
    refused(await propose([end('G1', 'C')], { on: '2027-02-25' }), 409, 'unit-ended');
    refused(await propose([move('B', 'A')], { on: '2027-02-25' }), 409, 'plans-overlap');
    refused(await propose([end('G2', 'C')], { on: '2027-03-02' }), 409, 'unit-ended');
    const at = `/api/reorganisations/${plan.id}`;
    refused(await admin.post(`${at}/effect`, {}), 409, 'not-now');
    refused(await w.as('clerk.F').post(`${at}/cancel`, {}, key()), 403, 'wrong-seat');
    for (const what of ['', '/plan']) refused(await admin.get(`/api/reorganisations/x${what}`), 400, 'malformed');
    for (const what of ['cancel', 'effect']) {
      refused(await admin.post(`/api/reorganisations/${randomUUID()}/${what}`, {}, key()), 404, 'not-found');
    }
    refused(await admin.get(`/api/reorganisations/${randomUUID()}/plan`), 404, 'not-found');
    expect(await app.contents()).toBe(before);
  });

  it('is taken back once, and the tree is as it was', async () => {
    const [plan] = ok(await admin.get<{ reorganisations: ReorganisationView[] }>('/api/reorganisations')).body
      .reorganisations;
    const at = `/api/reorganisations/${plan?.id ?? ''}/cancel`;
    const versions = 'select unit_id, valid_from, valid_to, parent_id, successors from unit_version order by 1, 2';
    ok(await admin.post(at, {}, key()));
    refused(await admin.post(at, {}, key()), 409, 'not-now');
    const tree = await app.sql<{ unit_id: string; valid_to: string | null }>(versions);
    const open = ['F', 'C', 'G1', 'G2', 'A', 'B', 'I'].map(u);
    expect(tree.map((v) => v.unit_id).sort()).toEqual([...open, u('E')].sort());
    expect(tree.filter((v) => v.valid_to !== null).map((v) => v.unit_id)).toEqual([u('E')]);
  });
});
