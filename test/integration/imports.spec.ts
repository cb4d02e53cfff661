import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { ImportRights } from '#contract';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { key } from '../support/councils.js';
import { Imports } from '../support/imports.js';
import { world, type World } from '../support/world.js';

/** CSV files of people, seats, past awards and assessments: looked at row by row, then taken in by one entry or not at all. */

let app: TestApp;
let w: World;
let root: Client;
let low: Client;
let files: Imports;
beforeAll(async () => {
  app = await startApp({ poolSize: 20, env: { MAX_FILE_BYTES: '8000000' } });
  w = await world(app);
  root = await w.seat('administrator.F', 'administrator', 'F');
  files = new Imports(w, root);
  low = await w.seat('administrator.G1', 'administrator', 'G1');
});
afterAll(async () => {
  expect(await checkLedger(app.engine.db, app.files)).toHaveProperty('chains');
  await app.close();
});

const count = async (table: string) =>
  (await app.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;
const entries = () =>
  app.sql<{ canon: string }>(`select canon from ledger_entry where canon::jsonb->>'type' = 'FileImported'`);

it('who may bring what is told, with a file of the very columns', async () => {
  const rights = async (who: Client) => {
    const { body } = ok(await who.get<ImportRights>('/api/imports/rights'));
    return Object.fromEntries(body.rights.map((r) => [r.kind, r.units.map((u) => u.id)]));
  };
  const [F, G1] = [[w.unit('F')], [w.unit('G1')]];
  expect(await rights(root)).toEqual({ persons: F, seats: F, awards: F, assessments: F });
  expect(await rights(low)).toEqual({ persons: G1, seats: G1 });
  expect(await rights(w.as('clerk.G1'))).toEqual({});
  for (const kind of ['persons', 'seats', 'awards', 'assessments'] as const) {
    for (const language of ['vi', 'en']) {
      const { text } = ok(await root.get(`/api/imports/template.csv?kind=${kind}&language=${language}`));
      expect(await files.read(kind, text)).toMatchObject({ rows: 0 });
    }
  }
});

describe('people', () => {
  it('are looked at first and taken in by one entry, with the hash of the file and their number', async () => {
    const csv = [
      'Họ tên;Đơn vị;Ngày sinh;Số thẻ đoàn viên;Số căn cước',
      `${'Nguyễn Thị Hằng'.normalize('NFD')};G1;02/03/1980;TLD-001;012345678901`,
      'Trần Văn Bốn;G2;1975-12-31;TLD-002;',
      '',
      '"Lê; Thị Năm";G2;;TLD-003;',
    ].join('\r\n');
    const before = await count('person');
    const made = await files.read('persons', `\uFEFF${csv}`);
    expect(made).toMatchObject({ rows: 3, ready: 3, doubtful: 0, wrong: 0, accepted: null, limit: 10_000 });
    expect(await count('person')).toBe(before);
    const done = ok(await files.accept(made.id, { expected: 3 })).body;
    expect(done).toMatchObject({ accepted: 3, ready: 0 });
    expect(await count('import_row')).toBe(0);
    const added = await app.sql(
      'select name, unit_id, birth_date::text, member_number, citizen_hash is not null as hashed from person where import_id = $1 order by member_number',
      [made.id],
    );
    expect(added).toEqual([
      {
        name: 'Nguyễn Thị Hằng',
        unit_id: w.unit('G1'),
        birth_date: '1980-03-02',
        member_number: 'TLD-001',
        hashed: true,
      },
      {
        name: 'Trần Văn Bốn',
        unit_id: w.unit('G2'),
        birth_date: '1975-12-31',
        member_number: 'TLD-002',
        hashed: false,
      },
      { name: 'Lê; Thị Năm', unit_id: w.unit('G2'), birth_date: null, member_number: 'TLD-003', hashed: false },
    ]);
    const canon = (await entries()).at(-1)?.canon ?? '{}';
    const sha256 = createHash('sha256').update(`\uFEFF${csv}`).digest('hex');
    expect(JSON.parse(canon)).toMatchObject({
      chain: `acl:${w.unit('F')}`,
      facts: [{ type: 'FileImported', kind: 'persons', file: sha256, rows: 3, accepted: 3 }],
    });
    expect(canon).not.toMatch(/Hằng|TLD-001|012345678901/);
    refused(await files.accept(made.id, { expected: 3 }), 409, 'not-now');
  });

  it('are listed with line, column and reason where they are wrong, and flagged where they may be there already', async () => {
    ok(
      await root.post('/api/persons', {
        name: 'Phạm Thị Trùng',
        unit: w.unit('G1'),
        memberNumber: 'TLD-100',
        birthDate: '1990-01-01',
      }),
    );
    const made = await files.read(
      'persons',
      [
        'name\tunit\tbirthDate\tmemberNumber',
        'Đúng Hoàn Toàn\tG1\t1991-01-01\tTLD-101', // 2
        '\tG1\t\tTLD-102', // 3
        'Sai Đơn Vị\tKHÔNG CÓ\t\tTLD-103', // 4
        'Sai Ngày Sinh\tG1\t31/02/1990\tTLD-104', // 5
        'Đã Có Số Thẻ\tG1\t\tTLD-100', // 6
        'Trùng Trong Tệp\tG1\t\tTLD-101', // 7
        'Giống Hệt Nhau\tG2\t\t', // 8
        'Giống Hệt Nhau\tG2\t\t', // 9
        'PHAM THI TRUNG\tG1\t\tTLD-110', // 10
        'Phạm Thị Trùngg\tG2\t1990-01-01\tTLD-111', // 11
        'Müller Nguyễn\tG2\t\tTLD-112', // 12
        'NguyÔn V¨n Hïng\tG2\t\tTLD-113', // 13
        'Thừa Cột\tG2\t\tTLD-114\tnữa', // 14
      ].join('\n'),
    );
    expect(made).toMatchObject({ rows: 13, ready: 2, doubtful: 3, wrong: 8 });
    expect(await files.problems(made.id)).toEqual([
      [3, 'name required'],
      [4, 'unit unknownUnit'],
      [5, 'birthDate badDate'],
      [6, 'memberNumber alreadyRegistered'],
      [7, 'memberNumber duplicateRow 2'],
      [9, 'name duplicateRow 8'],
      [13, 'name oldEncoding'],
      [14, ' columnCount'],
    ]);
    const mended = ok(await root.get(`/api/imports/${made.id}/errors.csv?language=vi`)).text.split('\r\n');
    expect(mended[0]?.replace('\uFEFF', '')).toBe('Dòng,Họ tên,Đơn vị,Ngày sinh,Số thẻ đoàn viên,Số căn cước,Cần sửa');
    expect(mended).toHaveLength(1 + 8 + 3 + 1);
    expect(mended[1]).toBe('3,,G1,,TLD-102,,Họ tên: Thiếu giá trị bắt buộc');
    expect(mended[5]).toBe('7,Trùng Trong Tệp,G1,,TLD-101,,Số thẻ đoàn viên: Trùng với một dòng trước (dòng 2)');
    refused(await low.get(`/api/imports/${made.id}/errors.csv`), 404, 'not-found');
    refused(await w.as('clerk.G1').get(`/api/imports/${made.id}/errors.csv`), 403, 'wrong-seat');
    const again = await files.read('persons', mended.map((row) => row.replace(',TLD-102,', ',TLD-999,')).join('\n'));
    expect(again).toMatchObject({ rows: 11 });
    expect(await files.problems(made.id, 'doubtful')).toEqual([
      [10, 'name possibleDuplicate'],
      [11, 'name possibleDuplicate'],
      [12, 'name oddLetters'],
    ]);
    const [first] = await files.rows(made.id, 'wrong');
    expect(first?.problems[0]?.message).toEqual({ vi: 'Thiếu giá trị bắt buộc', en: 'A required value is missing' });
    const before = await count('person');
    refused(await files.accept(made.id, { expected: 5 }), 409, 'import-outdated');
    const wrong = refused(await files.accept(made.id, { expected: 2, confirmed: [6] }), 409, 'import-outdated');
    expect(wrong.data).toEqual({ lines: [6] });
    expect(await count('person')).toBe(before);
    ok(await files.accept(made.id, { expected: 2, confirmed: [12], except: [8] }));
    const names = await app.sql<{ name: string }>('select name from person where import_id = $1 order by 1', [made.id]);
    expect(names.map((n) => n.name).sort()).toEqual(['Müller Nguyễn', 'Đúng Hoàn Toàn'].sort());
  });

  it('come in once: under one command id, from two files at once, and after the registers changed', async () => {
    const csv = 'name,unit,memberNumber\nMột Lần Thôi,G1,TLD-200\nHai Lần Không,G1,\n';
    const [one, two] = [await files.read('persons', csv), await files.read('persons', csv)];
    const sent = key();
    const before = (await entries()).length;
    const answers = await Promise.all([
      files.accept(one.id, { expected: 2 }, sent),
      files.accept(one.id, { expected: 2 }, sent),
      files.accept(two.id, { expected: 2 }),
    ]);
    expect(answers.map((a) => a.status).sort()).not.toContain(500);
    expect((await entries()).length).toBe(before + 1);
    expect(await count(`person where name in ('Một Lần Thôi', 'Hai Lần Không')`)).toBe(2);
    const loser = answers[2]?.status === 200 ? one : two;
    refused(await files.accept(loser.id, { expected: 2 }), 409, 'import-outdated');
    expect(await files.problems(loser.id)).toEqual([[2, 'memberNumber alreadyRegistered', 'name possibleDuplicate']]);
    expect(await files.problems(loser.id, 'doubtful')).toEqual([[3, 'name possibleDuplicate']]);
  });

  it('are imported by administrators of the unit’s line, and seen by whoever brought them only', async () => {
    const csv = 'name,unit\nTrong Đơn Vị,G1\nNgoài Đơn Vị,G2\n';
    refused(await new Imports(w, w.as('clerk.G1'), 'G1').upload('persons', csv), 403, 'wrong-seat');
    refused(await new Imports(w, low).upload('persons', csv), 403, 'wrong-seat');
    const made = await new Imports(w, low, 'G1').read('persons', csv);
    expect(await new Imports(w, low, 'G1').problems(made.id)).toEqual([[3, 'unit unknownUnit']]);
    refused(await root.get(`/api/imports/${made.id}`), 404, 'not-found');
    refused(await root.get(`/api/imports/${made.id}/rows`), 404, 'not-found');
    refused(await files.accept(made.id, { expected: 1 }), 404, 'not-found');
    refused(await root.send('DELETE', `/api/imports/${made.id}`), 404, 'not-found');
    expect((await low.send('DELETE', `/api/imports/${made.id}`)).status).toBe(204);
    refused(await low.get(`/api/imports/${made.id}`), 404, 'not-found');
    for (const kind of ['awards', 'assessments'] as const)
      refused(await new Imports(w, low, 'G1').upload(kind, csv), 403, 'wrong-seat');
  });
});

describe('seats', () => {
  it('stand in the entry one by one, and overlaps, auditors and one’s own are listed', async () => {
    const people = await w.nominees('G1', 3, { excellent: [], certificate: null });
    const [a = '', b = '', c = ''] = people;
    await app.sql(`update person set member_number = 'S-' || id::text where id = any($1)`, [people]);
    const made = await files.read(
      'seats',
      [
        'person,unit,role,flags,validFrom,validTo',
        `${a},G1,clerk,,2026-01-01,2027-01-01`, // 2
        `S-${b},G1,Thẩm định,hold override,2026-01-01,`, // 3
        `${a},G1,clerk,,2026-06-01,2026-12-01`, // 4
        `${a},G1,clerk,,2027-01-01,`, // 5
        `${b},G1,auditor,,2026-02-01,`, // 6
        `${c},G1,chủ xị,,2026-02-01,`, // 7
        `${c},G1,member,,2026-02-01,2026-02-01`, // 8
        `${root.person},G1,signer,,2026-02-01,`, // 9
        `không-có-ai,G1,member,,2026-02-01,`, // 10
        `${w.as('clerk.G1').person},G1,clerk,,2026-02-01,`, // 11
      ].join('\n'),
    );
    expect(await files.problems(made.id)).toEqual([
      [4, 'validFrom seatOverlaps 2'],
      [6, 'role auditorApart 3'],
      [7, 'role unknownRole'],
      [8, 'validTo datesReversed'],
      [9, 'person ownSeat'],
      [10, 'person unknownPerson'],
      [11, 'validFrom seatOverlaps'],
    ]);
    ok(await files.accept(made.id, { expected: 3 }));
    const held = await app.sql(
      'select person_id, role, flags, valid_from::text, valid_to::text from seat where import_id = $1 order by role, valid_from',
      [made.id],
    );
    expect(held).toEqual([
      { person_id: b, role: 'appraiser', flags: ['hold', 'override'], valid_from: '2026-01-01', valid_to: null },
      { person_id: a, role: 'clerk', flags: [], valid_from: '2026-01-01', valid_to: '2027-01-01' },
      { person_id: a, role: 'clerk', flags: [], valid_from: '2027-01-01', valid_to: null },
    ]);
    expect(await checkLedger(app.engine.db, app.files)).toHaveProperty('chains');
    await app.sql(`update seat set role = 'signer' where import_id = $1 and role = 'appraiser'`, [made.id]);
    expect(await checkLedger(app.engine.db, app.files)).toMatchObject({ what: expect.stringMatching(/^seat/) });
    await app.sql(`update seat set role = 'appraiser' where import_id = $1 and role = 'signer'`, [made.id]);
  });
});

describe('past awards and assessments', () => {
  it('count for the criteria from then on; what is there already is listed', async () => {
    const [a = '', b = ''] = await w.nominees('G1', 2, { excellent: [2025], certificate: 2025 });
    const before = await app.sql('select n from fact_version where subject_id = $1', [a]);
    const awards = await files.read(
      'awards',
      [
        'Đối tượng,Loại đối tượng,Danh hiệu,Năm,Loại khen thưởng',
        `${a},cá nhân,UNION_CERT_LEVEL2,2024,thường xuyên`, // 2
        `${a},cá nhân,UNION_CERT_LEVEL2,2025,hằng năm`, // 3
        `${b},cá nhân,UNION_CERT_LEVEL2,2024,`, // 4
        `${b},cá nhân,UNION_CERT_LEVEL2,2024,`, // 5
        `${b},cá nhân,KHONG_CO,2024,`, // 6
        `${b},cá nhân,UNION_CERT_LEVEL2,12,`, // 7
        'G2,tập thể,UNION_CERT_LEVEL2,2024,', // 8
      ].join('\n'),
    );
    expect(await files.problems(awards.id)).toEqual([
      [3, 'award alreadyGranted'],
      [5, 'award duplicateRow 4'],
      [6, 'award unknownAward'],
      [7, 'year badYear'],
    ]);
    ok(await files.accept(awards.id, { expected: 3 }));
    expect(await app.sql('select n from fact_version where subject_id = $1', [a])).not.toEqual(before);
    const assessments = await files.read(
      'assessments',
      [
        'subject,year,result',
        `${a},2024,Hoàn thành xuất sắc`, // 2
        `${a},2025,hoan_thanh`, // 3
        `${b},2024,HTTNV`, // 4
        `${b},2024,HTXSNV`, // 5
        `${b},2023,tuyệt vời`, // 6
      ].join('\n'),
    );
    expect(await files.problems(assessments.id)).toEqual([
      [5, 'year duplicateRow 4'],
      [6, 'result unknownResult'],
    ]);
    expect(await files.problems(assessments.id, 'doubtful')).toEqual([[3, 'result replacesAssessment']]);
    ok(await files.accept(assessments.id, { expected: 3, confirmed: [3] }));
    expect(await app.sql('select year, result from assessment where subject_id = $1 order by year', [a])).toEqual([
      { year: 2024, result: 'hoan_thanh_xuat_sac_nhiem_vu' },
      { year: 2025, result: 'hoan_thanh' },
    ]);
    expect(JSON.parse((await entries()).at(-1)?.canon ?? '{}')).toMatchObject({ chain: 'sys' });
  });
});
