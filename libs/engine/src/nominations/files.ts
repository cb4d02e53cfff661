import type { Refusal } from '#domain';
import { dossierItemLabel } from '#domain';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { openDraft, type BodyProblem } from './drafts.js';

/** A file whose bytes are stored under its id already; the register binds it to the working copy. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
}

interface Who {
  readonly person: string;
  readonly ifMatch: number | undefined;
}

type Attached = { readonly n: number } | { readonly problems: readonly BodyProblem[] } | { readonly refusal: Refusal };

/** May this person put a file to this item now? Asked before a byte is read. */
export async function mayAttach(engine: Engine, who: Who, nomination: string, item: string): Promise<Attached> {
  const open = await openDraft(engine, who.person, nomination);
  if ('refusal' in open) return open;
  if (dossierItemLabel(item) === undefined) return { problems: [{ pointer: '/item', detail: 'unknown dossier item' }] };
  const names = open.draft.openItems;
  if (names !== null && !names.includes(item))
    return { problems: [{ pointer: '/item', detail: 'not asked for in this supplement' }] };
  if (who.ifMatch === undefined) return { refusal: { refused: 'if-match-missing' } };
  if (who.ifMatch !== open.draft.n)
    return { refusal: { refused: 'stale-draft', observed: `d-${String(open.draft.n)}` } };
  return { n: open.draft.n };
}

const attachText = `
with file as (
  insert into dossier_file (id, nomination_id, item, name, mime, size, sha256, uploaded_by)
  select $4::uuid, d.nomination_id, $3, $5, $6, $7, decode($8, 'hex'), $9::uuid
  from dossier_draft d where d.nomination_id = $1::uuid and d.n = $2 and d.open returning id)
update dossier_draft d set n = d.n + 1, files = d.files || jsonb_build_object($3::text, $4::uuid), saved_at = laurel_clock(), saved_by = $9::uuid
  where d.nomination_id = $1::uuid and d.n = $2 and d.open and exists (select from file) returning d.n`;

/** Binds a stored file to an item of the working copy; a working copy that changed meanwhile refuses it. */
export async function attachFile(
  engine: Engine,
  who: Who,
  target: { nomination: string; item: string },
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
  ]);
  return rows[0] ?? { refusal: { refused: 'stale-draft' } };
}

const detachText = `update dossier_draft set n = n + 1, files = files - $3::text, saved_at = laurel_clock(), saved_by = $4::uuid
  where nomination_id = $1::uuid and n = $2 and open returning n`;

/** Takes a file out of the working copy; frozen versions that hold it keep it. */
export async function detachFile(engine: Engine, who: Who, nomination: string, item: string): Promise<Attached> {
  const may = await mayAttach(engine, who, nomination, item);
  if (!('n' in may)) return may;
  const rows = await engine.db.query<{ n: number }>('file_detach', detachText, [
    nomination,
    who.ifMatch,
    item,
    who.person,
  ]);
  return rows[0] ?? { refusal: { refused: 'stale-draft' } };
}

/** The subject alone (state and outcome only) gets no file. */
const findText = `select f.id, f.name, f.mime, f.size::int as size, encode(f.sha256, 'hex') as sha256
  from nomination n
  join dossier_file f on f.nomination_id = n.id and f.item = $3
  where n.id = $1::uuid and ${visible('n', '$2::uuid')}
    and not (n.subject_type = 'person' and n.subject_id = $2::uuid)
    and not coalesce(n.context->'recused' ? $2::text, false)
    and f.id = case when $4::int is null
      then coalesce((select (d.files->>$3)::uuid from dossier_draft d where d.nomination_id = n.id and d.open
                     and exists (select from seat s where s.person_id = $2::uuid and s.unit_id = n.unit_id and seat_valid(s))),
                    (select (x->>'id')::uuid from dossier_version v, jsonb_array_elements(v.files) x
                     where v.nomination_id = n.id and v.revision = n.revision and x->>'item' = $3))
      else (select (x->>'id')::uuid from dossier_version v, jsonb_array_elements(v.files) x
            where v.nomination_id = n.id and v.revision = $4::int and x->>'item' = $3) end`;

/** The file of an item: of a frozen revision, or of what this person sees now. Null when there is none to be seen. */
export async function findFile(
  engine: Engine,
  person: string,
  target: { readonly nomination: string; readonly item: string; readonly revision: number | null },
): Promise<StoredFile | null> {
  const rows = await engine.db.query<StoredFile>('file_find', findText, [
    target.nomination,
    person,
    target.item,
    target.revision,
  ]);
  return rows[0] ?? null;
}
