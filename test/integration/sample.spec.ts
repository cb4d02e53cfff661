import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poolOf, runtimeDataSource } from '#database';
import { addWorkingDays, endOfDay, localDate, VIETNAM_CALENDAR } from '#domain';
import {
  ballotKeys,
  ballotView,
  checkLedger,
  createEngine,
  fileStore,
  genesis,
  inbox,
  listSelections,
  selectionView,
  signIn,
  sweepDirect,
  type BallotKeys,
  type Engine,
  type FileStore,
} from '#engine';
import { loadSample, sampleSignIns } from '../../apps/standalone/src/sample/index.js';
import { testDatabase, withClient, type TestDatabase } from '../support/database.js';

type Row = Record<string, unknown>;

/** A database in which a sample federation may be loaded. */
class Place {
  readonly keys: BallotKeys;

  private constructor(
    private readonly database: TestDatabase,
    private readonly folder: string,
    readonly engine: Engine,
    readonly files: FileStore,
    readonly close: () => Promise<void>,
  ) {
    this.keys = ballotKeys(join(folder, 'keys'));
  }

  static async open(): Promise<Place> {
    const database = await testDatabase();
    await withClient(database.host, database.name, (c) =>
      c.query(`insert into system_clock (mode, ahead) values ('sample', '-90 days')
        on conflict (one) do update set mode = 'sample', ahead = '-90 days'`),
    );
    const source = await runtimeDataSource(database.app, 8).initialize();
    const folder = await mkdtemp(join(tmpdir(), 'laurel-sample-'));
    const engine = createEngine(source, { releaseSeconds: 0, failpoint: () => undefined });
    await genesis(engine);
    const close = async (): Promise<void> => {
      await poolOf(source).end();
      await rm(folder, { recursive: true, force: true });
    };
    return new Place(database, folder, engine, fileStore(folder, 1_000_000), close);
  }

  load(engine = this.engine): Promise<void> {
    const sweep = async (): Promise<void> => {
      expect((await sweepDirect(engine)).failures).toEqual([]);
    };
    return loadSample({ engine, files: this.files, keys: this.keys, sweep, log: () => undefined });
  }

  /** Looks behind the scenes. */
  rows(text: string): Promise<Row[]> {
    return withClient(this.database.host, this.database.name, async (c) => (await c.query<Row>(text)).rows);
  }

  async row(text: string): Promise<Row> {
    return (await this.rows(text))[0] ?? {};
  }
}

/** An engine whose process dies right after so many entries were written. */
function dyingAfter(engine: Engine, entries: number): Engine {
  let written = 0;
  return {
    ...engine,
    db: {
      async query<R>(name: string, text: string, values?: readonly unknown[]) {
        if (written >= entries) throw new Error('killed');
        const rows = await engine.db.query<R>(name, text, values);
        if (name.startsWith('record_')) written += 1;
        if (written >= entries) throw new Error('killed');
        return rows;
      },
    },
  };
}

/** A killed submission may cost a code, so codes count by their order. */
const season = `select rank() over (order by n.code)::int as code, n.award, n.subject_id, n.state, n.revision, n.eligibility, d.number_text, f.files
  from nomination n
  left join decision_item i on i.nomination_id = n.id left join decision_document d on d.id = i.document_id
  left join lateral (select count(*)::int as files from dossier_file x where x.nomination_id = n.id) f on true
  order by n.award, n.subject_id`;
const sizes = `select (select count(*) from ledger_entry) as entries, (select count(*) from outbox) as outbox,
  (select count(*) from dossier_file) as files, (select max(xmin::text) from system_clock) as clock`;

let place: Place;
let interrupted: Place;

beforeAll(async () => {
  [place, interrupted] = await Promise.all([Place.open(), Place.open()]);
  await place.load();
}, 240_000);

afterAll(async () => {
  await Promise.all([place.close(), interrupted.close()]);
});

