import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A person's own desk: what was put aside, filters, preferences, what was opened. Nothing of it changes a nomination, so it stands
 * outside the ledger like sessions and read marks.
 */
export class Desk4000000000000 implements MigrationInterface {
  readonly name = 'Desk4000000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(rights);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
-- Put aside in one step; a nomination that moved on is not aside any more.
create table snooze (
  person_id uuid not null references person,
  nomination_id uuid not null references nomination,
  state text not null,
  until timestamptz not null,
  primary key (person_id, nomination_id)
);
create table saved_filter (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  name text not null,
  query jsonb not null,
  unique (person_id, name)
);
create table preference (
  person_id uuid primary key references person,
  language text check (language in ('vi', 'en')),
  single_keys boolean not null default true,
  mail text not null default 'each' check (mail in ('each', 'daily', 'none'))
);
-- One mail a day for who asked for it.
create table mail_digest (
  person_id uuid not null references person,
  day date not null,
  lease_until timestamptz,
  sent_at timestamptz,
  primary key (person_id, day)
);
-- Who opened which frozen revision, and when first.
create table nomination_reading (
  nomination_id uuid not null references nomination,
  person_id uuid not null references person,
  revision integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (nomination_id, person_id, revision)
);
create index notification_unmailed on notification (person_id) where mailed_at is null;
`;

const rights = `
grant select, insert, update, delete on snooze, saved_filter to laurel_app;
grant select, insert, update on preference, mail_digest, nomination_reading to laurel_app;
grant select on snooze, saved_filter, preference, mail_digest, nomination_reading to laurel_ledger;
`;
