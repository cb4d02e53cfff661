import type { Engine } from '../engine.js';

/** Somebody in the register who may be the person that is about to be registered. */
export interface Match {
  readonly id: string;
  readonly name: string;
  readonly unit: { readonly id: string; readonly name: string };
  /** What makes them alike, beside the name. */
  readonly same: readonly ('birthDate' | 'unit' | 'memberNumber' | 'citizenId')[];
}

/** What identifies a person about to be registered. */
export interface Likeness {
  readonly name: string;
  readonly unit: string;
  readonly birthDate: string | null;
  readonly memberNumber: string | null;
  readonly citizenHash: string | null;
}

// `%` narrows by the trigram index, the threshold of 0.6 decides.
const matchText = `select coalesce(k.id, p.id) as id, coalesce(k.name, p.name) as name, json_build_object('id', u.id, 'name', u.name) as unit,
    array_remove(array[
      case when p.birth_date = $3::date then 'birthDate' end, case when p.unit_id = $2 then 'unit' end,
      case when p.member_number = $4 then 'memberNumber' end,
      case when p.citizen_hash = decode($5, 'hex') then 'citizenId' end], null) as same
  from person p join unit u on u.id = p.unit_id left join person k on k.id = p.merged_into
  where p.member_number = $4 or p.citizen_hash = decode($5, 'hex')
    or (p.name_plain % plain_text($1) and similarity(p.name_plain, plain_text($1)) >= 0.6
      and (p.birth_date = $3::date or p.unit_id = $2))
  order by similarity(p.name_plain, plain_text($1)) desc, p.id limit 10`;

/**
 * People who may be the same one: the same or nearly the same name without diacritics in the same unit or born on the same day,
 * and whoever has the same member number or citizen id. An entry that was merged stands for the person it was merged into.
 */
export function likePersons(engine: Engine, like: Likeness): Promise<Match[]> {
  const values = [like.name, like.unit, like.birthDate, like.memberNumber, like.citizenHash];
  return engine.db.query<Match>('like-persons', matchText, values);
}
