import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLedger, performActItem } from '#engine';
import { entryHash } from '#ledger';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { asSuperuser as tamperingAs, changed as changing, type Statement } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** A superuser changes what must not change; the check names where (reliability.md T1, T3, T4, T6 to T8). */

let app: TestApp;
let w: World;
let id: string;
let document: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  id = await w.nominate();
  const items = [{ item: 'minutes', code: 'illegible' }];
  ok(await w.as('appraiser.G1').command(id, { type: 'Return', items, reason: 'Biên bản không đọc được rõ' }));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  await w.climb(id, 'awaitingDecision');
  const decided = await w.decision([id]);
  document = decided.document;
  await performActItem(app.engine, decided.act, id);
  await w.nominate({ unit: 'G2' });
  await w.seat('former.G1', 'appraiser', 'G1');
  await w.end('former.G1');
});
afterAll(() => app.close({ tampered: true }));

const check = () => checkLedger(app.engine.db, app.files);

/** Everything as it was: each test undoes what it did, or the next one would find its traces. */
afterEach(async () =>
  expect(await check()).toEqual({ chains: expect.any(Number), entries: expect.any(Number), files: expect.any(Number) }),
);

const asSuperuser = (...statements: readonly Statement[]) => tamperingAs(app, ...statements);
const changed = (table: string, where: string, change: string) => changing(app, { table, where, change }, check);

const n = () => `n:${id}`;

describe('an entry', () => {
  it('of any chain with one byte changed is named by chain and number', async () => {
    const entries = await app.sql<{ chain: string; seq: number; length: number }>(
      `select chain, seq, length(canon) as length from ledger_entry
       where chain in ($1, $2, 'sys', 'cfg:STANDARD', $3) and seq <= 12 order by chain, seq`,
      [n(), `d:${document}`, `acl:${w.unit('G1')}`],
    );
    expect(entries.length).toBeGreaterThan(20);
    const each = entries.filter((_, i) => i % 2 === 0);
    for (const { chain, seq, length } of each) {
      const at = 2 + ((seq * 7919) % (length - 3));
      const where = `chain = '${chain}' and seq = ${String(seq)}`;
      const byte = `overlay(canon placing case substr(canon, ${String(at)}, 1) when '0' then '1' else '0' end from ${String(at)} for 1)`;
      const found = await changed('ledger_entry', where, `canon = ${byte}`);
      expect(found).toMatchObject({ chain, seq, what: expect.any(String) });
    }
  });

  it.each(['prev_hash', 'entry_hash'])('with another %s is named', async (column) => {
    const where = `chain = '${n()}' and seq = 3`;
    expect(
      await changed('ledger_entry', where, `${column} = set_byte(${column}, 0, get_byte(${column}, 0) # 1)`),
    ).toMatchObject({ chain: n(), seq: 3 });
  });

  it('that was exchanged with another is named', async () => {
    const swap = `update ledger_entry set seq = case seq when 2 then 3 when 3 then 2 else seq end where chain = $1 and seq in (2, 3)`;
    const apart = 'alter table ledger_entry drop constraint ledger_entry_pkey cascade';
    const back = 'alter table ledger_entry add primary key (chain, seq)';
    await asSuperuser(apart, { text: swap, values: [n()] });
    expect(await check()).toEqual({ chain: n(), seq: expect.any(Number), what: expect.stringMatching(/gap|fields/) });
    await asSuperuser({ text: swap, values: [n()] }, back);
  });

  it('that was forged with a right hash of its own breaks the next one', async () => {
    const [entry] = await app.sql<{ canon: string; prev_hash: Buffer }>(
      'select canon, prev_hash from ledger_entry where chain = $1 and seq = 3',
      [n()],
    );
    const canon = entry?.canon.replace(/"revision":\d/, '"revision":7') ?? '';
    const hash = entryHash(entry?.prev_hash ?? Buffer.alloc(0), canon).toString('hex');
    const found = await changed(
      'ledger_entry',
      `chain = '${n()}' and seq = 3`,
      `canon = '${canon}', entry_hash = decode('${hash}', 'hex')`,
    );
    expect(found).toEqual({ chain: n(), seq: 4, what: 'prev-hash' });
  });

  it('that is missing is named: from the middle, from the end, or all of them', async () => {
    const copy = `create table kept as select * from ledger_entry where chain = '${n()}'`;
    const back = `insert into ledger_entry select * from kept on conflict do nothing`;
    const length = (await app.sql('select from ledger_entry where chain = $1', [n()])).length;
    await asSuperuser(copy);
    const without = async (where: string): ReturnType<typeof check> => {
      await asSuperuser(`delete from ledger_entry where chain = '${n()}' and ${where}`);
      const found = await check();
      await asSuperuser(back);
      return found;
    };
    expect(await without('seq = 4')).toEqual({ chain: n(), seq: 5, what: 'gap' });
    expect(await without(`seq = ${String(length)}`)).toMatchObject({
      chain: n(),
      what: expect.stringContaining('version'),
    });
    expect(await without('true')).toEqual({ chain: n(), seq: null, what: 'entries are missing' });
    await app.sql('drop table kept');
  });
});

