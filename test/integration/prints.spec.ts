import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { ActAccepted, DocumentView } from '#contract';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { wordsOfDocx, wordsOfPdf } from '../support/printed.js';
import { world, type World } from '../support/world.js';

/** What is printed of a document: Vietnamese words in the layout of Decree 30/2020, and once issued the same bytes for ever. */

const NAME = 'Đặng Thị Ngọc Ửng';
let app: TestApp;
let w: World;
let clerk: Client;
let nomination: string;
let document: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  clerk = await w.elevate('clerk.F');
  const { person } = await w.person('printed', 'F', NAME);
  await w.history(person);
  nomination = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject: person });
  await w.climb(nomination, 'awaitingDecision');
});
afterAll(() => app.close());

async function print(id: string, type: 'pdf' | 'docx', query = ''): Promise<{ bytes: Buffer; headers: Headers }> {
  const answer = await fetch(`${app.url}/api/documents/${id}/print.${type}${query}`, {
    headers: { cookie: `laurel=${clerk.cookie ?? ''}` },
  });
  expect(answer.status).toBe(200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const squeezed = (words: string) => words.replace(/\s+/g, '');

it('a draft bears its mark and no number', async () => {
  const body = { as: clerk.seats[0]?.id, title: 'Về việc tặng Kỷ niệm chương năm 2026', nominations: [nomination] };
  document = ok(await clerk.post<DocumentView>('/api/documents', body)).body.id;
  const words = squeezed(wordsOfPdf((await print(document, 'pdf')).bytes));
  for (const part of ['DỰ THẢO', 'QUYẾT ĐỊNH', NAME, 'Điều 3.', 'TM. ĐOÀN CHỦ TỊCH']) {
    expect(words).toContain(squeezed(part));
  }
  expect(words).not.toMatch(/0\d\/QĐ-TLĐ/);
});

it('an issued one says number, date, body, nominee and signer, as PDF and as Word file', async () => {
  ok(await (await w.elevate('signer.F')).deed(document, 'sign'));
  const { act, number, date } = ok(await clerk.deed<ActAccepted>(document, 'issue')).body;
  await performActItem(app.engine, act, nomination);
  const [year = '', month = '', day = ''] = date.split('-');
  const { signedBy } = ok(await clerk.get<DocumentView>(`/api/documents/${document}`)).body;
  const parts = [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    `Số: ${number}`,
    `Ngày ${day} tháng ${Number(month) <= 2 ? month : String(Number(month))} năm ${year}`,
    'Về việc tặng Kỷ niệm chương năm 2026',
    'Căn cứ Điều lệ Công đoàn Việt Nam;',
    NAME,
    'Nơi nhận:',
    signedBy ?? '?',
  ];
  const [pdf, docx] = [await print(document, 'pdf'), await print(document, 'docx')];
  for (const words of [wordsOfPdf(pdf.bytes), wordsOfDocx(docx.bytes)].map(squeezed)) {
    for (const part of parts) expect(words).toContain(squeezed(part));
    expect(words).not.toContain(squeezed('DỰ THẢO'));
  }
  const name = encodeURIComponent(number.replace('/', '-'));
  expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}.pdf`);
  const inline = (await print(document, 'pdf', '?inline=1')).headers;
  expect([inline.get('content-disposition'), inline.get('x-frame-options')]).toEqual([
    `inline; filename*=UTF-8''${name}.pdf`,
    'SAMEORIGIN',
  ]);
});

it('stays what it was when names change, when it is corrected, and when its words are erased', async () => {
  const before = hash((await print(document, 'pdf')).bytes);
  await app.sql(`update person set name = 'Tên Khác' where name = $1`, [NAME]);
  const lines = [{ nomination, wrong: NAME, right: 'Đặng Thị Ngọc Ứng' }];
  const body = { as: clerk.seats[0]?.id, title: 'Đính chính quyết định khen thưởng', lines };
  const { id } = ok(await clerk.post<DocumentView>(`/api/documents/${document}/corrections`, body)).body;
  ok(await (await w.elevate('signer.F')).deed(id, 'sign'));
  ok(await clerk.deed<ActAccepted>(id, 'issue'));
  expect(squeezed(wordsOfDocx((await print(document, 'docx')).bytes))).toContain(squeezed(NAME));
  const correction = squeezed(wordsOfPdf((await print(id, 'pdf')).bytes));
  for (const part of ['Đính chính Quyết định số', NAME, 'Đặng Thị Ngọc Ứng', 'Điều 2.']) {
    expect(correction).toContain(squeezed(part));
  }
  await app.sql(`alter table ledger_secret disable trigger user`);
  await app.sql(`delete from ledger_secret where chain = $1`, [`d:${document}`]);
  expect(hash((await print(document, 'pdf')).bytes)).toBe(before);
  const [kept] = await app.sql<{ hash: string }>(
    `select encode(sha256, 'hex') as hash from document_print where document_id = $1`,
    [document],
  );
  expect(kept?.hash).toBe(before);
});

it('is not shown to strangers', async () => {
  refused(await w.as('clerk.G1').get(`/api/documents/${document}/print.pdf`), 404, 'not-found');
  refused(await w.as('clerk.G1').get(`/api/documents/${document}/print.docx`), 404, 'not-found');
});
