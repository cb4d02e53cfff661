import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActView, DocumentView } from '#contract';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
});
afterAll(() => app.close());

/** A medal that F nominates and appraises itself: the shortest way to its decision. */
async function waiting(subject?: string): Promise<string> {
  const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', ...(subject === undefined ? {} : { subject }) });
  await w.climb(id, 'awaitingDecision');
  return id;
}
const compose = (nominations: readonly string[], who = 'clerk.F') =>
  w
    .as(who)
    .post<DocumentView>('/api/documents', { as: w.as(who).seats[0]?.id, title: 'Quyết định khen thưởng', nominations });
const chain = async (document: string) =>
  (await app.sql<{ seq: number }>('select seq from ledger_entry where chain = $1', [`d:${document}`])).length;

describe('the numbers of a body', () => {
  it('32 documents issued at once get consecutive numbers without a gap, each once', async () => {
    const before = (await app.sql<{ last: number }>('select last from number_sequence'))[0]?.last ?? 0;
    const subjects = await w.nominees('F', 32);
    const nominations = await Promise.all(subjects.map((subject) => waiting(subject)));
    const documents = await Promise.all(nominations.map((n) => w.signed([n])));
    const clerk = await w.elevate('clerk.F');
    const answers = await Promise.all(
      documents.map((d) => clerk.deed<{ number: string }>(d, 'issue', { ifMatch: '"1"' })),
    );
    expect(answers.map((a) => a.status)).toEqual(documents.map(() => 202));
    const expected = documents.map((_, i) => `${String(before + i + 1).padStart(2, '0')}/QĐ-TLĐ`);
    expect(answers.map((a) => a.body.number).sort()).toEqual(expected.sort());
    expect((await app.sql<{ last: number }>('select last from number_sequence'))[0]?.last).toBe(before + 32);
  });

  it('a refused issue takes no number', async () => {
    const [one, two] = [await waiting(), await waiting()];
    const documents = [await w.signed([one]), await w.signed([two])];
    const clerk = await w.elevate('clerk.F');
    const [{ last } = { last: 0 }] = await app.sql<{ last: number }>('select last from number_sequence');
    refused(await clerk.deed(documents[0] ?? '', 'issue', { ifMatch: '"7"' }), 412, 'stale-revision');
    refused(await w.as('signer.F').deed(documents[0] ?? '', 'issue'), 403, 'wrong-seat');
    const issued = ok(await clerk.deed<{ number: string }>(documents[1] ?? '', 'issue'));
    expect(issued.body.number).toBe(`${String(last + 1).padStart(2, '0')}/QĐ-TLĐ`);
  });
});

describe('nothing is issued in part', () => {
  it('one item that was sent back refuses the whole document, and is named', async () => {
    const [good, bad] = [await waiting(), await waiting()];
    const document = await w.signed([good, bad]);
    const items = [{ item: 'nomineeList', code: 'illegible' }];
    const returned = { type: 'Return', items, reason: 'Danh sách không đọc được rõ' };
    const sentBack = await w.as('clerk.F').command(bad, returned);
    refused(sentBack, 403, 'conflict-of-interest');
    const other = await w.seat('clerk2.F', 'clerk', 'F');
    ok(await other.command(bad, returned));
    const refusal = refused(await (await w.elevate('clerk.F')).deed(document, 'issue'), 409, 'not-awaiting-decision');
    expect(refusal.data?.['items']).toEqual([expect.objectContaining({ nomination: bad })]);
    expect(await w.state(good)).toBe('awaitingDecision');
    expect(await chain(document)).toBe(1);
  });

  it('an item that is sent back while the issue is under way refuses it as well', async () => {
    const id = await waiting();
    const document = await w.signed([id]);
    const clerk = await w.elevate('clerk.F');
    const other = await w.seat('clerk3.F', 'clerk', 'F');
    const items = [{ item: 'nomineeList', code: 'illegible' }];
    app.before('record_document', async () => {
      ok(await other.command(id, { type: 'Return', items, reason: 'Danh sách không đọc được rõ' }));
    });
    const refusal = refused(await clerk.deed(document, 'issue'), 409, 'not-awaiting-decision');
    expect(refusal.data?.['items']).toEqual([expect.objectContaining({ nomination: id })]);
    expect(await chain(document)).toBe(1);
  });
});

