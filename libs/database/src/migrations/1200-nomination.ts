import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Configuration, registers of facts, nominations with their dossier, deadlines, approvals, outbox, acts and documents. */
export class Nomination1200000000000 implements MigrationInterface {
  readonly name = 'Nomination1200000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(configuration);
    await db.query(nomination);
    await db.query(dossier);
    await db.query(work);
    await db.query(documents);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const configuration = `
create table configuration (
  kind text not null check (kind in ('procedure', 'rule-set', 'calendar', 'award-catalogue')),
  id text not null,
  version integer not null check (version > 0),
  canon text not null,
  hash bytea not null check (length(hash) = 32),
  valid_from date not null,
  valid_to date,
  primary key (kind, id, version)
);
create table assessment (
  subject_id uuid not null,
  year integer not null,
  result text not null check (result in ('khong_hoan_thanh', 'hoan_thanh', 'hoan_thanh_tot_nhiem_vu', 'hoan_thanh_xuat_sac_nhiem_vu')),
  source text not null,
  primary key (subject_id, year)
);
-- Bumped by whatever changes holds, grants, relations or assessments of a subject; compared by the recording functions.
create table fact_version (subject_id uuid primary key, n integer not null default 1);
create table award_grant (
  id uuid primary key default uuidv7(),
  subject_type text not null check (subject_type in ('person', 'unit')),
  subject_id uuid not null,
  award text not null,
  year integer not null,
  level text not null,
  occasion text not null,
  theme text,
  scope text check (scope in ('comprehensive', 'thematic')),
  once boolean not null,
  nomination_id uuid,
  document_id uuid,
  source text not null check (source in ('laurel', 'import')),
  annulled_at timestamptz
);
create index award_grant_subject on award_grant (subject_id, award);
-- One achievement is not rewarded twice in one form (Law 2022 Art 5): not the same award, year and theme to one subject.
create unique index award_grant_same on award_grant (subject_id, award, year, coalesce(theme, ''))
  where occasion <> 'adHoc' and annulled_at is null;
create unique index award_grant_once on award_grant (subject_id, award) where once and annulled_at is null;
alter table award_grant add constraint award_grant_exclusive exclude using gist
  (subject_id with =, level with =, year with =, scope with <>)
  where (scope is not null and occasion <> 'adHoc' and annulled_at is null);
`;

const nomination = `
create sequence nomination_code;
create table nomination (
  id uuid primary key default uuidv7(),
  award text not null,
  unit_id uuid not null references unit,
  subject_type text not null check (subject_type in ('person', 'unit')),
  subject_id uuid not null,
  subject_kind text not null,
  year integer not null,
  occasion text not null check (occasion in ('annual', 'thematic', 'adHoc', 'service')),
  theme text,
  created_by uuid not null references person,
  created_at timestamptz not null default laurel_clock(),
  code text unique,
  state text not null default 'draft',
  version integer not null default 0,
  revision integer not null default 0,
  context jsonb,
  procedure jsonb,
  rule_set jsonb,
  undo jsonb,
  released_at timestamptz,
  -- Derived for lists: whose turn it is, by when, and how the criteria stand.
  waiting_unit uuid,
  waiting_roles text[] not null default '{}',
  due_at timestamptz,
  eligibility text not null default 'needsReview',
  updated_at timestamptz not null default laurel_clock()
);
create index nomination_waiting on nomination (waiting_unit, due_at) where waiting_unit is not null;
create index nomination_subject on nomination (subject_id);
create table nomination_search (
  nomination_id uuid primary key references nomination,
  plain text not null
);
create index nomination_search_plain on nomination_search using gin (plain gin_trgm_ops);
-- Units whose seat holders may see the nomination: the nominating unit, and each stage from its entry on.
create table nomination_unit (
  nomination_id uuid not null references nomination,
  unit_id uuid not null,
  from_seq integer not null,
  visible_from timestamptz not null,
  primary key (unit_id, nomination_id)
);
create index nomination_unit_of on nomination_unit (nomination_id, unit_id);
-- Whoever acted on it keeps sight of it.
create table nomination_actor (
  nomination_id uuid not null references nomination,
  person_id uuid not null,
  last_at timestamptz not null,
  primary key (person_id, nomination_id)
);
create table relation (
  person_id uuid not null references person,
  subject_id uuid not null,
  kind text not null,
  nomination_id uuid not null,
  primary key (person_id, subject_id)
);
`;

const dossier = `
create table dossier_draft (
  nomination_id uuid primary key references nomination,
  n integer not null default 1,
  facts jsonb not null default '{}',
  statement text not null default '',
  files jsonb not null default '{}',
  open boolean not null default true,
  open_items text[],
  saved_at timestamptz not null default laurel_clock(),
  saved_by uuid
);
create table dossier_file (
  id uuid primary key default uuidv7(),
  nomination_id uuid not null references nomination,
  item text not null,
  name text not null,
  mime text not null,
  size bigint not null check (size > 0),
  sha256 bytea not null check (length(sha256) = 32),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default laurel_clock()
);
create index dossier_file_nomination on dossier_file (nomination_id);
create table dossier_version (
  nomination_id uuid not null references nomination,
  revision integer not null,
  content text not null,
  content_hash bytea not null,
  files jsonb not null,
  frozen_at timestamptz not null,
  primary key (nomination_id, revision)
);
create table approval (
  id uuid primary key default uuidv7(),
  nomination_id uuid not null references nomination,
  step_key text not null,
  unit_id uuid not null generated always as (split_part(step_key, '@', 2)::uuid) stored,
  revision integer not null,
  person_id uuid not null,
  seq integer,
  document_id uuid,
  inputs jsonb,
  voided_at timestamptz
);
create unique index approval_once on approval (nomination_id, step_key, revision, person_id) where voided_at is null;
alter table approval add constraint approval_one_unit exclude using gist
  (nomination_id with =, person_id with =, unit_id with <>) where (voided_at is null);
create index approval_nomination on approval (nomination_id);
`;

const work = `
create table deadline (
  id uuid primary key,
  nomination_id uuid not null references nomination,
  step_key text not null,
  due_at timestamptz not null,
  remind_at timestamptz not null,
  reminded_at timestamptz,
  remaining integer,
  state text not null check (state in ('pending', 'stopped', 'fired', 'cancelled')),
  rule text not null,
  calendar text not null,
  lease_until timestamptz
);
create index deadline_due on deadline (due_at) where state = 'pending';
create index deadline_remind on deadline (remind_at) where state = 'pending' and reminded_at is null;
create index deadline_nomination on deadline (nomination_id);
create table outbox (
  id uuid primary key,
  chain text not null,
  seq integer,
  consumer text not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null default laurel_clock(),
  available_at timestamptz not null,
  lease_until timestamptz,
  lease_token uuid,
  attempts integer not null default 0,
  dispatched_at timestamptz,
  confirmed_at timestamptz,
  dead_at timestamptz,
  last_error text
);
create index outbox_open on outbox (available_at, id) where confirmed_at is null and dead_at is null;
create index outbox_entry on outbox (chain, seq);
create table incident (
  id uuid primary key default uuidv7(),
  outbox_id uuid not null references outbox,
  at timestamptz not null default laurel_clock(),
  message text not null,
  resolved_at timestamptz
);
create table notification (
  id uuid primary key default uuidv7(),
  outbox_id uuid not null references outbox,
  person_id uuid not null references person,
  topic text not null,
  nomination_id uuid,
  document_id uuid,
  data jsonb not null default '{}',
  at timestamptz not null default laurel_clock(),
  mailed_at timestamptz,
  read_at timestamptz,
  unique (outbox_id, person_id)
);
create index notification_person on notification (person_id, at desc);
create table act (
  id uuid primary key,
  kind text not null check (kind in ('issue')),
  chain text not null,
  seq integer not null,
  payload jsonb not null,
  started_by uuid not null,
  started_at timestamptz not null
);
create table act_item (
  act_id uuid not null references act,
  nomination_id uuid not null references nomination,
  position integer not null,
  command_id uuid not null unique,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'refused')),
  refusal jsonb,
  lease_until timestamptz,
  primary key (act_id, nomination_id)
);
create index act_item_waiting on act_item (nomination_id) where status = 'waiting';
create index act_item_open on act_item (act_id, position) where status = 'waiting';
`;

const documents = `
create table decision_document (
  id uuid primary key default uuidv7(),
  body_id uuid not null references unit,
  kind text not null check (kind in ('QĐ')),
  capacity text not null check (capacity in ('TM', 'KT', 'TL', 'TUQ')),
  title text not null,
  state text not null default 'draft' check (state in ('draft', 'signed', 'issued', 'discarded')),
  version integer not null default 0,
  signer_id uuid,
  signed_at timestamptz,
  year integer,
  number integer,
  number_text text,
  issued_on date,
  issued_at timestamptz,
  act_id uuid,
  created_by uuid not null,
  created_at timestamptz not null default laurel_clock(),
  unique (body_id, kind, year, number)
);
create table decision_item (
  document_id uuid not null references decision_document,
  nomination_id uuid not null references nomination,
  position integer not null,
  open boolean not null default true,
  amount text,
  primary key (document_id, nomination_id)
);
-- A nomination is in at most one open document.
create unique index decision_item_open on decision_item (nomination_id) where open;
create index decision_item_nomination on decision_item (nomination_id);
create table number_sequence (
  body_id uuid not null references unit,
  kind text not null,
  year integer not null,
  last integer not null,
  primary key (body_id, kind, year)
);
`;
