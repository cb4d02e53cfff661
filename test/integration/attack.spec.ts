import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Documents, DocumentView, NominationView, Notifications } from '#contract';
import { uuidv5 } from '#ledger';
import { startApp, type TestApp } from '../support/app.js';
import { ok, pdf, refused, type Answer } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** What somebody who is signed in tries, and what comes of it. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const reason = 'Lý do đủ mười ký tự';
const plain = ({ status, body }: Answer<unknown>) => ({ status, body: { ...(body as object), requestId: '' } });
const contentsKept = async (run: () => Promise<unknown>) => {
  const before = await app.contents();
  await run();
  expect(await app.contents()).toBe(before);
};
const medal = async (subject?: string): Promise<string> => {
  const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', ...(subject === undefined ? {} : { subject }) });
  await w.climb(id, 'awaitingDecision');
  return id;
};
const giveBack = (...items: string[]) => ({
  type: 'Return',
  items: items.map((item) => ({ item, code: 'illegible' })),
  reason,
});

describe('a nomination out of sight is like one that does not exist', () => {
  it('for every command, with and without If-Match, with a fresh key and with one that was used', async () => {
    const clerk = w.as('clerk.G2');
    const own = await w.nominate({ unit: 'G2', submit: false });
    const used = randomUUID();
    ok(await clerk.command(own, { type: 'Submit' }, { key: used }));
    const unseen = await w.nominate({ submit: false });
    await contentsKept(async () => {
      for (const type of ['Submit', 'Resubmit', 'Withdraw', 'Recuse'])
        for (const key of [randomUUID(), used])
          for (const ifMatch of [null, '"1"', '"d-4"']) {
            const command = type === 'Withdraw' || type === 'Recuse' ? { type, reason } : { type };
            const [real, invented] = [
              await clerk.command(unseen, command, { key, ifMatch }),
              await clerk.command(randomUUID(), command, { key, ifMatch }),
            ];
            expect([type, ifMatch, plain(real)]).toEqual([type, ifMatch, plain(invented)]);
            refused(real, 404, 'not-found');
          }
    });
  });

  it('and so is a document, also as the place where a page begins', async () => {
    const { document } = await w.decision([await medal()]);
    const own = await w.nominate({ unit: 'C', award: 'UNION_CERT_LEVEL2' });
    await w.climb(own, 'awaitingDecision');
    await w.signed([own], 'C');
    const page = (cursor: string) => w.as('clerk.C').get<Documents>(`/api/documents?limit=1&cursor=${cursor}`);
    expect((await page(document)).body).toEqual((await page(randomUUID())).body);
  });

  it('and the nominee hears of a decision only when it is issued', async () => {
    const nominee = await w.person('nominee.F', 'F');
    const id = await medal(nominee.person);
    await w.signed([id]);
    expect((await nominee.get<NominationView>(`/api/nominations/${id}`)).body).toMatchObject({
      limited: true,
      document: null,
    });
  });
});

it('a clerk opens no dossier about somebody of another unit, and so reads nothing of what registers hold on them', async () => {
  const foreign = await w.nominee('G1');
  await contentsKept(async () => {
    const answer = await w.as('clerk.G2').post('/api/nominations', {
      award: 'UNION_CERT_VGCL',
      unit: w.unit('G2'),
      subject: { type: 'person', id: foreign },
      year: 2026,
    });
    expect(refused(answer, 400, 'malformed').errors).toMatchObject([{ pointer: '/subject/id' }]);
  });
});

