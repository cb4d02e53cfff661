import type { Preferences } from '#contract';
import type { Engine } from '../engine.js';

/** What everybody has who chose nothing, as SQL over the person's id: a json object of the contract's `Preferences`. */
export function preferencesOf(person: string): string {
  return `(select json_build_object('language', c.language, 'singleKeys', coalesce(c.single_keys, true),
    'mail', coalesce(c.mail, 'each')) from (select) one left join preference c on c.person_id = ${person})`;
}

const saveText = `
insert into preference (person_id, language, single_keys, mail) values ($1::uuid, $2, $3, $4)
on conflict (person_id) do update set language = excluded.language, single_keys = excluded.single_keys, mail = excluded.mail`;

/** Keeps what a person chose. */
export async function savePreferences(engine: Engine, person: string, chosen: Preferences): Promise<Preferences> {
  await engine.db.query('preferences_save', saveText, [person, chosen.language, chosen.singleKeys, chosen.mail]);
  return chosen;
}
