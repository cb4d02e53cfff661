import type { InboxFilter } from '#contract';
import { occasions } from '#domain/vocabulary';

/** What an address says behind its question mark, before anybody looked at it. */
export type Search = Record<string, unknown>;

/** A text of the address; undefined where nothing usable stands. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
/** A whole number of the address. */
export const whole = (value: unknown): number | undefined =>
  Number.isSafeInteger(Number(value ?? 'x')) ? Number(value) : undefined;
/** One of the names that are allowed there. */
export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((a) => a === value);

/** The filter of the contract, and the row that is open on the right. */
type InboxSearch = InboxFilter & { selected?: string };

interface DossiersSearch {
  q?: string;
  award?: string;
  state?: string;
  year?: string;
}

const dossierTabs = ['chart', 'facts', 'items', 'opinions', 'versions', 'timeline'] as const;

interface DossierSearch {
  tab?: (typeof dossierTabs)[number];
  check?: boolean;
  /** The file that is shown in its place, and the two versions that are compared. */
  file?: string;
  from?: number;
  to?: number;
}

/** The address of the inbox. */
export const inboxSearch = (s: Search): InboxSearch => ({
  tab: oneOf(s['tab'], ['snoozed', 'others', 'decided']),
  q: text(s['q']),
  award: text(s['award']),
  unit: text(s['unit']),
  as: text(s['as']),
  due: oneOf(s['due'], ['overdue', 'soon']),
  eligibility: oneOf(s['eligibility'], ['eligible', 'needsReview', 'notEligible']),
  year: whole(s['year']),
  occasion: oneOf(s['occasion'], occasions),
  sort: oneOf(s['sort'], ['name', 'award']),
  selected: text(s['selected']),
});

/** The address of the list of dossiers. */
export const dossiersSearch = (s: Search): DossiersSearch => ({
  q: text(s['q']),
  award: text(s['award']),
  state: text(s['state']),
  year: text(s['year']),
});

/** The address of one dossier. */
export const dossierSearch = (s: Search): DossierSearch => ({
  tab: oneOf(s['tab'], dossierTabs),
  check: s['check'] === true ? true : undefined,
  file: text(s['file']),
  from: whole(s['from']),
  to: whole(s['to']),
});
