import type { ReorganisationPlan } from '#contract';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import type { Planned } from './versions.js';

/** A ballot, document, complaint or selection that is open in a unit. */
export interface Affair {
  readonly kind: 'ballot' | 'document' | 'complaint' | 'selection';
  readonly unit: string;
  readonly at: Date;
  readonly nominations: readonly string[];
}

const affairsText = `select kind, unit_id as unit, opened_at as at, nominations from unit_affairs($1::uuid[]) order by opened_at, kind, unit_id`;

/** What is open in the units that a reorganisation ends: it comes to its end before they do. */
export function affairsOf(engine: Engine, plan: Pick<Planned, 'deeds'>): Promise<readonly Affair[]> {
  return engine.db.query<Affair>('unit_affairs', affairsText, [endedBy(plan)]);
}

function endedBy({ deeds }: Pick<Planned, 'deeds'>): readonly string[] {
  return deeds.filter((d) => d.do === 'end').map((d) => d.unit);
}

const seenText = `select n.id, n.code from nomination n where n.id = any($2::uuid[]) and ${visible('n', '$1::uuid')}`;

/** Those of the nominations that a person may see, with their codes. */
export async function seenBy(
  engine: Engine,
  person: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.db.query<{ id: string; code: string }>('reorganisation-seen', seenText, [person, ids]);
  return new Map(rows.map((r) => [r.id, r.code]));
}

const countsText = `select
  (select count(*)::int from seat s where s.unit_id = any($1::uuid[]) and (s.valid_to is null or s.valid_to > $2::date)) as seats,
  (select count(*)::int from council c where c.unit_id = any($1::uuid[]) and (c.valid_to is null or c.valid_to > $2::date)) as councils,
  (select count(*)::int from person p where p.unit_id = any($1::uuid[]) and p.merged_into is null) as people,
  (select count(*)::int from nomination n /* visible: a number that names none */
    where n.state = 'draft' and (n.unit_id = any($1::uuid[]) or n.entered_by_unit = any($1::uuid[]))) as drafts`;

/** How many seats and councils end with the units, and how many people and working copies they have. */
export async function countsOf(engine: Engine, plan: Planned): Promise<Pick<ReorganisationPlan, 'ending' | 'moving'>> {
  type Row = ReorganisationPlan['ending'] & ReorganisationPlan['moving'];
  const [row] = await engine.db.query<Row>('reorganisation-counts', countsText, [endedBy(plan), plan.on]);
  const { seats = 0, councils = 0, people = 0, drafts = 0 } = row ?? {};
  return { ending: { seats, councils }, moving: { people, drafts } };
}
