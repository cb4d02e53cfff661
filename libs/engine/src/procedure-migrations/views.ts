import type { MigrationChecked, MigrationPlan, MigrationQuestion, Migrations, MigrationView } from '#contract';
import { checkStepMap, outcomes, sameSteps, type StepMap } from '#domain';
import { rootToday } from '../administration/proposals.js';
import type { Refused } from '../administration/record.js';
import type { Engine } from '../engine.js';
import { procedureOf } from '../procedures/index.js';
import { visible } from '../visible.js';
import { planOf, unmappedIn, type Planned } from './plan.js';
import { versionsOf } from './versions.js';

interface Row extends Omit<MigrationView, 'proposedAt' | 'startedAt'> {
  readonly proposed_at: Date;
  readonly started_at: Date | null;
}

const named = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`;
const viewText = `select m.id, m.code as procedure, m.from_version as "from", m.to_version as "to", m.steps, ${named('p')} as "proposedBy", m.proposed_at,
  case when s.id is not null then ${named('s')} end as "startedBy", m.started_at, m.act_id as act,
  (select x.value from ledger_entry e join ledger_secret x on x.chain = e.chain and x.seq = e.seq and x.text_id = 'reason'
    where e.chain = 'cfg:' || m.code and e.canon::jsonb->'facts'->0->>'type' = 'MigrationProposed'
      and e.canon::jsonb->'facts'->0->>'migration' = m.id::text) as reason
from procedure_migration m join person p on p.id = m.proposed_by left join person s on s.id = m.started_by`;

const openText = `select n.procedure->>'id' as procedure, (n.procedure->>'version')::int as version, count(*)::int as open
from nomination n /* visible: numbers of versions, for administrators */
where n.waiting_unit is not null and n.procedure is not null and n.state <> all ($1::text[]) group by 1, 2`;

/** Every published version with what is open in it, and the latest two hundred migrations. */
export async function migrationsView(engine: Engine): Promise<Migrations> {
  const text = `${viewText} order by m.proposed_at desc, m.id limit 200`;
  await engine.directory.refresh();
  const [{ today }, counts, rows] = await Promise.all([
    rootToday(engine),
    engine.db.query<{ procedure: string; version: number; open: number }>('migration_counts', openText, [outcomes]),
    engine.db.query<Row>('migrations', text),
  ]);
  return {
    versions: engine.directory.procedures().map(({ pin: { id, version }, value: { name } }) => ({
      procedure: id,
      version,
      name,
      inForce: procedureOf(engine, id, today)?.pin.version === version,
      open: counts.find((c) => c.procedure === id && c.version === version)?.open ?? 0,
    })),
    migrations: rows.map(viewOf),
  };
}

/** One migration; null for an unknown one. */
export async function migrationView(engine: Engine, id: string): Promise<MigrationView | null> {
  const [row] = await engine.db.query<Row>('migration_view', `${viewText} where m.id = $1::uuid`, [id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ proposed_at, started_at, ...rest }: Row): MigrationView {
  return { ...rest, proposedAt: proposed_at.toISOString(), startedAt: started_at?.toISOString() ?? null };
}

/**
 * What keeps a map from being taken; of a sound one, what it would do with every open nomination now. Without a map: one by the names of
 * the steps. Refuses what `versionsOf` refuses.
 */
export async function checkedMigration(
  engine: Engine,
  person: string,
  asked: MigrationQuestion,
): Promise<MigrationChecked | Refused> {
  const versions = await versionsOf(engine, asked);
  if ('refused' in versions) return { refusal: versions };
  const map: StepMap = asked.steps ?? sameSteps(versions.from.value, versions.to.value);
  const problems = checkStepMap(versions.from.value, versions.to.value, map).map((p) => ({ ...p }));
  const steps = map.map((m) => ({ ...m }));
  if (problems.length > 0) return { problems, steps, plan: null };
  return { problems, steps, plan: await planView(engine, person, await planOf(engine, versions, map)) };
}

const keptText = `select x.value from ledger_secret x join ledger_entry e on e.chain = x.chain and e.seq = x.seq
  where x.chain = $1 and x.text_id = 'plan' and e.canon::jsonb->'facts'->0->>'migration' = $2`;

/** What a migration would do now, or what it was started with; null for an unknown one. Refuses what `versionsOf` refuses. */
export async function migrationPlan(
  engine: Engine,
  person: string,
  id: string,
): Promise<MigrationPlan | null | Refused> {
  const found = await migrationView(engine, id);
  if (found === null) return null;
  if (found.startedAt === null) {
    const checked = await checkedMigration(engine, person, found);
    return 'refusal' in checked ? checked : checked.plan;
  }
  const [kept] = await engine.db.query<{ value: string }>('migration_kept', keptText, [`cfg:${found.procedure}`, id]);
  return kept === undefined ? null : planView(engine, person, JSON.parse(kept.value) as readonly Planned[]);
}

/** The longest list that is shown; the numbers count everything. */
const SHOWN = 1_000;

const namesText = `select n.id, n.context->>'code' as code from nomination n where n.id = any($1::uuid[]) and ${visible('n', '$2::uuid')}`;
const unitsText = `select id, name from unit where id = any($1::uuid[])`;

/** A plan for somebody to read: nominations are named only where they may see them. */
async function planView(engine: Engine, person: string, plan: readonly Planned[]): Promise<MigrationPlan> {
  const shown = plan.slice(0, SHOWN);
  const ids = shown.map((p) => p.nomination);
  const [seen, units] = await Promise.all([
    engine.db.query<{ id: string; code: string }>('migration_names', namesText, [ids, person]),
    engine.db.query<{ id: string; name: string }>('migration_units', unitsText, [shown.map((p) => p.unit)]),
  ]);
  return {
    open: plan.length,
    moves: plan.filter((p) => p.refusal === null).length,
    unmapped: unmappedIn(plan).map((u) => ({ ...u })),
    list: shown.map((p) => ({
      nomination: seen.find((s) => s.id === p.nomination) ?? null,
      unit: units.find((u) => u.id === p.unit) ?? null,
      before: p.before,
      after: p.after,
      approvals: [...p.approvals],
      deadlines: [...p.deadlines],
      inserted: [...p.inserted],
      passed: [...p.passed],
      dropped: [...p.dropped],
      refusal: refusalOf(p),
    })),
  };
}

function refusalOf({ refusal }: Planned): MigrationPlan['list'][number]['refusal'] {
  if (refusal === null) return null;
  const { refused: code, observed, needed } = refusal;
  return { code, ...(observed === undefined ? {} : { observed }), ...(needed === undefined ? {} : { needed }) };
}
