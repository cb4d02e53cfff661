import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import pg from 'pg';
import { acceptImport, type Db } from '#engine';
import { dbOver } from '../../libs/engine/src/db.js';
import { readFile } from '../../libs/engine/src/imports/read.js';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { Imports } from '../support/imports.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** Files that are refused as a whole, and how much one file may hold. */

let app: TestApp;
let files: Imports;
let who: Client;
let w: World;
beforeAll(async () => {
  app = await startApp({ env: { MAX_FILE_BYTES: '8000000' } });
  w = await world(app);
  who = await w.seat('administrator.F', 'administrator', 'F');
  files = new Imports(w, who);
});
afterAll(() => app.close());

const count = async (table: string) =>
  (await app.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;

describe('a file as a whole', () => {
  const tcvn3 = Buffer.concat([
    Buffer.from('name,unit\nĐúng Một,G1\n'),
    Buffer.from([0x4e, 0x67, 0x75, 0x79, 0xd4, 0x6e, 0x2c, 0x47, 0x31]),
  ]);
  it.each<[string, string | Buffer, string, RegExp]>([
    ['is not UTF-8', tcvn3, 'file-unreadable', /dòng 3.*UTF-8/],
    ['has a quote that nobody closes', 'name,unit\n"Chưa đóng,G1\n', 'file-unreadable', /CSV_QUOTE_NOT_CLOSED/],
    ['has no heading', '', 'columns-missing', /^$/],
    ['lacks a column', 'unit,birthDate\nG1,1990-01-01\n', 'columns-missing', /unit/],
    ['is one endless line', `name,unit\n${'x'.repeat(70_000)}`, 'file-unreadable', /dòng 2/],
    ['holds NUL', 'name,unit\nA\u0000B,G1\n', 'file-unreadable', /dòng 2/],
  ])('that %s is refused, and nothing of it is kept', async (_, csv, code, observed) => {
    const before = [await count('import_file'), await count('import_row')];
    const no = refused(await files.upload('persons', csv), 422, code);
    expect(no.observed ?? '').toMatch(observed);
    expect([await count('import_file'), await count('import_row')]).toEqual(before);
  });

  const old = {
    TCVN3: Buffer.from('hä tªn;®¬n vÞ\nNguyÔn ThÞ H»ng;G1\nTrÇn V¨n §øc;G2\n', 'latin1'),
    VNI: Buffer.from('hoï teân;ñôn vò\nNguyeãn Thò Haèng;G1\nTraàn Vaên Ñöùc;G2\n', 'latin1'),
  } as const;
  it.each([
    ['TCVN3', old.TCVN3],
    ['VNI', old.VNI],
    ['TCVN3', old.TCVN3.toString('latin1')],
    ['VNI', old.VNI.toString('latin1')],
  ] as const)(
    'in %s is converted, with a note, to be looked at before it is taken in',
    async (convertedFrom, bytes) => {
      const made = await files.read('persons', bytes);
      expect(made).toMatchObject({ rows: 2, convertedFrom, accepted: null });
      const rows = [...(await files.rows(made.id, 'ready')), ...(await files.rows(made.id, 'doubtful'))];
      expect(rows.map((r) => r.values['name']).sort()).toEqual(['Nguyễn Thị Hằng', 'Trần Văn Đức']);
    },
  );

  it('in Unicode is not converted, and a line of another encoding far below is named with it', async () => {
    expect(await files.read('persons', 'name,unit\nNguyễn Thị Hằng,G1\n')).toMatchObject({ convertedFrom: null });
    const many = Array.from({ length: 9_000 }, (_, i) => `Người Thứ Rất Dài Tên Số ${String(i)},G1`).join('\n');
    const mixed = Buffer.concat([Buffer.from(`name,unit\n${many}\n`), Buffer.from('NguyÔn ThÞ H»ng,G1\n', 'latin1')]);
    const no = refused(await files.upload('persons', mixed), 422, 'file-unreadable');
    expect(no.observed).toBe('dòng 9002: không phải UTF-8 (có vẻ là TCVN3)');
  });

  it('of 100,000 rows is read no further than its limit, in batches of a thousand', async () => {
    let [given, most, taken] = [0, 0, 0];
    const source = function* () {
      yield Buffer.from('name,unit\n');
      for (given = 1; given <= 100_000; given += 1) yield Buffer.from(`Người Thứ ${String(given)},G1\n`);
    };
    const read = readFile(Readable.from(source()), 'persons', (batch) => {
      most = Math.max(most, batch.length);
      taken += batch.length;
      return Promise.resolve();
    });
    await expect(read).rejects.toMatchObject({ reason: 'too-many-rows', observed: '> 10000' });
    expect([most, taken]).toEqual([1_000, 10_000]);
    // What was pulled beyond the limit is the sample of the encoding and what the streams buffer.
    expect(given).toBeLessThan(30_000);
  });

  it('of 100,000 rows is refused beyond the limit, and one of 10,000 is taken in with flat memory', async () => {
    const rows = (n: number) =>
      `name,unit,memberNumber\n${Array.from({ length: n }, (_, i) => `Người Thứ ${String(i)},G${String(1 + (i % 2))},N-${String(i)}`).join('\n')}\n`;
    const no = refused(await files.upload('persons', rows(100_000)), 422, 'too-many-rows');
    expect(no).toMatchObject({ observed: '> 10000', needed: '10000' });
    expect(await count('import_row')).toBeLessThan(100);
    const made = await files.read('persons', rows(10_000));
    expect(made).toMatchObject({ rows: 10_000, ready: 10_000 });
    // Everything about all the rows is given its time, though the connections give up after a hundredth of a second.
    const slow = new pg.Pool({ ...app.database.app, options: '-c statement_timeout=10ms', max: 2 });
    const heavy = ['import-resolve-persons', 'import-chosen', 'record_administration'];
    const [all, hurried] = [app.engine.db, dbOver(slow)];
    const db: Db = { query: (name, ...rest) => (heavy.includes(name) ? hurried : all).query(name, ...rest) };
    await expect(hurried.query('sleep', 'select pg_sleep(1)')).rejects.toMatchObject({ code: '57014' });
    const by = { person: who.person };
    const choice = { expected: 10_000, confirmed: [], except: [] };
    expect(await acceptImport({ ...app.engine, db }, { ...order(), by }, made.id, choice)).toEqual({ id: made.id });
    await slow.end();
    expect(await count('person where import_id is not null')).toBeGreaterThanOrEqual(10_000);
  }, 110_000);

  it('has its rows compared again where the register changed after they were looked at and before the entry was begun', async () => {
    const made = await files.read('persons', 'name,unit,birthDate\nNguyễn Song Song,G1,1980-02-03\n');
    const twin = { name: 'Nguyễn Song Song', unit: w.unit('F'), birthDate: '1980-02-03', confirmedNew: true };
    app.before('import-resolve-persons', () => {
      app.before('administration-head', async () => void ok(await who.post('/api/persons', twin)));
      return Promise.resolve();
    });
    refused(await files.accept(made.id, { expected: 1 }), 409, 'import-outdated');
    expect(await count(`person where name = 'Nguyễn Song Song'`)).toBe(1);
    expect(await files.problems(made.id, 'doubtful')).toEqual([[2, 'name possibleDuplicate']]);
  });
});
