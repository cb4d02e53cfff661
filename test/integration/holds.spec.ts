import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActView, SubjectHold, SubjectHolds } from '#contract';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Holds on a nomination, a person or a unit: nothing is decided meanwhile, clocks stand still, and several add up. */

let app: TestApp;
let w: World;
let guard: Client;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  guard = await w.seat('guard.C', 'appraiser', 'C', ['hold']);
});
afterAll(() => app.close());

const reason = 'Chờ kết luận của cơ quan kiểm tra';
const put = (id: string, who = guard) => who.command(id, { type: 'Hold', kind: 'verification', reason });
const release = (id: string, hold: string, who = guard) => who.command(id, { type: 'Release', hold, reason });
const holdsOf = async (id: string) => (await w.as('appraiser.C').view(id)).holds;
const due = async (id: string) =>
  (await w.as('appraiser.C').view(id)).deadlines.filter((d) => d.state === 'pending').map((d) => d.dueAt.slice(0, 10));
const recommend = (id: string, who = 'appraiser.C') =>
  w.as(who).command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' });

async function waiting(subject?: string, at = 'appraisal@C'): Promise<string> {
  const id = await w.nominate(subject === undefined ? {} : { subject });
  await w.climb(id, at);
  return id;
}

describe('a hold on a nomination', () => {
  it('refuses every step command, and ends with the last of several', async () => {
    const id = await waiting();
    refused(await put(id, w.as('appraiser.C')), 403, 'wrong-seat');
    ok(await put(id));
    ok(await put(id));
    const [one, two] = await holdsOf(id);
    expect(one).toMatchObject({ kind: 'verification', reason });
    const no = refused(await recommend(id), 409, 'held');
    expect(no.observed).toBe(`${String(one?.id)}, ${String(two?.id)}`);
    const items = [{ item: 'minutes', code: 'illegible' }];
    refused(await w.as('appraiser.C').command(id, { type: 'Return', items, reason }), 409, 'held');
    refused(await w.as('clerk.G1').command(id, { type: 'Withdraw', reason }), 409, 'held');
    ok(await release(id, one?.id ?? ''));
    refused(await release(id, one?.id ?? ''), 409, 'not-now');
    refused(await recommend(id), 409, 'held');
    ok(await release(id, two?.id ?? ''));
    ok(await recommend(id));
  });

  it('stops the clock at the first and lets the rest of it run after the last, over a weekend to the day', async () => {
    const id = await waiting();
    // Entered on Monday 02/11/2026: ten working days, due on Monday 16/11.
    expect(await due(id)).toEqual(['2026-11-16']);
    await w.clock('2026-11-07T03:00:00.000Z'); // Saturday: five days have run, six of them left with 09/11 to 16/11.
    ok(await put(id));
    expect(await due(id)).toEqual([]);
    const stopped = await app.sql('select remaining from deadline where nomination_id = $1 and state = $2', [
      id,
      'stopped',
    ]);
    expect(stopped).toEqual([{ remaining: 6 }]);
    await w.clock('2026-11-22T03:00:00.000Z'); // Sunday
    const [hold] = await holdsOf(id);
    ok(await release(id, hold?.id ?? ''));
    // 23, (24 is a holiday) 25, 26, 27, 30/11, 01/12.
    expect(await due(id)).toEqual(['2026-12-01']);
    ok(await recommend(id));
  });

  it('put between load and record of a decision is met by it', async () => {
    const id = await waiting();
    app.before('record_decision', async () => {
      ok(await put(id));
    });
    refused(await recommend(id), 409, 'held');
    expect(await w.state(id)).toBe('appraisal@C');
  });
});

