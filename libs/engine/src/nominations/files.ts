import type { Refusal } from '#domain';
import { dossierItemLabel } from '#domain';
import type { Engine } from '../engine.js';
import { actingSeats } from '../seats.js';
import { visible } from '../visible.js';
import { openDraft } from './drafts.js';
import type { BodyProblem } from './proposed.js';

/** A file whose bytes are stored under its id already; the register binds it to the working copy. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
}

/** Files that one item may hold: a report has its appendices, not an archive. */
const FILES_PER_ITEM = 20;

export interface Who {
  readonly person: string;
  readonly ifMatch: number | undefined;
}

/** An item of the dossier of a nomination. */
export interface Place {
  readonly nomination: string;
  readonly item: string;
}

export type Attached =
  { readonly n: number } | { readonly problems: readonly BodyProblem[] } | { readonly refusal: Refusal };

/** May this person put a file to this item now? Asked before a byte is read. */
export async function mayAttach(engine: Engine, who: Who, to: Place): Promise<Attached> {
  const may = await mayBegin(engine, who.person, to);
  return 'n' in may ? matching(may, who.ifMatch) : may;
}

/** May this person put a file to this item, whatever number the working copy has when it arrived? */
export async function mayBegin(engine: Engine, person: string, to: Place): Promise<Attached> {
  return mayChange(engine, person, to, FILES_PER_ITEM - 1);
}

function matching<T extends { readonly n: number }>(may: T, ifMatch: number | undefined): T | { refusal: Refusal } {
  if (ifMatch === undefined) return { refusal: { refused: 'if-match-missing' } };
  return ifMatch === may.n ? may : { refusal: { refused: 'stale-draft', observed: `d-${String(may.n)}` } };
}

async function mayChange(
  engine: Engine,
  person: string,
  { nomination, item }: Place,
  most: number,
): Promise<Exclude<Attached, { n: number }> | { readonly n: number; readonly held: readonly string[] }> {
  const open = await openDraft(engine, person, nomination);
  if ('refusal' in open) return open;
  if (dossierItemLabel(item) === undefined) return { problems: [{ pointer: '/item', detail: 'unknown dossier item' }] };
  const names = open.draft.openItems;
  if (names !== null && !names.includes(item))
    return { problems: [{ pointer: '/item', detail: 'not asked for in this supplement' }] };
  const held = open.draft.files.flatMap((f) => (f.item === item ? [f.id] : []));
  if (held.length > most)
    return { problems: [{ pointer: '/item', detail: `at most ${String(FILES_PER_ITEM)} files` }] };
  return { n: open.draft.n, held };
}

const attachText = `
with begun as (select from upload u where u.id = $10::uuid and u.file_id is null)
, open as materialized (select d.nomination_id from dossier_draft d where d.nomination_id = $1::uuid and d.n = $2 and d.open for update)
, file as (
  insert into dossier_file (id, nomination_id, item, name, mime, size, sha256, uploaded_by)
  select $4::uuid, d.nomination_id, $3, $5, $6, $7, decode($8, 'hex'), $9::uuid
  from open d where $10::uuid is null or exists (select from begun)
  returning id)
, attached as (update dossier_draft d set n = d.n + 1, saved_at = laurel_clock(), saved_by = $9::uuid,
    files = d.files || jsonb_build_object($3::text, coalesce(d.files->$3::text, '[]') || jsonb_build_array($4::uuid))
  where d.nomination_id = $1::uuid and d.n = $2 and d.open and exists (select from file) returning d.n)
, done as (update upload u set file_id = $4::uuid, n = a.n, touched_at = clock_timestamp() from attached a where u.id = $10::uuid)
select n from attached`;

/** Adds a stored file to an item of the working copy; a working copy that changed meanwhile refuses it, and no row of the file stays. `upload`: what it came by. */
export async function attachFile(
  engine: Engine,
  who: Who,
  target: Place & { readonly upload?: string },
  file: StoredFile,
): Promise<Attached> {
  const rows = await engine.db.query<{ n: number }>('file_attach', attachText, [
    target.nomination,
    who.ifMatch,
    target.item,
    file.id,
    file.name,
    file.mime,
    file.size,
    file.sha256,
    who.person,
    target.upload ?? null,
  ]);
  return rows[0] ?? { refusal: { refused: 'stale-draft' } };
}

const detachText = `
with rest as (select (d.files->$3::text) - $5::text as ids from dossier_draft d where d.nomination_id = $1::uuid)
update dossier_draft d set n = n + 1, saved_at = laurel_clock(), saved_by = $4::uuid,
    files = case when r.ids = '[]' then d.files - $3::text else d.files || jsonb_build_object($3::text, r.ids) end
  from rest r where d.nomination_id = $1::uuid and d.n = $2 and d.open and d.files->$3::text ? $5::text returning d.n`;

/** Takes a file out of the working copy; frozen versions that hold it keep it. */
export async function detachFile(engine: Engine, who: Who, from: Place, file: string): Promise<Attached> {
  const open = await mayChange(engine, who.person, from, Infinity);
  const may = 'n' in open ? matching(open, who.ifMatch) : open;
  if (!('n' in may)) return may;
  if (!may.held.includes(file)) return { refusal: { refused: 'not-found' } };
  const rows = await engine.db.query<{ n: number }>('file_detach', detachText, [
    from.nomination,
    who.ifMatch,
    from.item,
    who.person,
    file,
  ]);
  return rows[0] ?? { refusal: { refused: 'stale-draft' } };
}

/** What a frozen version holds, or the working copy for the unit whose it is. The subject alone (state and outcome only) gets no file. */
const findText = `select f.id, f.name, f.mime, f.size::int as size, encode(f.sha256, 'hex') as sha256
  from nomination n
  join dossier_file f on f.nomination_id = n.id and f.item = $3 and f.id = $4::uuid
  where n.id = $1::uuid and ${visible('n', '$2::uuid')}
    and not (n.subject_type = 'person' and n.subject_id = $2::uuid)
    and not coalesce(n.context->'recused' ? $2::text, false)
    and (exists (select from dossier_version v where v.nomination_id = n.id
          and v.files @> jsonb_build_array(jsonb_build_object('item', f.item, 'id', f.id)))
      or exists (select from dossier_draft d where d.nomination_id = n.id and d.open and d.files->f.item ? f.id::text
          and exists (select from ${actingSeats('$2::uuid')} s where s.unit_id = n.unit_id)))`;

/** A file of an item, as far as this person may see it. Null when there is none to be seen. */
export async function findFile(engine: Engine, person: string, of: Place, file: string): Promise<StoredFile | null> {
  const rows = await engine.db.query<StoredFile>('file_find', findText, [of.nomination, person, of.item, file]);
  return rows[0] ?? null;
}