describe('who decides', () => {
  it('neither signing nor issuing goes without the password', async () => {
    const id = await waiting();
    const { body } = ok(await compose([id]));
    const signer = await w.seat('deputy.F', 'signer', 'F');
    refused(await signer.deed(body.id, 'sign'), 403, 'elevation-needed');
    ok(await (await w.elevate('deputy.F')).deed(body.id, 'sign'));
    const clerk = await w.seat('clerk4.F', 'clerk', 'F');
    refused(await clerk.deed(body.id, 'issue'), 403, 'elevation-needed');
    expect(await chain(body.id)).toBe(1);
  });

  it('who acted on a nomination does not sign for it, and neither does its subject', async () => {
    const acted = await waiting();
    await w.seat('appraiser.F', 'signer', 'F');
    const draft = ok(await compose([acted])).body.id;
    const appraiser = await w.elevate('appraiser.F');
    const as = appraiser.seats.at(-1)?.id ?? '';
    refused(await appraiser.deed(draft, 'sign', { as }), 403, 'steps-not-combinable');
    const chief = await w.seat('chief.F', 'signer', 'F');
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject: chief.person });
    await w.climb(id, 'awaitingDecision');
    const own = ok(await compose([id])).body.id;
    refused(await (await w.elevate('chief.F')).deed(own, 'sign'), 403, 'conflict-of-interest');
  });

  it('a nomination is in one open document; discarding frees it', async () => {
    const id = await waiting();
    const first = ok(await compose([id])).body.id;
    refused(await compose([id]), 409, 'in-other-document');
    ok(await w.as('clerk.F').deed(first, 'discard'));
    const [a, b] = await Promise.all([compose([id]), compose([id])]);
    expect([a.status, b.status].sort()).toEqual([201, 409]);
  });

  it('a key repeated after the issue gives the same answer and no second number', async () => {
    const document = await w.signed([await waiting()]);
    const clerk = await w.elevate('clerk.F');
    const key = randomUUID();
    const send = () => clerk.deed(document, 'issue', { key, ifMatch: '"1"' });
    const [one, ...more] = [await send(), ...(await Promise.all([send(), send(), send()]))];
    for (const again of more) expect(again.text).toBe(one?.text);
    expect(await chain(document)).toBe(2);
  });
});

describe('the act that hands out the commendations', () => {
  it('commends each item once, whoever performs it, and tells how far it is', async () => {
    const nominations = [await waiting(), await waiting()];
    const { act } = await w.decision(nominations);
    const view = () => w.as('clerk.F').get<ActView>(`/api/acts/${act}`);
    expect((await view()).body).toMatchObject({ total: 2, done: 0, waiting: 2, refused: [] });
    await Promise.all(
      nominations.flatMap((n) => [performActItem(app.engine, act, n), performActItem(app.engine, act, n)]),
    );
    expect((await view()).body).toMatchObject({ total: 2, done: 2, waiting: 0, refused: [] });
    for (const n of nominations) {
      expect(await w.state(n)).toBe('commended');
      const rows = await app.sql(`select from ledger_entry where chain = $1 and canon::jsonb->>'type' = 'Commended'`, [
        `n:${n}`,
      ]);
      expect(rows).toHaveLength(1);
    }
  });

  it('a command on an item that still waits meets the state after it', async () => {
    const id = await waiting();
    const seen = { step: 'awaitingDecision', evaluation: (await w.as('signer.F').view(id)).evaluation };
    await w.decision([id]);
    const late = { type: 'Reject', code: 'other', reason: 'Đến muộn sau quyết định', seen };
    const answer = refused(await w.as('signer.F').command(id, late, { ifMatch: '"1"' }), 409, 'step-decided');
    expect(answer.observed).toBe('commended');
  });
});
