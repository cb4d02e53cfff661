import type { Notifications, SelectionView } from '#contract';
import type { NomineeExtract } from '#engine';
import { sheetOf, type Column } from './sheet.js';
import { answers, eligibilities, heads, selected, tieBreaks, type Language } from './words.js';

type Notice = Notifications['notifications'][number];

/** A nominee of a selection with its place there. */
export interface Placed extends NomineeExtract {
  readonly place: SelectionView['rows'][number];
}

const who: Column<NomineeExtract> = { head: heads.who, width: 30, cell: (r) => r.subject };
const about: readonly Column<NomineeExtract>[] = [
  { head: heads.code, width: 16, cell: (r) => r.code },
  who,
  { head: heads.unit, width: 36, cell: (r) => r.unit },
  { head: heads.award, width: 40, cell: (r, _, language) => awardOf(r, language) },
  { head: heads.year, width: 8, cell: (r) => r.year },
  { head: heads.statement, width: 80, cell: (r) => r.statement },
  {
    head: heads.eligibility,
    width: 18,
    cell: (r, _, language) => eligibilities[r.eligibility ?? '']?.[language] ?? null,
  },
  { head: heads.votes, width: 10, cell: votesOf },
];

const ofSitting: readonly Column<NomineeExtract>[] = [{ head: heads.no, width: 6, cell: (_, i) => i + 1 }, ...about];

const ofSelection: readonly Column<Placed>[] = [
  { head: heads.rank, width: 6, cell: (r) => r.place.rank },
  ...about,
  { head: heads.score, width: 8, cell: (r) => r.place.score },
  { head: heads.ties, width: 40, cell: (r, _, language) => tiesOf(r, language) },
  { head: heads.result, width: 30, cell: (r, _, language) => resultOf(r, language) },
];

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

const ofNotices: readonly Column<Notice>[] = [
  { head: heads.no, width: 6, cell: (_, i) => i + 1 },
  { head: heads.at, width: 18, cell: (n) => moment.format(new Date(n.at)) },
  { head: heads.title, width: 60, cell: (n) => n.title },
  { head: heads.notice, width: 100, cell: (n) => n.body },
];

export const sittingSheet = (rows: readonly NomineeExtract[], language: Language): Promise<Buffer> =>
  sheetOf(ofSitting, rows, language);

export const selectionSheet = (rows: readonly Placed[], language: Language): Promise<Buffer> =>
  sheetOf(ofSelection, rows, language);

export const noticeSheet = (rows: readonly Notice[], language: Language): Promise<Buffer> =>
  sheetOf(ofNotices, rows, language);

/** The name of the award that a nominee is proposed for. */
export function awardOf({ award }: NomineeExtract, language: Language): string | null {
  return award === null ? null : language === 'vi' ? award.nameVi : award.nameEn;
}

/** "8/10" of the last ballot. */
export function votesOf({ votes }: NomineeExtract): string | null {
  return votes === null ? null : `${String(votes.agree)}/${String(votes.base)}`;
}

/** "Nữ: có; Tập thể ≥ 70% nữ: không". */
export function tiesOf({ place }: Placed, language: Language): string {
  const said = (name: string): string => tieBreaks[name]?.[language] ?? name;
  return Object.entries(place.ties)
    .map(([name, holds]) => `${said(name)}: ${answers[holds ? 'yes' : 'no'][language]}`)
    .join('; ');
}

/** Above or below the cut. */
export const resultOf = ({ place }: Placed, language: Language): string =>
  selected[place.selected ? 'yes' : 'no'][language];
