import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Excel lists of nominees: read into rows that are looked at first; a row and its draft are tied by the id that the draft gets. */
export class NomineeLists4860000000000 implements MigrationInterface {
  readonly name = 'NomineeLists4860000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
create table nominee_list (
  id uuid primary key default uuidv7(),
  unit_id uuid not null references unit,
  award text not null,
  subject_kind text not null,
  year integer not null,
  occasion text not null,
  theme text,
  file text not null,
  sha256 bytea not null check (length(sha256) = 32),
  heading_line integer not null,
  heading jsonb not null,
  -- What each column holds, by place: the name of a field, or null.
  columns jsonb not null,
  old_encoding text check (old_encoding in ('TCVN3', 'VNI')),
  converted boolean not null,
  started_by uuid not null references person,
  started_at timestamptz not null default laurel_clock()
);
create index nominee_list_starter on nominee_list (started_by);
create table nominee_row (
  list_id uuid not null references nominee_list on delete cascade,
  line integer not null,
  cells jsonb not null,
  faults jsonb not null,
  -- The id that the draft of this row gets: made once, however often it is asked for.
  draft_id uuid not null default uuidv7(),
  primary key (list_id, line)
);
grant select, insert, delete on nominee_list to laurel_app;
grant update (columns, converted) on nominee_list to laurel_app;
grant select, insert, delete on nominee_row to laurel_app;
grant insert (id) on nomination to laurel_app;
`;
