import { runtimeDataSource } from '#database';
import { ruleSet, standardProcedure, VIETNAM_CALENDAR, type NoticeTopic, type Role } from '#domain';
import { createEngine, type Engine } from '#engine';
import { canonicalize, sha256, type Canonical } from '#ledger';
import { createLogger } from '#platform';
import { prepareQueues } from '#worker';
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../support/database.js';

export const silent = createLogger(process.env['LAUREL_TEST_LOG'] ?? 'silent');

/** A failpoint that throws here stands for a process that dies here: nothing after it runs. */
export class Died extends Error {}

/** One database with a unit, its people and an engine; rows are laid by hand, for nothing here stands in the ledger. */
export interface Fixture {
  readonly database: TestDatabase;
  readonly owner: pg.Pool;
  readonly engine: Engine;
  /** The failpoint at which the engine dies; undefined: it lives. */
  dieAt: string | undefined;
  readonly unit: string;
  person(options?: PersonOptions): Promise<string>;
  nomination(options?: NominationOptions): Promise<string>;
  /** A pending deadline; times are seconds from now, by legal time. */
  deadline(nomination: string, options: { due: number; remind?: number }): Promise<string>;
  outbox(payload: Record<string, unknown>, options?: { consumer?: string; inSeconds?: number }): Promise<string>;
  notice(topic: NoticeTopic, nomination: string, to: Record<string, unknown>, step?: string): Promise<string>;
  /** Leases end as if their time had passed. */
  leasesRunOut(): Promise<void>;
  one<Row>(sql: string, values?: unknown[]): Promise<Row>;
  all<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

interface PersonOptions {
  readonly name?: string;
  readonly role?: Role;
  readonly unit?: string;
  readonly until?: string;
  readonly account?: boolean;
  readonly email?: string | null;
}

interface NominationOptions {
  readonly nominator?: string;
  readonly subject?: string;
  readonly state?: string;
  readonly document?: string;
}

export async function fixture(): Promise<Fixture> {
  const database = await testDatabase();
  await prepareQueues(database.owner);
  const owner = new pg.Pool({ ...database.owner, max: 3 });
  const source = await runtimeDataSource(database.app, 8).initialize();
  const engine = createEngine(source, {
    releaseSeconds: 0,
    failpoint: (name) => {
      if (name === f.dieAt) throw new Died(name);
    },
  });
  const unit = randomUUID();
  const f: Fixture = {
    database,
    owner,
    engine,
    dieAt: undefined,
    unit,
    ...rowsOf(owner, unit),
    async close() {
      await owner.end();
      await source.destroy();
    },
  };
  await configure(owner, unit);
  await engine.directory.refresh();
  return f;
}

async function configure(owner: pg.Pool, unit: string): Promise<void> {
  await owner.query("insert into system_clock (mode) values ('test') on conflict do nothing");
  await owner.query(
    `insert into unit (id, name, symbol, level, valid_from, parent_id)
     values ($1, 'Tổng Liên đoàn (thử)', 'TLĐ', 'federation', '2000-01-01', (select id from unit where parent_id is null))`,
    [unit],
  );
  for (const [kind, id, value] of [
    ['procedure', standardProcedure.id, standardProcedure],
    ['rule-set', 'LAUREL-2026', ruleSet(1)],
    ['calendar', VIETNAM_CALENDAR.id, VIETNAM_CALENDAR],
  ] as const) {
    const canon = canonicalize(value as unknown as Canonical);
    await owner.query(
      `insert into configuration (kind, id, version, canon, hash, valid_from)
       select $1::text, $2, $3, $4, decode($5, 'hex'), '2000-01-01' where not exists (select from configuration where kind = $1)`,
      [kind, id, 1, canon, sha256(canon)],
    );
  }
}

function rowsOf(owner: pg.Pool, unit: string) {
  const all = async <Row>(sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[];
  const one = async <Row>(sql: string, values: unknown[] = []) => (await all<Row>(sql, values))[0] as Row;

  const person = async (o: PersonOptions = {}) => {
    const id = randomUUID();
    await all('insert into person (id, unit_id, name) values ($1, $2, $3)', [id, unit, o.name ?? 'Nguyễn Thị Hoa']);
    if (o.role !== undefined) {
      await all(
        "insert into seat (person_id, unit_id, role, valid_from, valid_to) values ($1, $2, $3, '2020-01-01', $4)",
        [id, o.unit ?? unit, o.role, o.until ?? null],
      );
    }
    if (o.account !== false) {
      const email = o.email === undefined ? `${id}@laurel.test` : o.email;
      await all("insert into account (person_id, login, email, password_hash) values ($1, $2, $3, '-')", [
        id,
        id,
        email,
      ]);
    }
    return id;
  };

  const nomination = async (o: NominationOptions = {}) => {
    const id = randomUUID();
    const nominator = o.nominator ?? (await person());
    const subject = o.subject ?? (await person({ name: 'Trần Văn An', account: false }));
    const state = o.state ?? `appraisal@${unit}`;
    const pin = await one<Record<string, unknown>>(
      "select id, version, encode(hash, 'hex') as hash from configuration where kind = 'procedure' limit 1",
    );
    const context = { ...contextOf(unit, nominator, subject, o.document), code: `HS-${id.slice(0, 8)}` };
    await all(
      `insert into nomination (id, award, unit_id, subject_type, subject_id, subject_kind, year, occasion, created_by, code,
         state, revision, context, procedure)
       values ($1, 'UNION_CERT_VGCL', $2, 'person', $3, 'individual', 2026, 'annual', $4, $5, $6, 1, $7, $8)`,
      [id, unit, subject, nominator, `HS-${id.slice(0, 8)}`, state, context, pin],
    );
    await all("insert into nomination_unit values ($1, $2, 1, '2020-01-01')", [id, unit]);
    await all("insert into nomination_actor values ($1, $2, '2020-01-01')", [id, nominator]);
    return id;
  };

  const deadline = async (of: string, { due, remind = due }: { due: number; remind?: number }) => {
    const id = randomUUID();
    const { due_at, remind_at } = await one<{ due_at: Date; remind_at: Date }>(
      `insert into deadline (id, nomination_id, step_key, due_at, remind_at, state, rule, calendar)
       select $1::uuid, n.id, n.state, date_trunc('milliseconds', laurel_clock() + make_interval(secs => $3)),
         date_trunc('milliseconds', laurel_clock() + make_interval(secs => $4)), 'pending', 'STANDARD@1 appraisal 10', 'VN@1'
       from nomination n where n.id = $2 returning due_at, remind_at`,
      [id, of, due, remind],
    );
    await all(
      `update nomination set due_at = $3, context = jsonb_set(context, '{deadlines}', jsonb_build_array(jsonb_build_object(
         'id', $2::text, 'step', state, 'dueAt', $4::text, 'remindAt', $5::text, 'rule', 'STANDARD@1 appraisal 10',
         'calendar', 'VN@1', 'state', 'pending'))) where id = $1`,
      [of, id, due_at, due_at.toISOString(), remind_at.toISOString()],
    );
    return id;
  };

  const outbox = async (payload: Record<string, unknown>, o: { consumer?: string; inSeconds?: number } = {}) => {
    const id = randomUUID();
    await all(
      `insert into outbox (id, chain, seq, consumer, topic, payload, available_at)
       values ($1, 'n:' || $1::uuid, 1, $2, $3, $4, laurel_clock() + make_interval(secs => $5))`,
      [id, o.consumer ?? 'notify', payload['topic'] ?? 'act', payload, o.inSeconds ?? 0],
    );
    return id;
  };

  return {
    all,
    one,
    person,
    nomination,
    deadline,
    outbox,
    notice: (topic: NoticeTopic, of: string, to: Record<string, unknown>, step = `appraisal@${unit}`) =>
      outbox({ topic, nomination: of, seq: 1, step, to }),
    leasesRunOut: async () => {
      await all("update outbox set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null");
      await all("update deadline set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null");
      await all("update act_item set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null");
    },
  };
}

function contextOf(unit: string, nominator: string, subject: string, document: string | undefined) {
  return {
    award: 'UNION_CERT_VGCL',
    subject: { type: 'person', id: subject },
    subjectType: 'individual',
    year: 2026,
    occasion: 'annual',
    unit,
    nominator,
    route: [{ unit, level: 'federation', steps: ['appraisal'] }],
    skipped: [],
    returnTo: null,
    requested: [],
    receivedAt: '2026-01-05T02:00:00.000Z',
    holds: [],
    confirmed: {},
    overridden: [],
    recused: [],
    deadlines: [],
    lapsed: null,
    ...(document === undefined ? {} : { document }),
  };
}

/** Waits until a condition holds; throws with its name after `seconds`. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The name of a person's mail in the sink. */
export function sinkFile(messageId: string): string {
  return `${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}.eml`;
}
