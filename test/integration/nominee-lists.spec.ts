import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import type { NomineeList, Person } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { NomineeLists } from '../support/nominee-lists.js';
import { inline, rawWorkbook, sheetXml, workbook, zip } from '../support/sheets.js';
import { world, type World } from '../support/world.js';

/** An Excel list of nominees: read, mapped, looked at row by row, and made drafts of, once. */

let app: TestApp;
let w: World;
let clerk: Client;
let lists: NomineeLists;
beforeAll(async () => {
  app = await startApp({ env: { MAX_FILE_BYTES: '8000000' } });
  w = await world(app);
  clerk = w.as('clerk.G1');
  lists = new NomineeLists(w, clerk);
});
afterAll(() => app.close());

let n = 0;
async function person(name: string, more: { birthDate?: string; unit?: string } = {}): Promise<string> {
  n += 1;
  const unit = w.unit(more.unit ?? 'G1');
  const body = { name, unit, birthDate: more.birthDate ?? null, memberNumber: `ĐV-${String(n)}`, confirmedNew: true };
  const made = ok(await w.as(`clerk.${more.unit ?? 'G1'}`).post<Person>('/api/persons', body));
  return made.body.memberNumber ?? '';
}

const HEAD = ['STT', 'Họ và tên', 'Số thẻ đoàn viên', 'Ngày sinh', 'Tóm tắt thành tích'];
const count = async (table: string): Promise<number> =>
  (await app.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;

describe('a list', () => {
  let list: NomineeList;

  it('is read under its titles: columns are found by their headings, rows are compared with the register', async () => {
    const [an, binh] = [await person('Nguyễn Văn An'), await person('Trần Thị Bình')];
    await person('Lê Chí Công', { birthDate: '1990-02-03' });
    await person('Lê Chí Công', { birthDate: '1991-01-01' });
    await person('Phạm Duy');
    const outside = await person('Người Ngoài', { unit: 'G2' });
    const nominated = await person('Đã Đề Nghị');
    const found = ok(await clerk.get<{ persons: Person[] }>(`/api/persons?q=Da%20De%20Nghi`)).body.persons[0];
    await w.nominate({ subject: found?.id ?? '', submit: false });
    list = await lists.read(
      await workbook([
        ['DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2026', null, null, null, null],
        HEAD,
        [1, 'NGUYỄN VĂN AN'.normalize('NFD'), an, null, 'Sáng kiến làm lợi 1,2 tỷ đồng'],
        [2, 'Trần Thị Bin', binh, null, null],
        [3, 'Lê Chí Công', null, new Date(Date.UTC(1990, 1, 3)), null],
        [4, 'Lê Chí Công', null, null, null],
        [5, 'pham duy', null, null, null],
        [6, 'Nguyễn Văn An', an, null, null],
        [7, 'Không Ai Cả', null, null, null],
        [8, 'Người Ngoài', outside, null, null],
        [9, 'Đã Đề Nghị', nominated, null, null],
        [10, null, null, '31/02/1990', null],
      ]),
    );
    expect(list).toMatchObject({ headingLine: 2, oldEncoding: null, converted: false, missing: [] });
    expect(list.counts).toEqual({ rows: 10, ready: 3, doubtful: 1, wrong: 6, made: 0 });
    expect(list.columns.map((c) => c.field)).toEqual([null, 'name', 'memberNumber', 'birthDate', 'statement']);
    expect(await lists.problems(list.id)).toEqual([
      [6, 'name ambiguousPerson'],
      [8, 'name duplicateRow 3'],
      [9, 'name unknownPerson'],
      [10, 'memberNumber unknownPerson'],
      [11, 'name alreadyNominated'],
      [12, 'name required', 'birthDate badDate'],
    ]);
    expect(await lists.problems(list.id, 'doubtful')).toEqual([[4, 'name nameDiffers']]);
    expect((await lists.rows(list.id, 'ready')).map((r) => [r.line, r.subject?.name])).toEqual([
      [3, 'Nguyễn Văn An'],
      [5, 'Lê Chí Công'],
      [7, 'Phạm Duy'],
    ]);
  });

  it('makes drafts of the rows that are fit, and once only: again, or twice at once, makes no second one', async () => {
    const before = await count('nomination');
    refused(await lists.drafts(list.id, 3, [4]), 409, 'import-outdated');
    expect(await count('nomination')).toBe(before);
    const both = await Promise.all([lists.drafts(list.id, 4, [4]), lists.drafts(list.id, 4, [4])]);
    for (const answer of both) expect(ok(answer).body).toEqual({ made: 4, left: 0, refused: [] });
    expect(ok(await lists.drafts(list.id, 4)).body).toEqual({ made: 4, left: 0, refused: [] });
    expect(await count('nomination')).toBe(before + 4);
    expect((await lists.list(list.id)).counts).toEqual({ rows: 10, ready: 0, doubtful: 0, wrong: 6, made: 4 });
    const [first] = await lists.rows(list.id, 'made');
    const view = await clerk.view(first?.nomination ?? '');
    expect(view).toMatchObject({ state: 'draft', subject: { name: 'Nguyễn Văn An' }, channel: 'electronic' });
    expect(view.draft?.statement).toBe('Sáng kiến làm lợi 1,2 tỷ đồng');
  });

  it('gives the rows that were not taken back as a file with what is wrong, which is read again when it is mended', async () => {
    const url = `${app.url}/api/nominee-lists/${list.id}/errors.xlsx`;
    const answer = await fetch(url, { headers: { cookie: `laurel=${clerk.cookie ?? ''}` } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const [sheet] = await readXlsxFile(bytes);
    expect(sheet?.data[0]).toEqual(['Dòng', ...HEAD, 'Cần sửa']);
    expect(sheet?.data).toHaveLength(7);
    expect(sheet?.data[1]?.at(-1)).toMatch(/^Họ và tên: Nhiều người có tên này/);
    expect(sheet?.data[2]?.at(-1)).toBe('Họ và tên: Trùng với một dòng trước (dòng 3)');
    const again = await lists.read(bytes);
    expect(again.columns.map((c) => c.field)).toEqual([
      null,
      null,
      'name',
      'memberNumber',
      'birthDate',
      'statement',
      null,
    ]);
  });

  it('is nobody else’s: not another clerk’s, not a superior’s', async () => {
    for (const who of ['clerk.G2', 'clerk.C', 'appraiser.G1']) {
      const other = w.as(who);
      for (const path of ['', '/rows', '/errors.xlsx', '/rows.xlsx']) {
        refused(await other.get(`/api/nominee-lists/${list.id}${path}`), 404, 'not-found');
      }
      refused(await new NomineeLists(w, other).drafts(list.id, 4), 404, 'not-found');
      refused(await new NomineeLists(w, other).columns(list.id, [null]), 404, 'not-found');
      refused(await other.send('DELETE', `/api/nominee-lists/${list.id}`), 404, 'not-found');
    }
    refused(await new NomineeLists(w, w.as('clerk.G2')).upload(await workbook([HEAD, [1, 'A B']])), 403, 'wrong-seat');
    refused(
      await new NomineeLists(w, w.as('appraiser.G1')).upload(await workbook([HEAD, [1, 'A B']])),
      403,
      'wrong-seat',
    );
  });

  it('is thrown away, and its drafts stay', async () => {
    const before = await count('nomination');
    ok(await clerk.send('DELETE', `/api/nominee-lists/${list.id}`));
    refused(await clerk.get(`/api/nominee-lists/${list.id}`), 404, 'not-found');
    expect(await count('nomination')).toBe(before);
  });
});

it('columns are named by hand where no heading names them, and facts are read by their words', async () => {
  const number = await person('Vũ Thị Hoa');
  const list = await lists.read(
    await workbook([
      ['Cột A', 'Cột B', 'Số sáng kiến'],
      [number, 'Vũ Thị Hoa', 2],
      [number, 'Vũ Thị Hoa', 'hai'],
    ]),
  );
  expect(list).toMatchObject({ headingLine: 1, missing: ['name'], counts: { wrong: 0, ready: 2 } });
  const fact = 'facts.initiative.recognisedAppliedInStreak';
  expect(list.fields.map((f) => f.field)).toContain(fact);
  refused(await lists.columns(list.id, ['name', 'name', null]), 400, 'malformed');
  refused(await lists.columns(list.id, ['nobody', null, null]), 400, 'malformed');
  refused(await lists.columns(list.id, ['name']), 400, 'malformed');
  const named = ok(await lists.columns(list.id, ['memberNumber', 'name', fact])).body;
  expect(named).toMatchObject({ missing: [], counts: { ready: 1, wrong: 1 } });
  expect(await lists.problems(list.id)).toEqual([[3, `${fact} badNumber`, 'name duplicateRow 2']]);
  ok(await lists.drafts(list.id, 1));
  const [made] = await lists.rows(list.id, 'made');
  const view = await clerk.view(made?.nomination ?? '');
  expect(view.draft?.facts).toEqual({ 'initiative.recognisedAppliedInStreak': { value: 2 } });
});

it('text of an old font is named, converted for the preview, and left as it is when the clerk says so', async () => {
  await person('Đặng Thị Hương');
  await person('Bùi Đức Nghĩa');
  const list = await lists.read(
    await workbook([
      ['Họ và tên', 'Tóm tắt thành tích'],
      ['Ñaëng Thò Höông', 'Coù saùng kieán'],
      ['Buøi Ñöùc Nghóa', null],
    ]),
  );
  expect(list).toMatchObject({ oldEncoding: 'VNI', converted: true, counts: { ready: 2 } });
  expect((await lists.rows(list.id, 'ready'))[0]?.cells).toEqual(['Đặng Thị Hương', 'Có sáng kiến']);
  const plain = ok(await lists.columns(list.id, ['name', 'statement'], false)).body;
  expect(plain).toMatchObject({ converted: false, counts: { ready: 0, wrong: 2 } });
  ok(await lists.columns(list.id, ['name', 'statement'], true));
  expect(ok(await lists.drafts(list.id, 2)).body).toMatchObject({ made: 2 });
});

it('a list of collectives goes by symbol or name', async () => {
  const of = new NomineeLists(w, w.as('clerk.C'), { unit: w.unit('C'), subjectType: 'collective' });
  const list = await of.read(await workbook([['Đơn vị'], ['G1'], ['cong doan g2'], ['Công đoàn lạ']]));
  expect((await of.rows(list.id, 'ready')).map((r) => r.subject?.id)).toEqual([w.unit('G1'), w.unit('G2')]);
  expect(await of.problems(list.id)).toEqual([[4, 'unit unknownUnit']]);
});

it('the template has the columns that are found again, the needed ones with a star', async () => {
  const url = `${app.url}/api/nominee-lists/template.xlsx?award=UNION_CERT_VGCL&subjectType=individual`;
  const answer = await fetch(url, { headers: { cookie: `laurel=${clerk.cookie ?? ''}` } });
  const [sheet] = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
  const heads = (sheet?.data[0] ?? []).map(String);
  expect(heads.slice(0, 2)).toEqual(['Họ và tên *', 'Số thẻ đoàn viên']);
  const list = await lists.read(await workbook([heads, ['Ai Đó', ...heads.slice(1).map(() => null)]]));
  expect(list.columns.every((c) => c.field !== null)).toBe(true);
  refused(await clerk.get('/api/nominee-lists/template.xlsx?award=NONE&subjectType=individual'), 404, 'not-found');
});

describe('a workbook that means harm, or only looks odd', () => {
  const rows = (many: number, from = 2): string =>
    Array.from(
      { length: many },
      (_, i) => `<row r="${String(i + from)}">${inline(`A${String(i + from)}`, 'Ai Đó')}</row>`,
    ).join('');
  const head = `<row r="1">${inline('A1', 'Họ và tên')}</row>`;

  it.each<[string, () => Buffer | Promise<Buffer>, string, RegExp]>([
    ['has 50,000 rows', () => rawWorkbook(sheetXml(head + rows(50_000))), 'too-many-rows', /^> 2030$/],
    ['has one row at the very end', () => rawWorkbook(sheetXml(head + rows(1, 1_048_576))), 'too-many-rows', /2030/],
    [
      'has a cell in the last column',
      () => rawWorkbook(sheetXml(`<row r="1">${inline('XFD1', 'A')}</row>`)),
      'file-unreadable',
      /cột/,
    ],
    ['unpacks to 200 MB and says so', () => rawWorkbook(Buffer.alloc(200_000_000, 32)), 'file-unreadable', /40 MB/],
    [
      'unpacks to 200 MB and says 1 KB',
      () =>
        rawWorkbook(sheetXml(head), [
          { name: 'xl/sharedStrings.xml', content: Buffer.alloc(200_000_000, 32), says: 1024 },
        ]),
      'file-unreadable',
      /40 MB/,
    ],
    [
      'declares entities',
      () => rawWorkbook(sheetXml(head).replace('?>', '?><!DOCTYPE a [<!ENTITY b "b">]>')),
      'file-unreadable',
      /sheet1/,
    ],
    ['is a text', () => Buffer.from('Họ và tên\nAi Đó\n'), 'file-unreadable', /zip/],
    ['is another document', () => zip([{ name: 'word/document.xml', content: '<a/>' }]), 'file-unreadable', /workbook/],
    [
      'is cut off',
      async () => (await workbook([HEAD, [1, 'Ai Đó', null, null, null]])).subarray(0, 900),
      'file-unreadable',
      /zip/,
    ],
    ['has no rows', () => workbook([HEAD]), 'columns-missing', /^$/],
    [
      'never ends a cell',
      () => rawWorkbook(sheetXml(head + '<row r="2">' + '<c '.repeat(1_000_000))),
      'file-unreadable',
      /./,
    ],
  ])('that %s is refused, and nothing of it is kept', async (_, made, code, observed) => {
    const before = [await count('nominee_list'), await count('nominee_row')];
    const started = performance.now();
    const no = refused(await lists.upload(await made()), 422, code);
    expect(no.observed ?? '').toMatch(observed);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect([await count('nominee_list'), await count('nominee_row')]).toEqual(before);
  });

  it('over 5 MB is refused before it is opened', async () => {
    refused(await lists.upload(Buffer.alloc(5 * 1024 * 1024 + 1, 7)), 413, 'too-large');
  });

  it('cells without a value of their own are faults of their rows; a formula counts as its value, never as a formula', async () => {
    await person('Kiều Oanh');
    const cell = (ref: string, more: string): string => `<c r="${ref}" ${more}</c>`;
    const sheet = sheetXml(
      head +
        `<row r="2">${cell('A2', 't="str"><f>CONCATENATE("Kiều"," Oanh")</f><v>Kiều Oanh</v>')}</row>` +
        `<row r="3">${cell('A3', 't="str"><f>B1</f>')}</row>` +
        `<row r="4">${cell('A4', 't="e"><f>1/0</f><v>#DIV/0!</v>')}</row>` +
        `<row r="5">${inline('A5', 'Kiều Oanh')}</row><row r="6"/>` +
        `<row r="7">${inline('A7', "=HYPERLINK('http://example.org')")}</row>`,
      '<mergeCells count="1"><mergeCell ref="A5:A6"/></mergeCells>',
    );
    const list = await lists.read(rawWorkbook(sheet));
    expect(await lists.problems(list.id)).toEqual([
      [3, 'name formulaWithoutValue'],
      [4, 'name errorValue'],
      [5, 'name mergedCell'],
      [6, 'name mergedCell'],
      [7, 'name unknownPerson'],
    ]);
    expect((await lists.rows(list.id, 'ready')).map((r) => r.subject?.name)).toEqual(['Kiều Oanh']);
    const url = `${app.url}/api/nominee-lists/${list.id}/errors.xlsx?language=en`;
    const answer = await fetch(url, { headers: { cookie: `laurel=${clerk.cookie ?? ''}` } });
    const [back] = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
    expect(back?.data.at(-1)?.[1]).toBe("'=HYPERLINK('http://example.org')");
    expect(back?.data[1]?.at(-1)).toMatch(/^full name|^Full name: The formula has no value/);
  });
});
