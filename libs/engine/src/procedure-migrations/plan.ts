import {
  migration,
  outcomes,
  partsOfStep,
  stepOf,
  type Migration,
  type Nomination,
  type Refusal,
  type StepMap,
  type UnitLevel,
} from '#domain';
import type { Engine } from '../engine.js';
import { inOpenSelection, type LoadedRow } from '../load.queries.js';
import { nominationOf } from '../world.js';
import type { Versions } from './versions.js';

interface OpenRow extends Pick<LoadedRow, 'id' | 'state' | 'revision' | 'context' | 'procedure' | 'rule_set' | 'undo'> {
  readonly unit: string;
  /** Steps of standing approvals. */
  readonly given: readonly string[];
  readonly balloted: boolean;
  readonly selecting: boolean;
}

/** What becomes of one open nomination; ids, keys and enums, so that it can be kept. */
export interface Planned {
  readonly nomination: string;
  readonly unit: string;
  readonly before: Place;
  readonly after: Place | null;
  readonly approvals: readonly { readonly from: string; readonly to: string }[];
  readonly deadlines: readonly { readonly from: string; readonly to: string; readonly dueAt: string }[];
  readonly inserted: readonly string[];
  readonly passed: readonly string[];
  readonly dropped: readonly string[];
  /** Steps in use that go nowhere. */
  readonly unmapped: readonly { readonly level: UnitLevel; readonly step: string }[];
  readonly refusal: Refusal | null;
}

interface Place {
  readonly state: string;
  readonly returnTo: string | null;
}

const openText = `select n.id, n.unit_id as unit, n.state, n.revision, n.context, n.procedure, n.rule_set, n.undo,
  coalesce((select jsonb_agg(a.step_key order by a.seq) from approval a where a.nomination_id = n.id and a.voided_at is null), '[]') as given,
  exists (select from ballot_item b where b.nomination_id = n.id and b.open) as balloted,
  n.waiting_kind is not distinct from 'selection' and ${inOpenSelection('n')} as selecting
from nomination n /* visible: a migration reaches every open nomination of the old version */
where n.waiting_unit is not null and n.context is not null and n.procedure->>'id' = $1 and n.procedure->>'version' = $2
  and n.state <> all ($3::text[]) order by n.code, n.id`;

/** Who holds the working roles of units today, and which of them have a council that sits. */
const staffText = `select s.unit_id || ' ' || s.role as who from seat s where s.unit_id = any ($1::uuid[]) and seat_valid(s)
union select c.unit_id || ' council' from council c where c.unit_id = any ($1::uuid[]) and c.valid_from <= legal_date()
  and (c.valid_to is null or c.valid_to > legal_date())`;

/** What a migration does with every open nomination of the old version, as things stand now. */
export async function planOf(engine: Engine, versions: Versions, map: StepMap): Promise<readonly Planned[]> {
  const { id, version } = versions.from.pin;
  const open = await engine.db.query<OpenRow>('migration_open', openText, [id, String(version), outcomes]);
  const found = open.map((row) => ({ row, nomination: pinned(row), made: madeOf(row, versions, map) }));
  const units = new Set(found.flatMap((f) => insertedUnits(f.made)));
  const rows = await engine.db.query<{ who: string }>('migration_staff', staffText, [[...units]]);
  const staff = new Set(rows.map((r) => r.who));
  return found.map(({ row, nomination, made }) => {
    const lacking = 'refused' in made ? null : lackingFor(versions, made, staff);
    return plannedOf(row, nomination, lacking ?? made);
  });
}

function pinned(row: OpenRow): Nomination {
  const nomination = nominationOf(row);
  if (nomination === null) throw new Error(`${row.id} is not open`);
  return nomination;
}

function madeOf(row: OpenRow, { to }: Versions, map: StepMap): Migration | Refusal {
  const made = migration(pinned(row), { procedure: to.value, map }, row.given);
  if ('refused' in made) return made;
  if (row.balloted) return { refused: 'in-open-ballot', needed: 'the ballot closed', clearedBy: 'secretary' };
  if (row.selecting) return { refused: 'in-open-selection', needed: 'the selection closed', clearedBy: 'secretary' };
  return made;
}

function insertedUnits(made: Migration | Refusal): readonly string[] {
  return 'refused' in made ? [] : made.inserted.flatMap((key) => partsOfStep(key)?.unit ?? []);
}

/** A new step ahead needs somebody for it; who is missing elsewhere was missing before. */
function lackingFor({ to }: Versions, made: Migration, staff: ReadonlySet<string>): Refusal | null {
  for (const key of made.inserted) {
    const [step, unit] = [stepOf(to.value, made.route, key), partsOfStep(key)?.unit ?? ''];
    const who = step?.kind === 'ballot' ? 'council' : (step?.role ?? '');
    if (!staff.has(`${unit} ${who}`))
      return { refused: 'no-officer', observed: '0', needed: `${who}@${unit}`, clearedBy: 'administrator' };
  }
  return null;
}

function plannedOf({ id, unit, given }: OpenRow, { state, context }: Nomination, made: Migration | Refusal): Planned {
  const { returnTo, deadlines } = context;
  const head = { nomination: id, unit, before: { state, returnTo } };
  if ('refused' in made) {
    const none = { approvals: [], deadlines: [], inserted: [], passed: [], dropped: [] };
    return { ...head, after: null, ...none, unmapped: unmappedOf(context, made), refusal: made };
  }
  const key = (from: string) => made.steps.find((s) => s.from === from)?.to ?? from;
  return {
    ...head,
    after: { state: made.to, returnTo: returnTo === null ? null : key(returnTo) },
    approvals: given.map((from) => ({ from, to: key(from) })),
    deadlines: deadlines.map(({ step, dueAt }) => ({ from: step, to: key(step), dueAt })),
    inserted: made.inserted,
    passed: made.passed,
    dropped: made.steps.filter((s) => s.to === null).map((s) => s.from),
    unmapped: [],
    refusal: null,
  };
}

/** Steps in use that go nowhere, as the refusal of a nomination names them. */
function unmappedOf({ route }: Nomination['context'], { refused, data }: Refusal): Planned['unmapped'] {
  if (refused !== 'step-unmapped') return [];
  return ((data?.['steps'] ?? []) as readonly string[]).flatMap((key) => {
    const { step, unit } = partsOfStep(key) ?? { step: key, unit: '' };
    const level = route.find((s) => s.unit === unit)?.level;
    return level === undefined ? [] : [{ level, step }];
  });
}

/** Steps in use that go nowhere, and how many nominations need each. */
export function unmappedIn(
  plan: readonly Planned[],
): readonly { readonly level: UnitLevel; readonly step: string; readonly nominations: number }[] {
  const all = plan.flatMap((p) => p.unmapped);
  const alike = (a: Planned['unmapped'][number]) => (b: Planned['unmapped'][number]) =>
    a.level === b.level && a.step === b.step;
  const each = all.filter((a, i) => all.findIndex(alike(a)) === i);
  return each.map((a) => ({ ...a, nominations: all.filter(alike(a)).length }));
}
