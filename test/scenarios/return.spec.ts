import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NominationLedger, VersionDiff, Versions } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, pdf, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Case 2: returned for a supplement. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const reason = 'Thiếu giấy chứng nhận sáng kiến';
const giveBack = { type: 'Return', items: [{ item: 'initiativeCertificate', code: 'missing' }], reason };
const entries = async (id: string) =>
  ok(await w.as('clerk.G1').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body.entries;
const versions = async (id: string) =>
  ok(await w.as('appraiser.C').get<Versions>(`/api/nominations/${id}/versions`)).body.versions;
const diff = async (id: string, a: number, b: number, who = 'appraiser.C') =>
  ok(await w.as(who).get<VersionDiff>(`/api/nominations/${id}/versions/${String(a)}/diff/${String(b)}`)).body;
const change = async (id: string, body: object) => {
  const etag = (await w.as('clerk.G1').view(id)).draft?.etag ?? '';
  return w.as('clerk.G1').patch(`/api/nominations/${id}/draft`, body, { 'if-match': etag });
};
const deadline = async (id: string, step: string) => {
  const { deadlines } = await w.as('clerk.G1').view(id);
  return deadlines.find((d) => w.named(d.step) === step);
};

it('the file comes back to the step that asked, approvals are carried over, and the clock goes on', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  const entered = await deadline(id, 'appraisal@C');
  expect(entered).toMatchObject({ dueAt: '2026-11-16T16:59:59.999Z', state: 'pending' });

  await w.clock('2026-11-05T03:00:00.000Z');
  const before = await w.as('appraiser.C').view(id);
  ok(await w.as('appraiser.C').command(id, giveBack));
  const returned = await w.as('clerk.G1').view(id);
  expect(returned).toMatchObject({ state: 'returned', waitingUnit: { id: w.unit('G1') } });
  expect(returned.draft?.openItems).toEqual(['initiativeCertificate']);
  expect(await deadline(id, 'appraisal@C')).toMatchObject({ state: 'stopped', remaining: 7 });
  expect(await deadline(id, 'returned')).toMatchObject({ state: 'pending', dueAt: '2026-11-12T16:59:59.999Z' });

  const late = { type: 'Recommend', seen: { step: before.state, evaluation: before.evaluation } };
  refused(await w.as('appraiser.C').command(id, late, { ifMatch: '"1"' }), 409, 'step-decided');

  const clerk = w.as('clerk.G1');
  const first = await versions(id);
  expect(first.map((v) => [v.revision, v.files.length])).toEqual([[1, 3]]);
  const closed = await clerk.file(id, 'minutes', { bytes: pdf('khác') });
  expect(closed.status).toBe(400);
  const value = { 'initiative.recognisedAppliedInStreak': { value: 3, item: 'achievementReport' } };
  refused(await change(id, { facts: value }), 400, 'malformed');
  refused(await change(id, { statement: 'Viết lại' }), 400, 'malformed');
  const stale = (await clerk.view(id)).draft?.etag ?? '';
  ok(await clerk.file(id, 'initiativeCertificate'));
  refused(await clerk.command(id, { type: 'Resubmit' }, { ifMatch: stale }), 412, 'stale-draft');
  expect(await versions(id)).toEqual(first);

  await w.clock('2026-11-10T03:00:00.000Z');
  ok(await clerk.command(id, { type: 'Resubmit' }));
  const resumed = await w.as('appraiser.C').view(id);
  expect(resumed).toMatchObject({ state: before.state, revision: 2, frozen: { revision: 2 } });
  expect(await deadline(id, 'appraisal@C')).toMatchObject({ state: 'pending', dueAt: '2026-11-19T16:59:59.999Z' });
  const facts = (await entries(id)).at(-1)?.facts.map((f) => f['type']);
  expect(facts).toEqual(['Resubmitted', 'CarriedOver', 'CarriedOver', 'StepEntered']);
  expect(resumed.regime.receivedAt).toBe(before.regime.receivedAt);

  refused(await w.as('appraiser.C').command(id, { type: 'Recommend' }, { ifMatch: '"1"' }), 412, 'stale-revision');
  const [one, two] = await versions(id);
  expect([one, two?.revision, two?.files.length]).toEqual([first[0], 2, 4]);
  expect(two?.hash).toBe(one?.hash);
  const added = two?.files.filter((f) => f.item === 'initiativeCertificate');
  expect(added).toMatchObject([{ name: 'minh-chung.pdf', mime: 'application/pdf', sha256: expect.any(String) }]);
  const nothing = { facts: [], files: { added: [], removed: [], replaced: [] }, statement: [] };
  expect(await diff(id, 1, 2)).toEqual({ ...nothing, from: 1, to: 2, files: { ...nothing.files, added } });
  expect(await diff(id, 2, 1)).toEqual({ ...nothing, from: 2, to: 1, files: { ...nothing.files, removed: added } });
  expect(await diff(id, 2, 2)).toEqual({ ...nothing, from: 2, to: 2 });
  refused(await w.as('appraiser.C').get(`/api/nominations/${id}/versions/1/diff/3`), 404, 'not-found');
  expect((await w.as('appraiser.C').get(`/api/nominations/${id}/versions/1/diff/0`)).status).toBe(400);
  expect(resumed.supplements).toMatchObject([
    { dueAt: '2026-11-12T16:59:59.999Z', answeredBy: 2, items: [{ item: 'initiativeCertificate', code: 'missing' }] },
  ]);

  const certificate = resumed.items.find((i) => i.item === 'initiativeCertificate')?.files[0]?.id ?? '';
  ok(await w.as('appraiser.C').get(`/api/nominations/${id}/items/initiativeCertificate/${certificate}`));
  await w.climb(id, 'awaitingDecision');
});

