import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { NominationView, Nominations } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Keys, ETags, ids, queries, cursors, words, and commands out of order. */

const reason = 'Lý do đủ mười ký tự';
let app: TestApp;
let w: World;
let draft: string;
let submitted: string;
let document: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.seat('administrator.F', 'administrator', 'F');
  draft = await w.nominate({ submit: false });
  submitted = await w.nominate();
  const decided = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
  await w.climb(decided, 'awaitingDecision');
  document = await w.signed([decided]);
});
afterAll(() => app.close());

describe('what a reviewer sends in the wrong moment', () => {
  const post = (id: string, body: object, headers: Record<string, string>, who = 'appraiser.G1') =>
    w.as(who).post(`/api/nominations/${id}/commands`, { as: w.as(who).seats[0]?.id, ...body }, headers);

  it.each(['', 'abc', '1', randomUUID().slice(1), `${randomUUID()},${randomUUID()}`])(
    'the key %p is none',
    async (key) => {
      const answer = await post(submitted, { type: 'Submit' }, { 'if-match': '"d-1"', 'idempotency-key': key });
      expect(anyProblem(answer, key)).toMatchObject({ status: 400, errors: [{ pointer: '/idempotency-key' }] });
    },
  );

  it('a missing key is named', async () => {
    expect(
      anyProblem(await post(submitted, { type: 'Submit' }, { 'if-match': '"1"' }), 'none').errors?.[0]?.pointer,
    ).toBe('/idempotency-key');
  });

  it.each(['*', '1', 'W/"1"', '"x"', '"-1"', '"1", "2"', '"99999999999"', '"d-"'])(
    'the If-Match %s is none, on any route',
    async (match) => {
      const before = await app.contents();
      const headers = { 'if-match': match, 'idempotency-key': randomUUID() };
      expect(anyProblem(await post(submitted, { type: 'Submit' }, headers), match).errors?.[0]?.pointer).toBe(
        '/if-match',
      );
      const clerk = w.as('clerk.G1');
      anyProblem(await clerk.patch(`/api/nominations/${draft}/draft`, { statement: 'x' }, headers), match);
      anyProblem(await clerk.file(draft, 'minutes', { etag: match }), match);
      anyProblem(
        await clerk.send('DELETE', `/api/nominations/${draft}/items/minutes/${randomUUID()}`, { headers }),
        match,
      );
      anyProblem(await w.as('clerk.F').deed(document, 'issue', { ifMatch: match }), match);
      expect(await app.contents()).toBe(before);
    },
  );

  it('a command out of order is refused by the state', async () => {
    const before = await app.contents();
    refused(await w.as('clerk.G1').command(draft, { type: 'Withdraw', reason }), 409, 'not-now');
    refused(await w.as('clerk.G1').command(submitted, { type: 'Submit' }, { ifMatch: '"d-3"' }), 412, 'stale-draft');
    refused(await w.as('clerk.G1').command(submitted, { type: 'Resubmit' }, { ifMatch: '"d-0"' }), 409, 'not-now');
    refused(await w.as('appraiser.G1').command(submitted, { type: 'Retract', seq: 1 }), 409, 'not-now');
    refused(
      await w.as('appraiser.G1').command(submitted, { type: 'Recommend' }, { ifMatch: '"2"' }),
      412,
      'stale-revision',
    );
    const items = [{ item: 'minutes', code: 'missing' }];
    for (const due of ['2020-01-01', '2026-11-02', '2026-12-02', '2100-12-31']) {
      const answer = await w.as('appraiser.G1').command(submitted, { type: 'Return', items, reason, due });
      expect(refused(answer, 422, 'wrong-date')).toMatchObject({ observed: due, needed: '> 2026-11-02, ≤ 2026-12-01' });
    }
    for (const wrong of [[], [...items, { item: 'minutes', code: 'unsigned' }]]) {
      const answer = await w.as('appraiser.G1').command(submitted, { type: 'Return', items: wrong, reason });
      expect(anyProblem(answer, 'items').errors?.[0]?.pointer).toBe('/items');
    }
    const day = { type: 'Return', items, reason, due: '2026-02-30' };
    expect(anyProblem(await w.as('appraiser.G1').command(submitted, day), 'no such day').errors?.[0]?.pointer).toBe(
      '/due',
    );
    expect(await app.contents()).toBe(before);
  });

  it('system commands cannot be sent', async () => {
    for (const type of ['Lapse', 'Commended', 'toString', '']) {
      expect(
        anyProblem(await post(submitted, { type }, { 'if-match': '"1"', 'idempotency-key': randomUUID() }), type)
          .status,
      ).toBe(400);
    }
  });

  it('an award without criteria is not open, and an unknown fact or a value of another type is pointed at', async () => {
    const body = {
      award: 'STATE_LABOUR_ORDER_3',
      unit: w.unit('G1'),
      subject: { type: 'person', id: await w.nominee('G1') },
      year: 2026,
    };
    refused(await w.as('clerk.G1').post('/api/nominations', body), 422, 'award-not-open');
    const facts = { 'no.such.fact': { value: 1 }, 'initiative.recognisedAppliedInYear': { value: 'many' } };
    const wrong = await w.as('clerk.G1').post('/api/nominations', { ...body, award: 'UNION_CERT_VGCL', facts });
    expect(anyProblem(wrong, 'facts').errors?.map((e) => e.pointer)).toEqual(
      Object.keys(facts).map((f) => `/facts/${f}`),
    );
  });
});

