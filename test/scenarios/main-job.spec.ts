import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type {
  ActAccepted,
  ActView,
  DocumentView,
  Inbox,
  Me,
  NominationLedger,
  Nominations,
  NominationView,
} from '#contract';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { Client, ok, refused } from '../support/client.js';
import { PASSWORD, world, type World } from '../support/world.js';

/** The main job by HTTP alone: from an empty form to a numbered decision that everybody can check. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

/** Signs in with login and password, as a browser would. */
async function signIn(key: string): Promise<Client> {
  const login = { login: key.toLowerCase(), password: PASSWORD };
  const answer = ok(await w.stranger.post<Me>('/api/session', login));
  const cookie = /laurel=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  const { person, seats } = answer.body;
  return new Client(
    app.url,
    person.id,
    seats.map((s) => ({ id: s.id, unit: s.unit.id, role: s.role })),
    cookie,
  );
}

const inbox = async (c: Client) => ok(await c.get<Inbox>('/api/inbox')).body;

it('a nomination climbs three levels and ends with a numbered decision', async () => {
  const clerk = await signIn('clerk.G1');
  const person = ok(
    await clerk.post<{ id: string }>('/api/persons', { name: 'Trần Thị Bưởi', unit: w.unit('G1') }),
  ).body;
  await w.history(person.id);

  const found = ok(await clerk.get<{ persons: { id: string }[] }>('/api/persons?q=tran%20thi%20buoi')).body.persons;
  expect(found.map((p) => p.id)).toContain(person.id);
  const made = ok(
    await clerk.post<NominationView>('/api/nominations', {
      award: 'UNION_CERT_VGCL',
      unit: w.unit('G1'),
      subject: { type: 'person', id: person.id },
      year: 2026,
      statement: 'Nhiều sáng kiến được áp dụng',
    }),
  );
  expect(made.status).toBe(201);
  const { id } = made.body;
  refused(await clerk.command(id, { type: 'Submit' }), 422, 'item-missing');
  for (const item of ['submissionLetter', 'achievementReport', 'minutes']) ok(await clerk.file(id, item));
  refused(await clerk.command(id, { type: 'Submit' }), 422, 'criteria-block');
  const facts = { 'initiative.recognisedAppliedInStreak': { value: 2, item: 'achievementReport' } };
  const etag = (await clerk.view(id)).draft?.etag ?? '';
  ok(await clerk.patch(`/api/nominations/${id}/draft`, { facts }, { 'if-match': etag }));
  const ready = await clerk.view(id);
  expect(ready.criteria.map((c) => c.result)).toEqual(['passed', 'passed', 'passed', 'notApplicable']);
  expect(ready.commands).toMatchObject([{ type: 'Submit', allowed: true, refusal: null }]);
  ok(await clerk.command(id, { type: 'Submit' }));

  for (const [who, step] of [
    ['appraiser.G1', 'appraisal@G1'],
    ['signer.G1', 'signature@G1'],
    ['appraiser.C', 'appraisal@C'],
    ['signer.C', 'signature@C'],
    ['appraiser.F', 'appraisal@F'],
  ] as const) {
    const reviewer = await signIn(who);
    const { rows, counts } = await inbox(reviewer);
    expect([who, rows.map((r) => r.id), counts]).toEqual([
      who,
      [id],
      { overdue: 0, soon: 0, waiting: 1, others: 0, snoozed: 0 },
    ]);
    const view = await reviewer.view(id);
    expect(w.named(view.state)).toBe(step);
    expect(view.commands.find((c) => c.type === 'Recommend')).toMatchObject({ allowed: true });
    const next = view.next?.state ?? '';
    const { body } = ok(await reviewer.command(id, { type: 'Recommend', opinion: `Đồng ý, ${who}` }));
    expect(body).toMatchObject({ state: next, revision: 1, late: false });
    expect(await inbox(reviewer)).toMatchObject({ rows: [], counts: { waiting: 0, others: 1 } });
  }

  const office = await signIn('clerk.F');
  const candidates = ok(await office.get<Nominations>(`/api/nominations?decidedBy=${w.unit('F')}`)).body.nominations;
  expect(candidates.map((n) => n.id)).toEqual([id]);
  const draft = {
    as: office.seats[0]?.id,
    title: 'Tặng Bằng khen của Tổng Liên đoàn',
    nominations: candidates.map((n) => n.id),
  };
  const document = ok(await office.post<DocumentView>('/api/documents', draft)).body;
  const chair = await signIn('signer.F');
  refused(await chair.deed(document.id, 'sign'), 403, 'elevation-needed');
  refused(await chair.post('/api/session/confirm', { password: 'sai' }), 401, 'wrong-credentials');
  ok(await chair.post('/api/session/confirm', { password: PASSWORD }));
  ok(await chair.deed(document.id, 'sign'));
  ok(await office.post('/api/session/confirm', { password: PASSWORD }));
  const issued = await office.deed<ActAccepted>(document.id, 'issue');
  expect(issued.status).toBe(202);
  expect(issued.body).toMatchObject({ number: '01/QĐ-TLĐ', date: '2026-11-02' });

  await performActItem(app.engine, issued.body.act, id);
  expect(ok(await office.get<ActView>(`/api/acts/${issued.body.act}`)).body).toMatchObject({
    total: 1,
    done: 1,
    waiting: 0,
    refused: [],
  });
  const end = await clerk.view(id);
  expect(end).toMatchObject({
    state: 'commended',
    waitingUnit: null,
    document: { id: document.id, number: '01/QĐ-TLĐ', date: '2026-11-02' },
  });
  expect(end.deadlines).toEqual([]);
  expect(end.route.flatMap((s) => s.steps.map((x) => x.status))).toEqual(['done', 'done', 'done', 'done', 'done']);

  const ledger = ok(await clerk.get<NominationLedger>(`/api/nominations/${id}/ledger`)).body;
  expect(ledger).toMatchObject({ intact: true, brokenAt: null });
  expect(ledger.entries.map((e) => e.type)).toEqual([
    'Submit',
    'Recommend',
    'Recommend',
    'Recommend',
    'Recommend',
    'Recommend',
    'Commended',
  ]);
  expect(ledger.entries.at(0)?.files).toHaveLength(3);
  expect(JSON.stringify(ledger.entries.map((e) => e.facts))).not.toMatch(/Trần|sáng kiến|Đồng ý/);
  expect(await app.sql('select from award_grant where nomination_id = $1', [id])).toHaveLength(1);
});

it('the amount of a union award without a confirmed multiple is not set, never zero', async () => {
  const [row] = await app.sql<{ id: string }>('select id from decision_document limit 1');
  const view = ok(await w.as('clerk.F').get<DocumentView>(`/api/documents/${row?.id ?? ''}`)).body;
  expect(view.items.map((i) => i.amount)).toEqual([null]);
});

it('the same award, year and unit is not opened twice for one person', async () => {
  const subject = await w.nominee('G1');
  await w.nominate({ subject });
  await expect(w.nominate({ subject })).rejects.toThrow('already-nominated');
});
