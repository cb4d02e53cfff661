import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import { actsIn } from '../seats.js';
import { visible } from '../visible.js';
import type { StoredFile } from './files.js';

const ITEM = 'outsideDocument';

/** A clerk of the unit that a nomination waits in for an authority above. */
const mayText = `select ${actsIn('$2::uuid', 'n.waiting_unit', 'clerk', 'n.award')} as clerk, n.waiting_kind = 'external' as external
  from nomination n where n.id = $1::uuid and ${visible('n', '$2::uuid')}`;
const keepText = `insert into dossier_file (id, nomination_id, item, name, mime, size, sha256, uploaded_by)
  values ($1::uuid, $2::uuid, '${ITEM}', $3, $4, $5, decode($6, 'hex'), $7::uuid) returning id`;
const findText = `select f.id, f.name, f.mime, f.size, encode(f.sha256, 'hex') as sha256
  from dossier_file f join nomination n on n.id = f.nomination_id
  where f.nomination_id = $1::uuid and f.id = $3::uuid and f.item = '${ITEM}' and ${visible('n', '$2::uuid')} and n.subject_id <> $2::uuid`;

/** Whether this person may upload what an authority outside wrote. Refuses with `not-found`, `wrong-seat` and `not-now`. */
export async function mayKeepOutside(engine: Engine, person: string, nomination: string): Promise<Refusal | null> {
  const [row] = await engine.db.query<{ clerk: boolean; external: boolean }>('outside_may', mayText, [
    nomination,
    person,
  ]);
  if (row === undefined) return { refused: 'not-found' };
  if (!row.external) return { refused: 'not-now', needed: 'external' };
  return row.clerk ? null : { refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' };
}

/** Keeps an uploaded document of an authority; `RecordExternal` names it. */
export async function keepOutsideFile(
  engine: Engine,
  person: string,
  nomination: string,
  file: StoredFile,
): Promise<{ readonly file: string }> {
  const { id, name, mime, size, sha256 } = file;
  await engine.db.query('outside_keep', keepText, [id, nomination, name, mime, size, sha256, person]);
  return { file: id };
}

/** Such a document for whoever sees the nomination, but its subject. */
export async function findOutsideFile(
  engine: Engine,
  person: string,
  nomination: string,
  file: string,
): Promise<StoredFile | null> {
  const rows = await engine.db.query<StoredFile>('outside_find', findText, [nomination, person, file]);
  return rows[0] ?? null;
}