it('the sample federation has its units, its people and about three hundred nominations in all states', async () => {
  const units = await place.rows('select level, count(*)::int as n from unit group by level');
  expect(Object.fromEntries(units.map((u) => [u['level'], u['n']]))).toEqual({
    federation: 1,
    level2_union: 7,
    immediate_superior_union: 1,
    grassroots_union: 30,
  });
  const { marked } = await place.row("select count(*)::int as marked from unit where name like '%(dữ liệu mẫu)'");
  expect(marked).toBe(9);
  const states = await place.rows(
    `select split_part(state, '@', 1) as state, count(*)::int as n from nomination group by 1`,
  );
  const counted = Object.fromEntries(states.map((s): [string, number] => [String(s['state']), Number(s['n'])]));
  expect(Object.keys(counted).sort()).toEqual([
    'appraisal',
    'awaitingDecision',
    'ballot',
    'commended',
    'draft',
    'notPassed',
    'rejected',
    'returned',
    'selection',
    'signature',
    'withdrawn',
  ]);
  const { notPassed, ...usual } = counted;
  expect(notPassed).toBe(2);
  expect(Math.min(...Object.values(usual))).toBeGreaterThanOrEqual(5);
  const total = Object.values(counted).reduce((sum, n) => sum + n, 0);
  expect(total).toBeGreaterThan(280);
  expect(total).toBeLessThan(340);
  const awards = await place.rows('select distinct award from nomination');
  expect(awards).toHaveLength(6);
});

it('small units, lapses, late acts, supplements, confirmations and overrides are among what happened', async () => {
  const types = await place.rows(`select canon::jsonb->>'type' as type, count(*)::int as n,
    count(*) filter (where canon::jsonb ? 'late')::int as late from ledger_entry where chain like 'n:%' group by 1`);
  const of = new Map(types.map((t) => [t['type'], t]));
  for (const type of [
    'Lapse',
    'Confirm',
    'Override',
    'Return',
    'Resubmit',
    'Recuse',
    'DeclareRelation',
    'Withdraw',
    'Commended',
  ]) {
    expect([type, of.has(type)]).toEqual([type, true]);
  }
  expect(Number(of.get('Recommend')?.['late'])).toBeGreaterThan(0);
  const skipped = await place.rows(
    `select distinct s->>'rule' as rule from nomination n, jsonb_array_elements(n.context->'skipped') s`,
  );
  expect(skipped.map((s) => s['rule']).sort()).toEqual(['single-officer', 'small-unit']);
});

it('decision documents list several nominations each and are numbered without a gap', async () => {
  const issued = await place.rows(`select body_id, array_agg(number order by number) as numbers,
    min((select count(*) from decision_item i where i.document_id = d.id))::int as fewest
    from decision_document d where state = 'issued' group by 1`);
  expect(issued.length).toBeGreaterThan(5);
  for (const { numbers, fewest } of issued) {
    expect(numbers).toEqual((numbers as number[]).map((_, i) => i + 1));
    expect(fewest).toBeGreaterThan(2);
  }
  const open = await place.rows(
    "select state from decision_document where state in ('draft', 'signed') order by state",
  );
  expect(open.map((d) => d['state'])).toEqual(['draft', 'signed']);
});

it('the clock stands at today, and nothing that is due has been left', async () => {
  const { off } = await place.row(
    'select abs(extract(epoch from laurel_clock() - clock_timestamp()))::float8 as off from system_clock',
  );
  expect(off).toBeLessThan(2);
  const { left } = await place.row(
    "select count(*)::int as left from deadline where state = 'pending' and due_at <= laurel_clock()",
  );
  expect(left).toBe(0);
});

