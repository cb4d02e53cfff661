import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActAccepted, ActView, DocumentView } from '#contract';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Corrections (đính chính): a document of their own; the original is never touched. */

let app: TestApp;
let w: World;
let nomination: string;
let original: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  nomination = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
  await w.climb(nomination, 'awaitingDecision');
  const { document, act } = await w.decision([nomination]);
  original = document;
  await performActItem(app.engine, act, nomination);
});
afterAll(() => app.close());

const words = { wrong: 'Trần Thị Bưởi', right: 'Trần Thị Bười' };
const correct = <Body = DocumentView>(document: string, lines: object[], who = 'clerk.F') =>
  w.as(who).post<Body>(`/api/documents/${document}/corrections`, {
    as: w.as(who).seats[0]?.id,
    title: 'Đính chính quyết định khen thưởng',
    lines,
  });
const row = () => app.sql('select * from decision_document where id = $1', [original]);
const read = async (id: string) => ok(await w.as('clerk.F').get<DocumentView>(`/api/documents/${id}`)).body;

it('says what stands there and what should, under a number of its own', async () => {
  const before = await row();
  const draft = await correct(original, [{ nomination, ...words }]);
  expect(draft.status).toBe(201);
  const { id } = draft.body;
  expect(draft.body).toMatchObject({ state: 'draft', items: [], corrects: { id: original }, corrected: [words] });
  expect((await read(original)).corrections).toEqual([]);
  ok(await (await w.elevate('signer.F')).deed(id, 'sign'));
  const issued = await (await w.elevate('clerk.F')).deed<ActAccepted>(id, 'issue');
  expect([issued.status, issued.body.number]).toEqual([202, '02/QĐ-TLĐ']);
  const act = ok(await w.as('clerk.F').get<ActView>(`/api/acts/${issued.body.act}`)).body;
  expect(act).toMatchObject({ total: 0, done: 0, waiting: 0, refused: [] });

  expect(await row()).toEqual(before);
  const { corrections, number } = await read(original);
  expect(number).toBe('01/QĐ-TLĐ');
  expect(corrections).toMatchObject([{ id, number: '02/QĐ-TLĐ', lines: [{ nomination, ...words }] }]);
  expect(await w.state(nomination)).toBe('commended');
  expect(await app.sql('select from award_grant where nomination_id = $1', [nomination])).toHaveLength(1);
  refused(await correct(id, [{ nomination, ...words }]), 409, 'not-now');
});

it('stands in the ledger by its facts, and its words only beside it', async () => {
  const entries = await app.sql<{ canon: string }>(
    `select canon from ledger_entry where canon::jsonb->'facts'->0->>'corrects' = $1`,
    [original],
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]?.canon).not.toMatch(/Bưởi|Bười/);
  const secrets = await app.sql<{ text_id: string; value: string }>(
    `select text_id, value from ledger_secret where text_id like '%/1' order by chain, seq, text_id`,
  );
  expect(new Set(secrets.map((s) => `${s.text_id} ${s.value}`))).toEqual(
    new Set([`right/1 ${words.right}`, `wrong/1 ${words.wrong}`]),
  );
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
});

it('is refused for a draft, for a line that is not there, and to strangers', async () => {
  const other = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
  await w.climb(other, 'awaitingDecision');
  const signed = await w.signed([other]);
  refused(await correct(signed, [{ nomination: other, ...words }]), 409, 'not-now');
  refused(await correct(original, [{ nomination: other, ...words }]), 422, 'unknown-reference');
  refused(await correct(original, [{ nomination, ...words }], 'signer.F'), 403, 'wrong-seat');
  refused(await correct(original, [{ nomination, ...words }], 'clerk.C'), 404, 'not-found');
  refused(await correct(randomUUID(), [{ nomination, ...words }]), 404, 'not-found');
  refused(await correct(original, []), 400, 'malformed');
});