describe('what was signed for is what is issued', () => {
  it('a dossier that was sent back and came again with another file is not issued under the old signature', async () => {
    const id = await medal();
    const document = await w.signed([id]);
    const other = await w.seat('clerk2.F', 'clerk', 'F');
    ok(await other.command(id, giveBack('nomineeList')));
    ok(await w.as('clerk.F').file(id, 'nomineeList', { bytes: pdf('một danh sách khác') }));
    ok(await w.as('clerk.F').command(id, { type: 'Resubmit' }));
    await w.climb(id, 'awaitingDecision');
    const clerk = await w.elevate('clerk.F');
    const refusal = refused(await clerk.deed(document, 'issue'), 412, 'stale-revision');
    expect(refusal.data?.['items']).toEqual([expect.objectContaining({ nomination: id })]);
    const offered = ok(await clerk.get<DocumentView>(`/api/documents/${document}`)).body.commands;
    expect(offered.find((c) => c.type === 'Issue')).toMatchObject({ allowed: false });
    ok(await clerk.deed(document, 'discard'));
    await w.decision([id]);
  });

  it('also when it comes again while the issue is under way', async () => {
    const id = await medal();
    const document = await w.signed([id]);
    const clerk = await w.elevate('clerk.F');
    app.before('record_document', async () => {
      ok(await w.as('clerk2.F').command(id, giveBack('nomineeList')));
      ok(await w.as('clerk.F').file(id, 'nomineeList', { bytes: pdf('lại một danh sách khác') }));
      ok(await w.as('clerk.F').command(id, { type: 'Resubmit' }));
      await w.climb(id, 'awaitingDecision');
    });
    // The record refuses it; a machine so slow that the call is older than its term loads again, and meets the new revision.
    const first = await clerk.deed(document, 'issue');
    const slow = first.status === 412;
    refused(first, slow ? 412 : 409, slow ? 'stale-revision' : 'not-awaiting-decision');
    refused(await clerk.deed(document, 'issue'), 412, 'stale-revision');
    expect(await w.state(id)).toBe('awaitingDecision');
  });

  it('a line that slipped into a signed document is not issued', async () => {
    const [listed, slipped] = [await medal(), await medal()];
    const document = await w.signed([listed]);
    await app.sql('insert into decision_item (document_id, nomination_id, position) values ($1, $2, 2)', [
      document,
      slipped,
    ]);
    refused(await (await w.elevate('clerk.F')).deed(document, 'issue'), 412, 'stale-revision');
    await app.sql('delete from decision_item where document_id = $1 and nomination_id = $2', [document, slipped]);
  });
});

describe('a supplement', () => {
  it('asks for nothing but what a dossier can hold: an entry keeps no typed word', async () => {
    const id = await w.nominate();
    await contentsKept(async () => {
      for (const item of ['Nguyễn Văn A là người xấu', '__proto__', 'constructor']) {
        const answer = await w.as('appraiser.G1').command(id, giveBack('facts', item));
        expect(refused(answer, 400, 'malformed').errors?.map((e) => e.pointer)).toEqual(['/items/1/item']);
      }
    });
  });

  it('brings back nothing of an earlier one that was not answered, but what it asks for itself', async () => {
    const id = await w.nominate();
    const before = (await w.as('clerk.G1').view(id)).items;
    const fileOf = (items: NominationView['items'], name: string) =>
      items.find((i) => i.item === name)?.files.map((f) => f.sha256);
    ok(
      await w
        .as('appraiser.G1')
        .command(id, { ...giveBack('minutes', 'achievementReport', 'statement'), due: '2026-11-04' }),
    );
    const clerk = w.as('clerk.G1');
    ok(await clerk.file(id, 'minutes', { bytes: pdf('biên bản khác') }));
    ok(await clerk.file(id, 'achievementReport', { bytes: pdf('báo cáo khác') }));
    const etag = (await clerk.view(id)).draft?.etag ?? '';
    ok(await clerk.patch(`/api/nominations/${id}/draft`, { statement: 'Thành tích viết lại' }, { 'if-match': etag }));
    await w.clock('2026-11-04T17:00:00.001Z');
    ok(await w.as('appraiser.G1').command(id, giveBack('minutes')));
    const view = await clerk.view(id);
    expect(view.draft).toMatchObject({ openItems: ['minutes'], statement: view.frozen?.statement });
    expect(fileOf(view.items, 'achievementReport')).toEqual(fileOf(before, 'achievementReport'));
    expect(fileOf(view.items, 'minutes')).toEqual([...(fileOf(before, 'minutes') ?? []), expect.any(String)]);
    ok(await clerk.command(id, { type: 'Resubmit' }));
    expect((await w.as('appraiser.G1').view(id)).frozen).toMatchObject({
      revision: 2,
      statement: view.frozen?.statement,
    });
  });
});

