import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that arrive in parts. A part is there when its row is there, and only the one that continues what was received gets a row. They
 * are working copies of working copies: outside the ledger, and of lived time, not legal time.
 */
export class Uploads4300000000000 implements MigrationInterface {
  readonly name = 'Uploads4300000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
create table upload (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  nomination_id uuid not null references nomination,
  item text not null,
  name text not null,
  size bigint not null check (size > 0),
  sha256 bytea not null check (octet_length(sha256) = 32),
  received bigint not null default 0 check (received between 0 and size),
  touched_at timestamptz not null default clock_timestamp(),
  -- Once it is in the dossier: the file, and the number that its working copy got by it.
  file_id uuid references dossier_file,
  n integer,
  check ((file_id is null) = (n is null))
);
create unique index upload_same on upload (person_id, nomination_id, item, name, size, sha256) where file_id is null;
create index upload_touched on upload (touched_at);
create table upload_part (
  upload_id uuid not null references upload on delete cascade,
  at bigint not null,
  size integer not null check (size > 0),
  id uuid not null unique,
  primary key (upload_id, at)
);
grant select, insert, update, delete on upload, upload_part to laurel_app;
`;
