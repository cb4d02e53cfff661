import type { NominationRow, Notifications, SelectionView, SittingView } from '#contract';
import type { Refused } from '../administration/record.js';
import { sittingView } from '../councils/views.js';
import type { Engine } from '../engine.js';
import { selectionView } from '../selection/views.js';
import { visible } from '../visible.js';
import { everyRow, noted } from './exports.js';
import { columns, names, narrow, rowView, type Row } from './lists.js';
import { notificationsOf } from './notifications.js';

/** What a council reads of a nominee on one line (danh sách trích ngang); null where this person may not see more. */
export interface NomineeExtract {
  readonly nomination: string;
  readonly code: string;
  readonly subject: string;
  readonly unit: string;
  readonly award: NominationRow['award'] | null;
  readonly year: number | null;
  readonly eligibility: NominationRow['eligibility'] | null;
  readonly votes: { readonly agree: number; readonly base: number } | null;
  /** The summary of achievements as the unit wrote it. */
  readonly statement: string | null;
}

/** The agenda of a sitting or the order of a selection as it is on the screen, with what each nominee did. */
export interface NomineeList<Of> {
  readonly of: Of;
  readonly rows: readonly NomineeExtract[];
}

const detailText = `select ${columns}, (select jsonb_build_object('agree', t.t->'agree', 'base', t.t->'base')
    from (select m.context->'ballots'->-1->'totals' as t from nomination m where m.id = n.id) t where t.t is not null) as votes,
  (select v.content::jsonb->>'statement' from dossier_version v where v.nomination_id = n.id and v.revision = n.revision) as statement
  from (select ${narrow}, '' as place from nomination n where n.id = any($2::uuid[]) and ${visible('n', '$1::uuid')}) n ${names}`;

type Detail = Row & Pick<NomineeExtract, 'votes' | 'statement'>;
type Item = Pick<NomineeExtract, 'nomination' | 'code' | 'subject' | 'unit'>;

async function extracts(engine: Engine, person: string, items: readonly Item[]): Promise<NomineeExtract[]> {
  const ids = items.map((i) => i.nomination);
  const details = await engine.db.query<Detail>('nominee_extracts', detailText, [person, ids]);
  const byId = new Map(details.map((d) => [d.id, d]));
  return items.map(({ nomination, code, subject, unit }) => {
    const detail = byId.get(nomination);
    const row = detail === undefined ? null : rowView(detail);
    return {
      nomination,
      code,
      subject,
      unit,
      award: row?.award ?? null,
      year: row?.year ?? null,
      eligibility: row?.eligibility ?? null,
      votes: detail?.votes ?? null,
      statement: detail?.statement ?? null,
    };
  });
}

/** The agenda of a sitting, each line that the reader sees there; the export is noted. Refuses with `not-found`. */
export async function exportSitting(
  engine: Engine,
  person: string,
  id: string,
): Promise<NomineeList<SittingView> | Refused> {
  const of = await sittingView(engine, person, id);
  if (of === null) return { refusal: { refused: 'not-found' } };
  const rows = await extracts(engine, person, of.agenda);
  await noted(engine, { person, list: 'sitting', filters: { sitting: id } }, rows);
  return { of, rows };
}

/** A selection in its order, each row that the reader sees there; the export is noted. Refuses with `not-found`. */
export async function exportSelection(
  engine: Engine,
  person: string,
  id: string,
): Promise<NomineeList<SelectionView> | Refused> {
  const of = await selectionView(engine, person, id);
  if (of === null) return { refusal: { refused: 'not-found' } };
  const rows = await extracts(engine, person, of.rows);
  await noted(engine, { person, list: 'selection', filters: { selection: id } }, rows);
  return { of, rows };
}

/** What a person was told, in the order of the screen; the export is noted. */
export async function exportNotices(
  engine: Engine,
  person: string,
  lang: 'vi' | 'en',
): Promise<Notifications['notifications'] | Refused> {
  const rows = await everyRow(async (cursor) => {
    const page = await notificationsOf(engine, person, { lang, limit: 100, cursor });
    return { rows: page.notifications, next: page.next };
  });
  return noted(engine, { person, list: 'notices', filters: {} }, rows);
}