describe('the id of a command', () => {
  it('is never one that the system derives: a deadline cannot be kept from running out', async () => {
    const id = await w.nominate();
    const [row] = await app.sql<{ deadline: string; due: Date }>(
      'select id as deadline, due_at as due from deadline where nomination_id = $1',
      [id],
    );
    const key = uuidv5(row?.deadline ?? '', 'lapse');
    const clerk = w.as('clerk.G1');
    const person = { name: 'Nguyễn Chiếm Chỗ', unit: w.unit('G1'), confirmedNew: true };
    await contentsKept(async () => {
      for (const spelled of [key, key.toUpperCase()]) {
        const answers = [
          await clerk.post('/api/persons', person, { 'idempotency-key': spelled }),
          await clerk.command(id, { type: 'Withdraw', reason }, { key: spelled }),
        ];
        for (const answer of answers)
          expect(refused(answer, 400, 'malformed').errors?.[0]?.pointer).toBe('/idempotency-key');
      }
    });
    await w.clock(new Date((row?.due.getTime() ?? 0) + 1000).toISOString());
    const last = await app.sql(
      `select canon::jsonb->>'type' as type from ledger_entry where chain = $1 order by seq desc limit 1`,
      [`n:${id}`],
    );
    expect(last).toEqual([{ type: 'Lapse' }]);
  });
});

describe('a form that is none', () => {
  it('is refused as one, whatever its parser thinks of it', async () => {
    const id = await w.nominate({ submit: false });
    const etag = (await w.as('clerk.G1').view(id)).draft?.etag ?? '';
    const put = (boundary: string, body: string) =>
      w.as('clerk.G1').send('PUT', `/api/nominations/${id}/items/minutes`, {
        body,
        headers: { 'if-match': etag, 'content-type': `multipart/form-data; boundary=${boundary}` },
      });
    await contentsKept(async () => {
      for (const [boundary, body] of [
        ['x', 'garbage'],
        ['x', '--x'],
        ['x'.repeat(3000), '%PDF-1.4'],
        ['x', '--y\r\n\r\n%PDF-1.4\r\n--y--\r\n'],
      ] as const)
        expect(refused(await put(boundary, body), 400, 'malformed').errors?.[0]?.pointer).toBe('/file');
    });
  });

  it('a name of two lines is no name', async () => {
    const id = await w.nominate({ submit: false });
    await contentsKept(async () => {
      for (const name of ['a\u2028b.pdf', 'a\u2029b.pdf'])
        expect(
          refused(await w.as('clerk.G1').file(id, 'minutes', { name }), 400, 'malformed').errors?.[0]?.pointer,
        ).toBe('/file/name');
    });
  });
});

describe('a moment or a place that is none', () => {
  it('the clock goes to no year without a calendar', async () => {
    await contentsKept(async () => {
      for (const to of ['0000-01-01T00:00:00.000Z', '2101-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']) {
        const answer = await w.as('clerk.F').post('/api/clock', { to }, { 'idempotency-key': randomUUID() });
        expect(refused(answer, 400, 'malformed').errors?.[0]?.pointer).toBe('/to');
      }
    });
  });

  it('36 dashes are no cursor', async () => {
    ok(await w.as('clerk.F').get<Notifications>(`/api/notifications?cursor=${'-'.repeat(36)}`));
  });

  it('a supplement cannot be due in 2100', async () => {
    const answer = await w
      .as('appraiser.G1')
      .command(await w.nominate(), { ...giveBack('minutes'), due: '2100-12-31' });
    refused(answer, 422, 'wrong-date');
  });
});