it('a second return with the same code is allowed and shown as a repeat', async () => {
  const id = await w.nominate();
  const other = { ...giveBack, items: [{ item: 'initiativeCertificate', code: 'unsigned' }] };
  for (const [round, asking] of [giveBack, other, giveBack].entries()) {
    ok(await w.as('appraiser.G1').command(id, asking));
    const asked = (await w.as('clerk.G1').view(id)).items.find((i) => i.item === 'initiativeCertificate');
    expect([asked?.requested, asked?.repeated]).toEqual([asking.items[0]?.code, round === 2]);
    ok(await w.as('clerk.G1').file(id, 'initiativeCertificate', { bytes: pdf(String(round)) }));
    ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  }
  expect((await entries(id)).filter((e) => e.type === 'Return')).toHaveLength(3);
  const view = await w.as('appraiser.G1').view(id);
  expect(view.revision).toBe(4);
  expect(view.items.find((i) => i.item === 'initiativeCertificate')).toMatchObject({
    requested: null,
    repeated: false,
  });
  expect(view.supplements.map((s) => [s.answeredBy, s.items.map((i) => i.repeated)])).toEqual([
    [2, [false]],
    [3, [false]],
    [4, [true]],
  ]);
});

it('a return may name facts, each with its reason: they open and no other, and the difference shows them', async () => {
  const two = { value: 2, item: 'achievementReport' };
  const facts = { 'initiative.recognisedAppliedInStreak': two, 'person.leader': { value: false } };
  const id = await w.nominate({ facts });
  const items = [
    { item: 'person.leader', code: 'contradictory' },
    { item: 'minutes', code: 'illegible' },
  ];
  ok(await w.as('appraiser.G1').command(id, { ...giveBack, items }));
  const view = await w.as('clerk.G1').view(id);
  expect(view.draft?.openItems).toEqual(['person.leader', 'minutes']);
  expect(view.supplements.at(-1)?.items.map((i) => [i.label.en, i.code])).toEqual([
    ['is a leader or manager (from grassroots deputy up)', 'contradictory'],
    ['minutes of the review or of the council', 'illegible'],
  ]);
  const streak = 'initiative.recognisedAppliedInStreak';
  const other = refused(await change(id, { facts: { ...facts, [streak]: { ...two, value: 3 } } }), 400, 'malformed');
  expect(other.errors?.map((e) => e.pointer)).toEqual([`/facts/${streak}`]);
  ok(await change(id, { facts: { ...facts, 'person.leader': { value: true } } }));
  const old = (await w.as('clerk.G1').view(id)).items.find((i) => i.item === 'minutes')?.files[0];
  ok(await w.as('clerk.G1').file(id, 'minutes', { bytes: pdf('rõ hơn'), name: 'ro-hon.pdf' }));
  const etag = (await w.as('clerk.G1').view(id)).draft?.etag ?? '';
  const path = `/api/nominations/${id}/items/minutes/${old?.id ?? ''}`;
  ok(await w.as('clerk.G1').send('DELETE', path, { headers: { 'if-match': etag } }));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  const changed = await diff(id, 1, 2, 'appraiser.G1');
  expect(changed.facts).toEqual([
    {
      fact: 'person.leader',
      label: expect.objectContaining({ en: 'is a leader or manager (from grassroots deputy up)' }),
      before: { value: false },
      after: { value: true },
    },
  ]);
  expect(changed.files).toMatchObject({
    added: [],
    removed: [],
    replaced: [{ item: 'minutes', before: { id: old?.id }, after: { name: 'ro-hon.pdf' } }],
  });
});

