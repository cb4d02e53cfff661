import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may do what: `laurel_ledger` (no login) owns the ledger and the recording functions; `laurel_app` reads, executes them, and
 * writes only what stands outside the ledger: working copies, sessions, bookkeeping of queues.
 */
export class Grants1900000000000 implements MigrationInterface {
  readonly name = 'Grants1900000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ownership);
    await db.query(application);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const recording = ['record_decision', 'record_document', 'record_administration'];
const signature = '(text, bytea, bytea, bytea, jsonb)';

const ownership = `
grant create on schema public to laurel_ledger;
alter table ledger_entry owner to laurel_ledger;
alter table ledger_secret owner to laurel_ledger;
alter table command owner to laurel_ledger;
${recording.map((f) => `alter function ${f}${signature} owner to laurel_ledger;`).join('\n')}
revoke create on schema public from laurel_ledger;
revoke create on schema public from public;
grant usage on schema public to laurel_ledger, laurel_app;
grant select, insert, update, delete on all tables in schema public to laurel_ledger;
revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to laurel_ledger;
`;

const application = `
grant select on all tables in schema public to laurel_app;
${recording.map((f) => `grant execute on function ${f}${signature} to laurel_app;`).join('\n')}
grant execute on function plain_text(text), laurel_clock(), legal_date(), seat_valid(seat) to laurel_app;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_depend d on d.objid = p.oid and d.deptype = 'e' loop
    execute 'grant execute on function ' || f || ' to laurel_app, laurel_ledger';
  end loop;
end $$;
grant usage, select on sequence nomination_code to laurel_app;
grant insert (id, award, unit_id, subject_type, subject_id, subject_kind, year, occasion, theme, created_by, waiting_unit, waiting_roles)
  on nomination to laurel_app;
grant update (eligibility) on nomination to laurel_app;
grant insert on nomination_search, nomination_unit, nomination_actor to laurel_app;
grant insert (nomination_id, facts, statement, saved_by) on dossier_draft to laurel_app;
grant update (n, facts, statement, files, saved_at, saved_by) on dossier_draft to laurel_app;
grant insert on dossier_file, outbox, incident, notification to laurel_app;
grant update (lease_until, lease_token, attempts, dispatched_at, confirmed_at, dead_at, last_error) on outbox to laurel_app;
grant update (mailed_at, read_at) on notification to laurel_app;
grant update (resolved_at) on incident to laurel_app;
grant update (reminded_at, lease_until) on deadline to laurel_app;
grant update (lease_until, status, refusal) on act_item to laurel_app;
grant insert (id, body_id, kind, capacity, title, created_by) on decision_document to laurel_app;
grant insert (document_id, nomination_id, position, amount) on decision_item to laurel_app;
grant select, insert, update, delete on session, sign_in_failure to laurel_app;
`;
