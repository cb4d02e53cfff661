import type { Engine } from '../engine.js';

/** A file that arrives in parts, as its owner sees it. */
export interface UploadRow {
  readonly id: string;
  readonly nomination: string;
  readonly item: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly offset: number;
  /** Once it is in the dossier. */
  readonly file: string | null;
  readonly n: number | null;
  readonly mime: string | null;
}

const columns = `u.id, u.nomination_id as nomination, u.item, u.name, u.size::float8 as size, encode(u.sha256, 'hex') as sha256,
  u.received::float8 as offset, u.file_id as file, u.n`;

const findText = `select ${columns}, f.mime from upload u left join dossier_file f on f.id = u.file_id
  where u.id = $1::uuid and u.person_id = $2::uuid`;

/** Somebody's own upload; that of another person is as unknown as one that does not exist. */
export async function findUpload(engine: Engine, person: string, id: string): Promise<UploadRow | null> {
  const rows = await engine.db.query<UploadRow>('upload_find', findText, [id, person]);
  return rows[0] ?? null;
}

/** Two tabs that begin the same come to one upload. How many there may be is counted without a lock: one more is no harm. */
const beginText = `with open as (select * from upload u where u.person_id = $1::uuid and u.file_id is null)
, made as (insert into upload (person_id, nomination_id, item, name, size, sha256)
    select $1::uuid, $2::uuid, $3, $4, $5, decode($6, 'hex') where (select count(*) from open) < $7
      or exists (select from open u where u.nomination_id = $2::uuid and u.item = $3 and u.name = $4 and u.size = $5 and u.sha256 = decode($6, 'hex'))
    on conflict (person_id, nomination_id, item, name, size, sha256) where file_id is null do update set touched_at = clock_timestamp()
    returning *)
select ${columns}, null as mime from made u`;

/** The open upload of the same file to the same place, or a new one; null when there are too many. */
export async function insertUpload(engine: Engine, values: readonly unknown[]): Promise<UploadRow | null> {
  const rows = await engine.db.query<UploadRow>('upload_begin', beginText, values);
  return rows[0] ?? null;
}

const partText = `with moved as (update upload set received = received + $3, touched_at = clock_timestamp()
    where id = $1::uuid and received = $2 and file_id is null and received + $3 <= size returning id, received)
, part as (insert into upload_part (upload_id, at, size, id) select id, $2, $3, $4::uuid from moved)
select received::float8 as offset from moved`;

/** Where the next part begins, once this one continues what was received; null when another one did. */
export async function insertPart(
  engine: Engine,
  upload: UploadRow,
  part: { readonly id: string; readonly size: number },
): Promise<number | null> {
  const values = [upload.id, upload.offset, part.size, part.id];
  const rows = await engine.db.query<{ offset: number }>('upload_part', partText, values);
  return rows[0]?.offset ?? null;
}

const partsText = `select id from upload_part where upload_id = $1::uuid order by at`;

/** Ids of its parts in their order. */
export async function partsOf(engine: Engine, upload: string): Promise<readonly string[]> {
  return (await engine.db.query<{ id: string }>('upload_parts', partsText, [upload])).map((p) => p.id);
}

const dropPartsText = `delete from upload_part where upload_id = $1::uuid`;
const dropText = `delete from upload where id = $1::uuid and file_id is null`;

export async function dropParts(engine: Engine, upload: string): Promise<void> {
  await engine.db.query('upload_parts_drop', dropPartsText, [upload]);
}

/** Forgets an upload that led nowhere. */
export async function dropUpload(engine: Engine, upload: string): Promise<void> {
  await engine.db.query('upload_drop', dropText, [upload]);
}

const staleText = `delete from upload where touched_at < clock_timestamp() - make_interval(hours => $1)`;
const knownText = `select p.id from upload_part p where p.id = any ($1::uuid[])`;

/** Forgets what nobody went on with for so many hours. */
export async function dropStale(engine: Engine, hours: number): Promise<void> {
  await engine.db.query('uploads_stale', staleText, [hours]);
}

export async function knownParts(engine: Engine, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await engine.db.query<{ id: string }>('upload_parts_known', knownText, [ids]);
  return new Set(rows.map((r) => r.id));
}
