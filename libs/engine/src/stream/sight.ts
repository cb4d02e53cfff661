import type { Thing } from '#contract';
import type { Engine } from '../engine.js';
import { belongsFor, belongsTo, seesDocument } from '../seats.js';
import { visible } from '../visible.js';
import type { Note } from './changes.js';

const p = 'p.person';

/** Who is told of a thing, as SQL: whoever would be answered when asking for it. What may still be retracted is nobody's yet. */
const told = `case t.kind
  when 'nomination' then exists (select from nomination n where n.id = t.id
    and coalesce(n.released_at, '-infinity') <= (select laurel_clock()) and ${visible('n', p)})
  when 'document' then exists (select from decision_document d where d.id = t.id and ${seesDocument(p, 'd')})
  when 'act' then exists (select from act a left join decision_document d on d.id = (a.payload->>'document')::uuid
    where a.id = t.id and (a.started_by = ${p} or a.kind <> 'hold' and ${belongsTo(p, 'coalesce(a.unit_id, d.body_id)')}))
  when 'ballot' then exists (select from ballot b where b.id = t.id and (${belongsTo(p, 'b.unit_id')}
    or exists (select from ledger_entry first where first.chain = 'b:' || b.id and first.seq = 1
      and first.canon::jsonb->'facts'->0->'voters' @> jsonb_build_array(jsonb_build_object('person', ${p})))))
  when 'sitting' then exists (select from sitting s join council c on c.id = s.council_id where s.id = t.id and ${belongsTo(p, 'c.unit_id')})
  when 'council' then exists (select from council c where c.id = t.id and ${belongsTo(p, 'c.unit_id')})
  when 'selection' then exists (select from selection s where s.id = t.id and ${belongsFor(p, 's.unit_id', 's.award')})
  else false end`;

const seenText = `select p.person, t.kind, t.id
  from unnest($1::text[], $2::uuid[]) t (kind, id) cross join unnest($3::uuid[]) p (person) where ${told}`;

type Seen = Thing & { readonly person: string };

/** What each of these persons is told of the changes: a thing once, and only what they may see (model.md 10). */
export async function seenBy(
  { db }: Engine,
  changes: readonly Note[],
  persons: readonly string[],
): Promise<ReadonlyMap<string, Thing[]>> {
  const open = distinct(changes.filter((c) => c.person === null));
  const args = [open.map((c) => c.kind), open.map((c) => c.id), persons];
  const seen = open.length === 0 ? [] : await db.query<Seen>('changes_seen', seenText, args);
  const own = changes.filter((c): c is Note & Seen => c.person !== null);
  const all = new Map(persons.map((person) => [person, [] as Thing[]]));
  for (const thing of [...own, ...seen]) all.get(thing.person)?.push(thing);
  return new Map([...all].map(([person, things]) => [person, distinct(things)]));
}

function distinct(things: readonly Thing[]): Thing[] {
  return [...new Map(things.map(({ kind, id }) => [`${kind}:${id}`, { kind, id }])).values()];
}