describe('a row that no entry explains', () => {
  const where = () => `id = '${id}'`;
  it.each([
    ['another state', `state = 'rejected'`],
    ['another revision', 'revision = 3'],
    ['another version', 'version = version + 1'],
    ['a recusal less or more', `context = jsonb_set(context, '{recused}', '["x"]')`],
    ['another rule set', `rule_set = jsonb_set(rule_set, '{version}', '9')`],
  ])('a nomination with %s', async (_what, change) => {
    expect(await changed('nomination', where(), change)).toMatchObject({
      chain: n(),
      what: expect.stringMatching(/^row/),
    });
  });

  it('a nomination with a due time that moved', async () => {
    const [row] = await app.sql<{ id: string; chain: string }>(
      `select id, 'n:' || nomination_id as chain from deadline where state = 'pending' limit 1`,
    );
    const found = await changed('deadline', `id = '${row?.id ?? ''}'`, `due_at = due_at + interval '1 day'`);
    expect(found).toMatchObject({ chain: row?.chain, what: 'deadlines' });
  });

  it('an approval of somebody else', async () => {
    const [row] = await app.sql<{ id: string }>(
      'select id from approval where nomination_id = $1 and document_id is null and voided_at is null limit 1',
      [id],
    );
    const found = await changed('approval', `id = '${row?.id ?? ''}'`, `person_id = '${w.as('clerk.F').person}'`);
    expect(found).toMatchObject({ chain: n(), what: 'approvals' });
  });

  it.each([
    ['number', 'number = 99'],
    ['date', `issued_on = issued_on - 1`],
    ['signer', `signer_id = created_by`],
  ])('a document with another %s', async (_what, change) => {
    const found = await changed('decision_document', `id = '${document}'`, change);
    expect(found).toMatchObject({ chain: `d:${document}`, what: 'row of the document' });
  });

  it('a grant that was taken out of its document', async () => {
    const found = await changed('award_grant', `document_id = '${document}'`, 'document_id = null');
    expect(found).toMatchObject({ chain: `d:${document}`, what: expect.stringContaining('grants') });
  });

  it('a rule that was exchanged', async () => {
    const found = await changed(
      'configuration',
      `kind = 'rule-set' and version = 1`,
      `canon = replace(canon, '2', '1')`,
    );
    expect(found).toMatchObject({ chain: 'cfg:LAUREL-2026' });
  });

  it.each([
    ['back-dated', `valid_from = '2019-01-01'`],
    ['of another role', `role = 'signer'`],
    ['of another person', 'person_id = granted_by'],
    ['with a flag', `flags = '{override}'`],
    ['that ended and goes on', 'valid_to = null'],
  ])('a seat %s', async (_what, change) => {
    const seat = w.as('former.G1').seats[0]?.id ?? '';
    const by = change.replace('granted_by', `'${w.as('clerk.F').person}'`);
    expect(await changed('seat', `id = '${seat}'`, by)).toMatchObject({
      chain: `acl:${w.unit('G1')}`,
      what: `seat ${seat}`,
    });
  });
});

describe('words and files', () => {
  it.each(["value = value || '.'", 'salt = set_byte(salt, 0, get_byte(salt, 0) # 1)'])(
    'a text with %s is named',
    async (change) => {
      const [secret] = await app.sql<{ seq: number; text_id: string }>(
        `select seq, text_id from ledger_secret where chain = $1 and text_id = 'opinion' limit 1`,
        [n()],
      );
      const where = `chain = '${n()}' and seq = ${String(secret?.seq)} and text_id = 'opinion'`;
      expect(await changed('ledger_secret', where, change)).toEqual({
        chain: n(),
        seq: secret?.seq,
        what: 'text opinion',
      });
    },
  );

  it('an erased text is no fault', async () => {
    await asSuperuser(
      `create table kept_secret as select * from ledger_secret where chain = '${n()}' and text_id = 'opinion'`,
    );
    await asSuperuser(`delete from ledger_secret where chain = '${n()}' and text_id = 'opinion'`);
    expect(await check()).not.toHaveProperty('what');
    await asSuperuser('insert into ledger_secret select * from kept_secret', 'drop table kept_secret');
  });

  it('a frozen statement that was rewritten is named', async () => {
    const where = `nomination_id = '${id}' and revision = 1`;
    const found = await changed('dossier_version', where, `content = replace(content, 'phong trào', 'phong trao')`);
    expect(found).toMatchObject({ chain: n(), what: expect.stringContaining('revision 1') });
  });

  it('a frozen file that was exchanged together with its row is named', async () => {
    const where = `nomination_id = '${id}' and revision = 1`;
    const found = await changed(
      'dossier_version',
      where,
      `files = jsonb_set(files, '{0,sha256}', to_jsonb(repeat('0', 64)))`,
    );
    expect(found).toMatchObject({ chain: n(), what: expect.stringContaining('revision 1') });
  });

  it('a stored file with one byte changed, or gone, is named', async () => {
    const [row] = await app.sql<{ id: string; item: string }>(
      `select f.id, f.item from dossier_file f where nomination_id = $1 order by id limit 1`,
      [id],
    );
    const folder = join(app.folder, 'files');
    const path =
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .find((name) => name.endsWith(row?.id ?? '?') && statSync(name).isFile()) ?? '';
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]));
    expect(await check()).toMatchObject({
      chain: n(),
      what: expect.stringMatching(`file ${row?.item ?? ''} .*changed`),
    });
    rmSync(path);
    expect(await check()).toMatchObject({
      chain: n(),
      what: expect.stringMatching(`file ${row?.item ?? ''} .*missing`),
    });
    writeFileSync(path, bytes);
  });
});