describe('a hold on a person', () => {
  const hold = <Body = SubjectHold>(subject: string, who = guard) =>
    who.post<Body>(
      '/api/holds',
      { as: who.seats[0]?.id, subject: { type: 'person', id: subject }, kind: 'discipline', reason },
      key(),
    );
  const letGo = (id: string, who = guard) =>
    who.post<SubjectHold>(`/api/holds/${id}/release`, { as: who.seats[0]?.id, reason }, key());
  async function handOut(acts: readonly string[]): Promise<void> {
    for (const act of acts) {
      const rows = await app.sql<{ n: string }>('select nomination_id as n from act_item where act_id = $1', [act]);
      for (const { n } of rows) await performActItem(app.engine, act, n);
    }
  }

  it('reaches all that is open for them, before any item was handed out, and no draft is submitted', async () => {
    const subject = await w.nominee('G1');
    const [open, other] = [await waiting(subject), await waiting()];
    const medal = await w.nominate({ award: 'UNION_CERT_LEVEL2', subject, submit: false });
    const made = await hold(subject);
    expect([made.status, made.body.acts]).toEqual([202, [expect.any(String)]]);
    refused(await recommend(open), 409, 'held');
    ok(await recommend(other));
    refused(await w.as('clerk.G1').command(medal, { type: 'Submit' }), 409, 'held');
    await handOut([...made.body.acts, ...made.body.acts]);
    expect((await holdsOf(open)).map((h) => [h.id, h.kind])).toEqual([[made.body.id, 'subject']]);
    refused(await release(open, made.body.id), 409, 'not-now');

    const released = ok(await letGo(made.body.id)).body;
    expect(released.releasedBy).not.toBeNull();
    await handOut(released.acts);
    expect(await holdsOf(open)).toEqual([]);
    ok(await recommend(open));
    ok(await w.as('clerk.G1').command(medal, { type: 'Submit' }));
    refused(await letGo(made.body.id), 409, 'not-now');
  });

  it('tells nothing of nominations that are out of sight, and its subject nothing of itself', async () => {
    const subject = await w.seat('held.G1', 'member', 'G1');
    await w.history(subject.person);
    const below = await waiting(subject.person, 'signature@G1');
    const made = ok(await hold(subject.person)).body;
    const act = async () => ok(await guard.get<ActView>(`/api/acts/${made.acts[0] ?? ''}`)).body;
    expect(await act()).toMatchObject({ total: 0, waiting: 0, done: 0, refused: [] });
    await handOut(made.acts);
    expect(await act()).toMatchObject({ total: 0, done: 0 });
    expect((await w.as('clerk.G1').view(below)).holds).toHaveLength(1);
    expect(ok(await subject.get('/api/holds')).text).not.toContain(made.id);
    expect(ok(await w.as('clerk.G1').get('/api/holds')).text).toContain(made.id);
  });

  it('keeps a decision document from being issued, also when it comes while the issue is under way', async () => {
    const office = await w.seat('guard.F', 'appraiser', 'F', ['hold']);
    const subject = await w.nominee('F');
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject });
    await w.climb(id, 'awaitingDecision');
    const document = await w.signed([id]);
    app.before('record_document', async () => {
      ok(await hold(subject, office));
    });
    const no = refused(await w.as('clerk.F').deed(document, 'issue'), 409, 'held');
    expect(no.data?.['items']).toEqual([expect.objectContaining({ nomination: id })]);
    expect(await app.sql('select from award_grant where nomination_id = $1', [id])).toEqual([]);
  });

  it('is put and seen by flagged working seats of their unit or above only', async () => {
    const subject = await w.nominee('F');
    refused(await hold(subject), 403, 'wrong-seat');
    const below = await w.nominee('G2');
    refused(await hold(below, w.as('signer.C')), 403, 'wrong-seat');
    const made = ok(await hold(below)).body;
    const list = async (who: string) => ok(await w.as(who).get<SubjectHolds>('/api/holds')).body.holds.map((h) => h.id);
    expect(await list('clerk.C')).toContain(made.id);
    expect(await list('clerk.G1')).not.toContain(made.id);
    refused(await letGo(made.id, w.as('signer.C')), 403, 'wrong-seat');
    refused(await hold('00000000-0000-4000-8000-000000000000'), 422, 'unknown-reference');
  });
});

it('leaves the ledger whole', async () => {
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
});