describe('addresses and queries', () => {
  it.each(['not-a-uuid', '1', '%00', '..%2f..%2fetc', "1' or '1'='1", randomUUID().replaceAll('-', '')])(
    'the id %s is none',
    async (id) => {
      for (const path of ['', '/ledger', `/items/minutes/${randomUUID()}`]) {
        const answer = await w.as('clerk.G1').get(`/api/nominations/${encodeURIComponent(id)}${path}`);
        expect(anyProblem(answer, path)).toMatchObject({ status: 400, errors: [{ pointer: '/id' }] });
      }
      anyProblem(await w.as('clerk.G1').get(`/api/acts/${encodeURIComponent(id)}`), id);
      anyProblem(await w.as('clerk.G1').get(`/api/documents/${encodeURIComponent(id)}`), id);
    },
  );

  const queries = [
    'limit=0',
    'limit=101',
    'limit=x',
    'unit=x',
    'year=1',
    'x=1',
    'q=%00',
    'q=a&q=b',
    'decidedBy=1',
    `q=${'a'.repeat(201)}`,
  ];
  it.each(queries)('the query ?%s is none', async (query) => {
    anyProblem(await w.as('clerk.G1').get(`/api/nominations?${query}`), query);
  });

  it.each(['x', '|', 'x|y', '2026-13-45|x', 'infinity|', `x|${randomUUID()}`, randomUUID(), '-', "';--"])(
    'the cursor %s does no harm',
    async (cursor) => {
      for (const path of [
        '/api/nominations',
        '/api/inbox',
        '/api/inbox?tab=decided',
        '/api/documents',
        '/api/notifications',
      ]) {
        const answer = await w
          .as('clerk.G1')
          .get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`);
        expect([path, answer.status < 500, answer.text.slice(0, 200)]).toEqual([path, true, expect.anything()]);
      }
    },
  );
});

describe('Vietnamese words', () => {
  it('names and statements are stored NFC, and NFC, NFD, and no marks at all find the same nomination', async () => {
    const name = 'Nguyễn Thị Hường Đỗ';
    const clerk = w.as('clerk.G1');
    const person = ok(
      await clerk.post<{ id: string }>('/api/persons', { name: name.normalize('NFD'), unit: w.unit('G1') }),
    ).body;
    const id = await w.nominate({ subject: person.id, submit: false });
    const etag = (await clerk.view(id)).draft?.etag ?? '';
    ok(
      await clerk.patch(
        `/api/nominations/${id}/draft`,
        { statement: 'Được khen'.normalize('NFD') },
        { 'if-match': etag },
      ),
    );
    const view = ok(await clerk.get<NominationView>(`/api/nominations/${id}`)).body;
    expect(view.draft?.statement).toBe('Được khen'.normalize('NFC'));
    expect(view.subject.name).toBe(name.normalize('NFC'));
    for (const q of [name, name.normalize('NFD'), 'NGUYEN THI HUONG DO', 'hường đỗ']) {
      const found = ok(await clerk.get<Nominations>(`/api/nominations?q=${encodeURIComponent(q)}`)).body.nominations;
      expect([q, found.map((n) => n.id)]).toEqual([q, [id]]);
    }
  });

  it('signs of a pattern are only signs', async () => {
    for (const q of ['%', '_', '\\', "' or 1=1 --", '100%', '\u{1F600}']) {
      const found = ok(await w.as('clerk.G1').get<Nominations>(`/api/nominations?q=${encodeURIComponent(q)}`)).body
        .nominations;
      expect([q, found]).toEqual([q, []]);
    }
  });
});
