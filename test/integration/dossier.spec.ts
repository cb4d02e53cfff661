import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DelegationView, Dossier } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, pdf, refused } from '../support/client.js';
import { key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** What the page of a nomination tells beside it: the turn, times, marks on criteria, the reader's checklist, its readers. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  for (const who of ['second.C', 'away.C']) await w.seat(who, 'appraiser', 'C');
});
afterAll(() => app.close());

const reason = 'Đã đối chiếu với bản gốc';
const of = async (who: string, id: string): Promise<Dossier> =>
  ok(await w.as(who).get<Dossier>(`/api/nominations/${id}/dossier`)).body;
const itemOf = async (who: string, id: string, item = 'minutes') =>
  (await w.as(who).view(id)).items.find((i) => i.item === item)?.files.map((f) => f.id) ?? [];
const mark = (who: string, id: string, files: readonly string[], fit = true) =>
  w.as(who).send('PUT', `/api/nominations/${id}/checklist/minutes`, { body: { fit, files } });
const stateOf = ({ checklist }: Dossier, item = 'minutes') => checklist.find((c) => c.item === item)?.state;

describe('the turn', () => {
  it('names whoever may decide now: not who is away or stepped aside, and of a lent seat whose it is', async () => {
    const id = await w.nominate();
    expect((await of('clerk.G1', id)).turn.map((t) => t.name)).toEqual(['Người appraiser.G1']);
    await w.climb(id, 'appraisal@C');
    const names = async () => (await of('appraiser.C', id)).turn.map((t) => [t.name, t.onBehalfOf]);
    const all = ['appraiser.C', 'away.C', 'second.C'].map((who) => [`Người ${who}`, null]);
    expect(await names()).toEqual(all);
    const away = { person: w.as('away.C').person, validFrom: '2026-11-01', validTo: '2026-12-01' };
    ok(await w.as('away.C').post('/api/absences', away, key()));
    ok(await w.as('second.C').command(id, { type: 'Recuse', reason }));
    expect(await names()).toEqual(all.slice(0, 1));
    const lent = { seat: w.as('appraiser.C').seats[0]?.id, to: w.as('signer.G2').person, form: 'TUQ' };
    ok(await w.as('appraiser.C').post<DelegationView>('/api/delegations', { ...lent, validTo: '2026-12-01' }, key()));
    expect(await names()).toEqual([...all.slice(0, 1), ['Người signer.G2', 'Người appraiser.C']]);
    ok(await w.as('appraiser.C').command(id, { type: 'Reject', code: 'other', reason }));
    expect((await of('clerk.G1', id)).turn).toEqual([]);
  });
});

describe('steps and marks on criteria', () => {
  it('tell when each step was entered and left, and who confirmed what with which words', async () => {
    const id = await w.nominate({ facts: { 'initiative.recognisedAppliedInStreak': { value: 2 } } });
    const { criteria } = await w.as('appraiser.G1').view(id);
    const open = criteria.filter((c) => c.result === 'needsPerson').map((c) => c.criterion);
    expect(open).not.toEqual([]);
    for (const criterion of open)
      ok(await w.as('appraiser.G1').command(id, { type: 'Confirm', criterion, result: 'passed', reason }));
    ok(await w.as('appraiser.G1').command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    const { steps, onCriteria } = await of('clerk.G1', id);
    expect(onCriteria.map((c) => c.criterion).sort()).toEqual([...open].sort());
    expect(onCriteria[0]).toMatchObject({
      kind: 'confirmed',
      result: 'passed',
      by: 'Người appraiser.G1',
      unit: 'Công đoàn G1',
      reason,
      beforeSubmission: false,
    });
    const [first, second] = steps;
    expect(first).toMatchObject({ key: `appraisal@${w.unit('G1')}`, late: false });
    expect(first?.workingDays).toBeGreaterThan(0);
    expect(first?.leftAt).toBe(second?.enteredAt);
    expect(second).toMatchObject({ leftAt: null, late: false });
  });
});

describe('the checklist', () => {
  it('is the reader’s own: missing, unseen, fit, and unseen again when another file comes', async () => {
    const id = await w.nominate();
    expect(stateOf(await of('appraiser.G1', id))).toBe('unseen');
    const files = await itemOf('appraiser.G1', id);
    expect((await mark('appraiser.G1', id, files)).status).toBe(204);
    expect(stateOf(await of('appraiser.G1', id))).toBe('fit');
    expect(stateOf(await of('signer.G1', id))).toBe('unseen');
    expect((await mark('appraiser.G1', id, files, false)).status).toBe(204);
    expect(stateOf(await of('appraiser.G1', id))).toBe('unseen');
    expect((await mark('appraiser.G1', id, files)).status).toBe(204);

    const items = [{ item: 'minutes', code: 'illegible' }];
    ok(await w.as('appraiser.G1').command(id, { type: 'Return', items, reason }));
    await w.clock('2026-11-02T03:00:00.000Z');
    expect(stateOf(await of('appraiser.G1', id))).toBe('missing');
    ok(await w.as('clerk.G1').file(id, 'minutes', { bytes: pdf('rõ hơn') }));
    ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
    expect(stateOf(await of('appraiser.G1', id))).toBe('unseen');
    refused(await mark('appraiser.G1', id, files), 412, 'stale-revision');
    const now = await itemOf('appraiser.G1', id);
    expect((await mark('appraiser.G1', id, now)).status).toBe(204);
    expect(stateOf(await of('appraiser.G1', id))).toBe('fit');
    const { uploaders, readings } = await of('appraiser.G1', id);
    expect(now.map((file) => uploaders[file])).toEqual(now.map(() => 'Người clerk.G1'));
    expect(readings.map((r) => [r.name, r.revision])).toContainEqual(['Người appraiser.G1', 1]);
    expect(readings.map((r) => [r.name, r.revision])).toContainEqual(['Người appraiser.G1', 2]);
  });

  it('knows what is asked for and missing, and what this procedure does not ask for', async () => {
    const simplified = { case: 'adHocDeed', deedOn: '2026-10-30' } as const;
    const subject = await w.nominee('G1');
    const award = 'UNION_CERT_LEVEL2';
    const id = await w.nominate({ award, subject, occasion: 'adHoc', simplified, items: [], submit: false });
    const { checklist } = await of('clerk.G1', id);
    expect(stateOf({ checklist } as Dossier, 'submissionLetter')).toBe('missing');
    expect(stateOf({ checklist } as Dossier, 'minutes')).toBe('notApplicable');
  });
});

describe('whoever stepped aside', () => {
  it('is told so, and learns neither words nor readers nor whose turn it is; their mark is refused as unknown', async () => {
    const id = await w.nominate();
    await w.climb(id, 'appraisal@C');
    const files = await itemOf('second.C', id);
    ok(await w.as('second.C').command(id, { type: 'Recuse', reason }));
    expect(await of('second.C', id)).toEqual({
      turn: [],
      steps: [],
      onCriteria: [],
      checklist: [],
      uploaders: {},
      readings: [],
    });
    const { apart, items, opinions } = await w.as('second.C').view(id);
    expect({ apart, opinions, files: items.flatMap((i) => i.files) }).toEqual({ apart: true, opinions: [], files: [] });
    expect((await w.as('appraiser.C').view(id)).apart).toBe(false);
    refused(await mark('second.C', id, files), 404, 'not-found');
    refused(await mark('appraiser.G2', id, files), 404, 'not-found');
    refused(await w.as('appraiser.G2').get(`/api/nominations/${id}/dossier`), 404, 'not-found');
  });
});
