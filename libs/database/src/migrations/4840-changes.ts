import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What changed, for those who look at it (model.md 12): ids only, noted at the end of the transaction that changed them, so that a
 * reader who looks back five seconds misses nothing. It decides nothing and is forgotten after a quarter of an hour.
 */
export class Changes4840000000000 implements MigrationInterface {
  readonly name = 'Changes4840000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(notes);
    await db.query(triggers);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table change (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('nomination', 'document', 'act', 'ballot', 'sitting', 'council', 'selection', 'notices', 'me')),
  thing uuid not null,
  -- Null: whoever may see the thing.
  person_id uuid,
  visible_from timestamptz not null
);
create index change_visible on change (visible_from);
grant select on change to laurel_app;
grant select, insert, delete on change to laurel_ledger;
`;

/** A nomination whose last decision can be retracted is told to its actor alone, and to others when it is released (model.md 3). */
const notes = `
create function note_change(p_kind text, p_thing uuid, p_person uuid) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.change (kind, thing, person_id, visible_from)
    select p_kind, p_thing, p_person, public.laurel_clock() where p_thing is not null;
$$;
create function note_nomination(p_id uuid, p_actor uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_clock timestamptz := public.laurel_clock();
  v_from timestamptz;
begin
  select greatest(v_clock, n.released_at) into v_from from public.nomination n where n.id = p_id;
  if not found then return; end if;
  delete from public.change where kind = 'nomination' and thing = p_id and visible_from > v_clock;
  if v_from > v_clock and p_actor is not null then perform public.note_change('nomination', p_id, p_actor); end if;
  insert into public.change (kind, thing, visible_from) values ('nomination', p_id, v_from);
end $$;
create function note_entry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_id uuid := substring(new.chain from '^(?:n|w|d|b|act):(.*)$')::uuid;
  f jsonb;
begin
  if new.chain like 'n:%' or new.chain like 'w:%' then
    perform public.note_nomination(v_id, (new.canon::jsonb->'actor'->>'person')::uuid);
  elsif new.chain like 'd:%' then perform public.note_change('document', v_id, null);
  elsif new.chain like 'b:%' then perform public.note_change('ballot', v_id, null);
  elsif new.chain like 'act:%' then
    if exists (select from public.selection s where s.id = v_id) then perform public.note_change('selection', v_id, null); end if;
    perform public.note_nomination(n.id, null) from public.subject_hold h
      join public.nomination n on n.subject_id = h.subject_id and n.version > 0 where h.id = v_id;
  elsif new.chain like 'acl:%' then
    f := new.canon::jsonb->'facts'->0;
    if f->>'type' like 'Sitting%' then perform public.note_change('sitting', (f->>'sitting')::uuid, null);
    elsif f->>'type' like 'Council%' then perform public.note_change('council', (f->>'council')::uuid, null);
    end if;
  end if;
  return null;
end $$;
create function note_ballot() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.note_change('ballot', new.id, null), public.note_change('sitting', new.sitting_id, null);
  return null;
end $$;
-- Arguments: kind, column of the thing, column of the person who alone is told, if any.
create function note_row() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  r jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
begin
  if tg_argv[0] = 'nomination' then perform public.note_nomination((r->>tg_argv[1])::uuid, null);
  else perform public.note_change(tg_argv[0], (r->>tg_argv[1])::uuid, (r->>tg_argv[2])::uuid);
  end if;
  return null;
end $$;
create function forget_changes() returns integer language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_gone integer;
begin
  delete from public.change where visible_from < (select public.laurel_clock()) - interval '15 min';
  get diagnostics v_gone = row_count;
  return v_gone;
end $$;
`;

const FUNCTIONS = [
  'note_change(text, uuid, uuid)',
  'note_nomination(uuid, uuid)',
  'note_entry()',
  'note_ballot()',
  'note_row()',
  'forget_changes()',
];

/** Noted at commit: what a transaction waited for in between does not make its note late. */
const noted = (name: string, when: string, run: string): string =>
  `create constraint trigger ${name} ${when} execute function ${run};`;
const atCommit = 'deferrable initially deferred for each row';

const triggers = `
${FUNCTIONS.map((f) => `alter function ${f} owner to laurel_ledger; revoke execute on function ${f} from public;`).join('\n')}
grant execute on function forget_changes() to laurel_app;
${noted('entry_noted', `after insert on ledger_entry ${atCommit}`, 'note_entry()')}
${noted('ballot_noted', `after insert or update on ballot ${atCommit}`, 'note_ballot()')}
${noted('paper_noted', `after insert or update on turnout ${atCommit}`, `note_row('ballot', 'ballot_id')`)}
${noted('act_noted', `after insert on act ${atCommit}`, `note_row('act', 'id')`)}
${noted('act_item_noted', `after update on act_item ${atCommit} when (old.status is distinct from new.status)`, `note_row('act', 'act_id')`)}
${noted('document_noted', `after insert on decision_document ${atCommit}`, `note_row('document', 'id')`)}
${noted('draft_noted', `after insert or update of n on dossier_draft ${atCommit}`, `note_row('nomination', 'nomination_id')`)}
${noted('claim_noted', `after insert or update or delete on claim ${atCommit}`, `note_row('nomination', 'nomination_id')`)}
${noted('snooze_noted', `after insert or update or delete on snooze ${atCommit}`, `note_row('me', 'person_id', 'person_id')`)}
${noted('notice_noted', `after insert or update of read_at on notification ${atCommit}`, `note_row('notices', 'person_id', 'person_id')`)}
${noted('seat_noted', `after insert or update on seat ${atCommit}`, `note_row('me', 'person_id', 'person_id')`)}
${noted('lent_noted', `after insert or update on delegation ${atCommit}`, `note_row('me', 'to_id', 'to_id')`)}
${noted('absence_noted', `after insert or update on absence ${atCommit}`, `note_row('me', 'person_id', 'person_id')`)}
`;
