import type { NoticeTopic } from '#domain';
import { visible } from '../../visible.js';
import type { NoticeData } from './data.js';

/** A row of `notification` with what its text needs. */
export interface NoticeRow {
  readonly id: string;
  readonly topic: NoticeTopic;
  readonly nomination_id: string | null;
  readonly document_id: string | null;
  readonly at: Date;
  readonly read_at: Date | null;
  readonly data: { readonly step?: string; readonly dueAt?: string; readonly handOn?: boolean };
  readonly code: string | null;
  readonly award: string | null;
  readonly year: number | null;
  readonly subject: string | null;
  readonly unit: string | null;
  readonly document_title: string | null;
  readonly document_number: string | null;
}

/** Columns of a `NoticeRow`, over `notification x` with `noticeJoins`. */
export const noticeColumns = `x.id, x.topic, x.nomination_id, x.document_id, x.at, x.read_at, x.data, n.code, n.award, n.year,
  coalesce(np.name, nu.name) as subject, nn.name as unit, nd.title as document_title, nd.number_text as document_number`;

/** A nomination that the reader may not see any more is not joined: its notice says no more than its topic. */
export const noticeJoins = `
left join nomination n on n.id = x.nomination_id and ${visible('n', 'x.person_id')}
left join unit nn on nn.id = n.unit_id
left join person np on n.subject_type = 'person' and np.id = n.subject_id
left join unit nu on n.subject_type = 'unit' and nu.id = n.subject_id
left join decision_document nd on nd.id = coalesce(x.document_id, (n.context->>'annulledBy')::uuid, (n.context->>'document')::uuid)`;

/** What the text of a notice is written from. */
export function noticeOf(row: NoticeRow): NoticeData {
  return {
    code: row.code,
    award: row.award,
    year: row.year,
    subject: row.subject,
    unit: row.unit,
    step: row.data.step ?? null,
    dueAt: row.data.dueAt ?? null,
    handOn: row.data.handOn ?? false,
    documentTitle: row.document_title,
    documentNumber: row.document_number,
  };
}
