import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Award, Awards, Me, ProcedureView } from '#contract';
import { createEngine, genesis, setup, type Setup } from '#engine';
import { runtimeDataSource } from '#database';
import { ruleSet, standardProcedure } from '#domain';
import { checkChain, type StoredEntry } from '#ledger';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { World } from '../support/world.js';

const administrators: Setup['administrators'] = [
  { name: 'Nguyễn Thị Một', login: 'quan.tri.1', password: 'mật khẩu thứ nhất' },
  { name: 'Trần Văn Hai', login: 'quan.tri.2', password: 'mật khẩu thứ hai' },
];
const what: Setup = { unit: { name: 'Tổng Liên đoàn', symbol: 'TLĐ' }, administrators };

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const engineOn = async (target: TestApp) => {
  const source = await runtimeDataSource(target.database.app, 2).initialize();
  return { source, engine: createEngine(source, { releaseSeconds: 0, failpoint() {} }) };
};
const chains = () =>
  app.sql<{ chain: string; n: number }>(
    'select chain, count(*)::int as n from ledger_entry group by chain order by chain',
  );

describe('the first start', () => {
  it('publishes procedure, calendar, catalogue and both rule sets once, however many start at once', async () => {
    await app.sql('alter table ledger_entry disable trigger user');
    await app.sql('truncate configuration, ledger_entry, ledger_secret, command cascade');
    await app.sql('alter table ledger_entry enable always trigger ledger_entry_check');
    await app.sql('alter table ledger_entry enable always trigger ledger_entry_keep');
    await app.sql('alter table ledger_entry enable always trigger ledger_entry_keep_all');
    const [one, two] = [await engineOn(app), await engineOn(app)];
    await Promise.all([genesis(one.engine), genesis(two.engine), genesis(app.engine)]);
    await genesis(one.engine);
    expect(await chains()).toEqual([
      { chain: 'cfg:AWARDS', n: 1 },
      { chain: 'cfg:LAUREL-2026', n: 2 },
      { chain: 'cfg:STANDARD', n: 1 },
      { chain: 'cfg:VN', n: 1 },
    ]);
    await one.source.destroy();
    await two.source.destroy();
  });

  it('fills the directory with what the law has as code', () => {
    expect(app.engine.directory.procedureInForce('2026-11-02').value).toEqual(standardProcedure);
    expect(app.engine.directory.ruleSetInForce('2026-09-30').value).toEqual(ruleSet(1));
    expect(app.engine.directory.ruleSetInForce('2026-10-01').value).toEqual(ruleSet(2));
    expect(app.engine.directory.calendarInForce('2026-11-02').value.id).toBe('VN');
  });
});

describe('setup', () => {
  it('creates the root unit and two administrators as first entries, who can sign in', async () => {
    const outcome = await setup(app.engine, what);
    expect(outcome).toEqual({ unit: expect.any(String) });
    const w = new World(app);
    for (const { login, password, name } of administrators) {
      const me = ok(await w.stranger.post<Me>('/api/session', { login, password })).body;
      expect(me.person.name).toBe(name.normalize('NFC'));
      expect(me.seats).toMatchObject([
        { role: 'administrator', unit: { name: 'Tổng Liên đoàn', level: 'federation' } },
      ]);
    }
    const rows = await app.sql<StoredEntry>(
      `select chain, seq, canon, prev_hash as "prevHash", entry_hash as hash from ledger_entry where chain = 'sys' order by seq`,
    );
    expect(checkChain(rows)).toBeNull();
    const types = rows.map((r) => (JSON.parse(r.canon) as { type: string }).type);
    expect(types).toEqual(['UnitOpened', ...Array(2).fill('PersonRegistered'), ...Array(2).fill('AccountOpened')]);
    expect((await chains()).filter((c) => c.chain.startsWith('acl:'))).toMatchObject([{ n: 2 }]);
    expect(rows.map((r) => r.canon).join()).not.toMatch(/Nguyễn|quan\.tri|argon2/);
  });

  it('is refused when anybody has an account', async () => {
    expect(await setup(app.engine, what)).toMatchObject({ refusal: { refused: 'already-set-up' } });
  });

  it('is resumed where it was interrupted, with the same words only', async () => {
    const other = await startApp();
    const failing = { ...other.engine, db: { query: failAfter(other.engine.db, 3) } };
    await expect(setup(failing, what)).rejects.toThrow('interrupted');
    expect(await setup(other.engine, { ...what, unit: { name: 'Khác', symbol: 'K' } })).toMatchObject({
      refusal: { refused: 'command-reused' },
    });
    expect(await setup(other.engine, what)).toEqual({ unit: expect.any(String) });
    const [row] = await other.sql<{ n: number }>('select count(*)::int as n from account');
    expect(row?.n).toBe(2);
    await other.close();
  });
});

/** Lets so many recordings through and fails the next one. */
function failAfter(db: TestApp['engine']['db'], good: number): TestApp['engine']['db']['query'] {
  let left = good;
  return (name, text, values) => {
    if (name === 'record_administration' && (left -= 1) < 0) return Promise.reject(new Error('interrupted'));
    return db.query(name, text, values);
  };
}

describe('what was published is shown', () => {
  let w: World;
  beforeAll(async () => {
    w = new World(app);
    const [unit] = await app.sql<{ id: string }>('select id from unit');
    w.units['F'] = unit?.id ?? '';
    await w.person('somebody', 'F');
  });

  it('every award, with the criteria in force and the facts that its form asks for', async () => {
    const { awards } = ok(await w.as('somebody').get<Awards>('/api/awards')).body;
    expect(awards.length).toBeGreaterThan(15);
    expect(awards.filter((a) => a.open).map((a) => a.code)).toContain('UNION_CERT_VGCL');
    const { body } = ok(await w.as('somebody').get<Award>('/api/awards/UNION_CERT_VGCL'));
    expect(body).toEqual(awards.find((a) => a.code === 'UNION_CERT_VGCL'));
    expect(body.criteria.length).toBeGreaterThan(0);
    expect(body.criteria.every((c) => c.unconfirmed && c.citation !== '')).toBe(true);
    expect(body.facts.map((f) => f.fact)).toContain('initiative.recognisedAppliedInStreak');
    expect(body.facts.map((f) => f.fact)).not.toContain('grant.comprehensiveSameLevelYear');
    expect(body.items.every((i) => i.label.vi !== '' && i.label.en !== '')).toBe(true);
    refused(await w.as('somebody').get('/api/awards/NONE'), 404, 'not-found');
    refused(await w.as('somebody').get('/api/awards/__proto__'), 404, 'not-found');
  });

  it('the standard procedure, without a problem', async () => {
    const { body } = ok(await w.as('somebody').get<ProcedureView>('/api/procedures/STANDARD'));
    expect(body).toMatchObject({ id: 'STANDARD', version: 1, problems: [] });
    expect(body.stages[0]?.steps.map((s) => s.step)).toEqual(['appraisal', 'signature']);
    refused(await w.as('somebody').get('/api/procedures/OTHER'), 404, 'not-found');
  });
});