it('a council has met, and sits today: one list is counted, the next one is being voted on', async () => {
  const ballots = await place.rows(`select b.id, b.state, s.held_on = legal_date() as today,
    (select count(*)::int from ballot_item i where i.ballot_id = b.id) as items,
    (select count(*)::int from turnout t where t.ballot_id = b.id) as papers
    from ballot b join sitting s on s.id = b.sitting_id order by b.opened_at`);
  expect(ballots.map(({ id: _, ...b }) => b)).toEqual([
    { state: 'closed', today: false, items: 5, papers: 7 },
    { state: 'closed', today: true, items: 3, papers: 7 },
    { state: 'open', today: true, items: 5, papers: 3 },
  ]);
  const { id: member } = await place.row(
    "select p.id from account a join person p on p.id = a.person_id where a.login = 'uyvien.c1'",
  );
  const views = await Promise.all(ballots.map((b) => ballotView(place.engine, String(member), String(b['id']))));
  expect(views.map((v) => v?.items.map((i) => [i.totals.agree, i.passed]))).toEqual([
    [
      [7, true],
      [6, true],
      [7, true],
      [4, false],
      [6, true],
    ],
    [
      [7, true],
      [6, true],
      [5, false],
    ],
    [],
  ]);
  expect(views[2]?.paper).toHaveLength(5);
  expect(views[2]?.turnout.find((t) => t.mine)?.sent).toBe(false);
  const left = await place.rows("select code from nomination where state like 'ballot@%'");
  expect(left).toHaveLength(5);
  expect(await place.keys.list()).toHaveLength(1);
});

it('a selection is open, and two equals share the last place that there is', async () => {
  const { id: chair } = await place.row(
    "select p.id from account a join person p on p.id = a.person_id where a.login = 'chutich.tld'",
  );
  const { selections } = await listSelections(place.engine, String(chair));
  expect(selections).toMatchObject([{ count: 6, closedAt: null, quota: { cap: 3, remaining: 3 } }]);
  const view = await selectionView(place.engine, String(chair), selections[0]?.id ?? '');
  expect(view?.rows.map((r) => r.place)).toEqual([1, 2, 3, 3, 4, 5]);
  expect(view?.undecided).toMatchObject([{ items: [{}, {}], atCut: true }]);
  expect(view?.commands.decideTie.allowed).toBe(true);
  expect(view?.commands.close).toMatchObject({ allowed: false, refusal: { code: 'tie-undecided' } });
  expect(new Set(view?.rows.map((r) => r.ties['women'])).size).toBe(2);
});

it('its ledger checks, files included', async () => {
  expect(await checkLedger(place.engine.db, place.files)).toEqual({
    chains: expect.any(Number),
    entries: expect.any(Number),
    files: expect.any(Number),
  });
}, 60_000);

it('whom the sign-ins name can sign in, and every reviewer has overdue, urgent and fresh work', async () => {
  const { password, people } = sampleSignIns();
  expect(people.length).toBeGreaterThanOrEqual(8);
  const soon = endOfDay(addWorkingDays(VIETNAM_CALENDAR, localDate(new Date().toISOString()), 1));
  for (const { login, name } of people) {
    const account = await place.row(
      `select p.id, p.name from account a join person p on p.id = a.person_id where a.login = '${login}'`,
    );
    expect(account['name']).toBe(name);
    if (!/^(thamdinh|chutich)/.test(login)) continue;
    const { counts, rows } = await inbox(place.engine, String(account['id']), { tab: 'waiting', limit: 100 });
    const urgent = rows.filter((r) => r.dueAt !== null && r.dueAt > new Date().toISOString() && r.dueAt <= soon);
    expect([login, counts.overdue > 0, urgent.length > 0]).toEqual([login, true, true]);
    expect(counts.waiting).toBeGreaterThan(counts.overdue + urgent.length);
  }
  const first = people[0]?.login ?? '';
  const from = { address: '127.0.0.1', cookie: undefined };
  expect(await signIn(place.engine, { login: first, password }, from)).toHaveProperty('cookie');
});

it('a second load changes nothing', async () => {
  const before = await place.row(sizes);
  await place.load();
  expect(await place.row(sizes)).toEqual(before);
});

it('a load that is killed twice ends where an undisturbed one ends, with the same states and codes in the same order', async () => {
  await expect(interrupted.load(dyingAfter(interrupted.engine, 420))).rejects.toThrow('killed');
  await expect(interrupted.load(dyingAfter(interrupted.engine, 1_100))).rejects.toThrow('killed');
  await interrupted.load();
  expect(await interrupted.rows(season)).toEqual(await place.rows(season));
  expect(await checkLedger(interrupted.engine.db, interrupted.files)).toHaveProperty('chains');
}, 240_000);
