import type { CouncilLine, SelectionLine } from '#engine';
import { day, sheetOf, type Column } from './sheet.js';
import { ballotModes, heads, selectionStates, themes, type Language } from './words.js';

const moment = (at: string | null): string | null => (at === null ? null : day.format(new Date(at)));

const ofCouncils: readonly Column<CouncilLine>[] = [
  { head: heads.no, width: 6, cell: (_, i) => i + 1 },
  { head: heads.council, width: 50, cell: (c) => c.name },
  { head: heads.ofUnit, width: 36, cell: (c) => c.unit.name },
  { head: heads.members, width: 12, cell: (c) => c.size },
  { head: heads.heldOn, width: 14, cell: (c) => moment(c.sitting && `${c.sitting.heldOn}T12:00:00Z`) },
  { head: heads.mode, width: 20, cell: (c, _, language) => c.sitting && ballotModes[c.sitting.mode][language] },
];

const ofSelections: readonly Column<SelectionLine>[] = [
  { head: heads.no, width: 6, cell: (_, i) => i + 1 },
  { head: heads.award, width: 40, cell: (s, _, language) => s.awardName[language] },
  {
    head: heads.theme,
    width: 36,
    cell: (s, _, language) => (s.theme === null ? null : (themes[s.theme]?.[language] ?? s.theme)),
  },
  { head: heads.year, width: 8, cell: (s) => s.year },
  { head: heads.ofUnit, width: 36, cell: (s) => s.unit.name },
  { head: heads.count, width: 10, cell: (s) => s.count },
  { head: heads.remaining, width: 14, cell: (s) => s.quota && `${String(s.quota.remaining)}/${String(s.quota.cap)}` },
  { head: heads.openedOn, width: 14, cell: (s) => moment(s.openedAt) },
  { head: heads.closedOn, width: 14, cell: (s) => moment(s.closedAt) },
  { head: heads.state, width: 20, cell: (s, _, language) => selectionStates[stateOf(s)][language] },
];

const stateOf = ({ openedAt, closedAt }: SelectionLine): keyof typeof selectionStates =>
  openedAt === null ? 'waiting' : closedAt === null ? 'openLists' : 'closedLists';

/** Councils with their sittings as an Excel file, a line for each sitting. */
export const councilSheet = (rows: readonly CouncilLine[], language: Language): Promise<Buffer> =>
  sheetOf(ofCouncils, rows, language);

export const selectionListSheet = (rows: readonly SelectionLine[], language: Language): Promise<Buffer> =>
  sheetOf(ofSelections, rows, language);