it('what changed in the words is shown word by word', async () => {
  const id = await w.nominate({ statement: 'Có hai sáng kiến trong năm' });
  ok(await w.as('appraiser.G1').command(id, { ...giveBack, items: [{ item: 'statement', code: 'insufficient' }] }));
  ok(await change(id, { statement: 'Có hai sáng kiến lớn trong năm' }));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  expect((await diff(id, 1, 2, 'appraiser.G1')).statement).toEqual([
    { kind: 'same', text: 'Có hai sáng kiến ' },
    { kind: 'added', text: 'lớn ' },
    { kind: 'same', text: 'trong năm' },
  ]);
});

it('a value that an approval rested on and that changed lapses it: the file starts at the earliest lapsed step', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  const items = [
    { item: 'facts', code: 'contradictory' },
    { item: 'achievementReport', code: 'insufficient' },
  ];
  ok(await w.as('appraiser.C').command(id, { ...giveBack, items }));
  const facts = { 'initiative.recognisedAppliedInStreak': { value: 3, item: 'achievementReport' } };
  const etag = (await w.as('clerk.G1').view(id)).draft?.etag ?? '';
  ok(await w.as('clerk.G1').patch(`/api/nominations/${id}/draft`, { facts }, { 'if-match': etag }));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  expect(await w.state(id)).toBe('appraisal@G1');
  const types = (await entries(id)).at(-1)?.facts.map((f) => f['type']);
  expect(types).toEqual(expect.arrayContaining(['Resubmitted', 'ApprovalLapsed', 'StepEntered']));
  await w.climb(id, 'awaitingDecision');
});

it('a supplement that is not answered in time goes back to whoever asked, for their choice', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  ok(await w.as('appraiser.C').command(id, { ...giveBack, due: '2026-11-12' }));
  await w.clock('2026-11-12T17:00:00.001Z');
  expect(await w.state(id)).toBe('appraisal@C');
  expect((await entries(id)).at(-1)).toMatchObject({ type: 'Lapse', from: 'returned' });
  refused(await w.as('clerk.G1').command(id, { type: 'Resubmit' }, { ifMatch: '"d-4"' }), 412, 'stale-draft');
  expect((await w.as('appraiser.C').view(id)).revision).toBe(1);
  await w.climb(id, 'awaitingDecision');
});
