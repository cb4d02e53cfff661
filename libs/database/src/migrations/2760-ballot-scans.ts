import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scanned minutes of ballots on paper: files that are stored once and never changed. */
export class BallotScans2760000000000 implements MigrationInterface {
  readonly name = 'BallotScans2760000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(scans);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const scans = `
create table ballot_scan (
  id uuid primary key,
  ballot_id uuid not null references ballot,
  name text not null,
  mime text not null check (mime in ('application/pdf', 'image/png', 'image/jpeg')),
  size bigint not null check (size > 0),
  sha256 bytea not null check (length(sha256) = 32),
  uploaded_by uuid not null references person,
  uploaded_at timestamptz not null default laurel_clock()
);
create index ballot_scan_ballot on ballot_scan (ballot_id);
grant select, insert (id, ballot_id, name, mime, size, sha256, uploaded_by) on ballot_scan to laurel_app;
`;
