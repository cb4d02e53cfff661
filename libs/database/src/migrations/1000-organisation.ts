import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clock, text folding, units, persons, seats, accounts and sessions. */
export class Organisation1000000000000 implements MigrationInterface {
  readonly name = 'Organisation1000000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(text);
    await db.query(clock);
    await db.query(organisation);
    await db.query(accounts);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Folding for search: "Nguyễn" (NFC or NFD), "nguyen" and "NGUYEN" are one; Đ is d. */
const text = `
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create function plain_text(t text) returns text language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFC)));
`;

/** Legal time = the server's clock plus the offset of one row: 0 and immovable in production (model.md 4). */
const clock = `
create table system_clock (
  one boolean primary key default true check (one),
  mode text not null check (mode in ('sample', 'test', 'production')),
  ahead interval not null default '0',
  check (mode <> 'production' or ahead = '0')
);
create function laurel_clock() returns timestamptz language sql volatile parallel safe
  return clock_timestamp() + coalesce((select ahead from public.system_clock), '0');
create function legal_date() returns date language sql volatile parallel safe
  return (public.laurel_clock() at time zone 'Asia/Ho_Chi_Minh')::date;
`;

const organisation = `
create table unit (
  id uuid primary key default uuidv7(),
  name text not null,
  name_plain text not null generated always as (plain_text(name)) stored,
  symbol text not null,
  level text not null check (level in ('grassroots_union', 'immediate_superior_union', 'level2_union', 'federation')),
  parent_id uuid references unit,
  members integer check (members >= 0),
  workers integer check (workers >= 0),
  valid_from date not null,
  valid_to date,
  version integer not null default 1
);
create unique index unit_root on unit ((parent_id is null)) where parent_id is null;
create index unit_parent on unit (parent_id);
create table unit_closure (
  ancestor_id uuid not null references unit,
  descendant_id uuid not null references unit,
  depth integer not null,
  primary key (descendant_id, ancestor_id)
);
create index unit_closure_down on unit_closure (ancestor_id);
create table person (
  id uuid primary key default uuidv7(),
  unit_id uuid not null references unit,
  name text not null,
  name_plain text not null generated always as (plain_text(name)) stored,
  birth_date date,
  member_number text,
  citizen_hash bytea unique,
  version integer not null default 1
);
create index person_name on person using gin (name_plain gin_trgm_ops);
create index person_unit on person (unit_id);
create unique index person_member_number on person (member_number) where member_number is not null;
create table seat (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  role text not null check (role in ('clerk', 'appraiser', 'signer', 'secretary', 'member', 'administrator', 'auditor')),
  flags text[] not null default '{}' check (flags <@ array['override', 'hold', 'correct']),
  valid_from date not null,
  valid_to date,
  granted_by uuid
);
create index seat_person on seat (person_id);
create index seat_unit on seat (unit_id, role);
-- Same person, same unit, same role at one time only.
alter table seat add constraint seat_once exclude using gist
  (person_id with =, unit_id with =, role with =, daterange(valid_from, valid_to) with &&);
-- An auditor has no writing role at the same time (reliability.md 8).
alter table seat add constraint seat_auditor_apart exclude using gist
  (person_id with =, ((role = 'auditor')::int) with <>, daterange(valid_from, valid_to) with &&);
create function seat_valid(s seat) returns boolean language sql stable
  return s.valid_from <= public.legal_date() and (s.valid_to is null or s.valid_to > public.legal_date());
`;

const accounts = `
create table account (
  id uuid primary key default uuidv7(),
  person_id uuid not null unique references person,
  login text not null unique,
  email text,
  password_hash text not null,
  disabled_at timestamptz
);
create unique index account_email on account (lower(email)) where email is not null;
create table session (
  id_hash bytea primary key check (length(id_hash) = 32),
  account_id uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  elevated_until timestamptz
);
create index session_account on session (account_id);
create table sign_in_failure (
  key text not null,
  at timestamptz not null default clock_timestamp()
);
create index sign_in_failure_key on sign_in_failure (key, at);
`;
