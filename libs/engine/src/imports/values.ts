import { isUuid } from '../cursor.js';
import type { Problem, ProblemWord } from './words.js';

/** A value as the register keeps it, or what is wrong with the text. */
export type Read = { readonly value: string; readonly doubt?: ProblemWord } | { readonly wrong: ProblemWord };
export type Reader = (text: string) => Read;

/** Letters that Vietnamese does not write, where an older encoding taken for Unicode leaves its marks. */
const ODD_LETTER = /[^\p{Script=Latin}\p{M}\s'’.,;()\d-]|[äåæçëïñöøûüÿœßðþ]/iu;
/** TCVN3 read as Latin-1 puts signs in the middle of words. */
const OLD_ENCODING = /\p{L}[¨©ª«¬®µ¶·¸¹»¼½¾¡¢£¤¥¦§°±²³´]|[¨©ª«¬®µ¶·¸¹»¼½¾]\p{L}|\uFFFD/u;
const NOT_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const LONGEST = 400;

/** Text as it is kept: NFC, single spaces. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** What no column may hold. */
export function textProblem(text: string): ProblemWord | null {
  if (text.length > LONGEST) return 'tooLong';
  if (OLD_ENCODING.test(text)) return 'oldEncoding';
  return NOT_A_LINE.test(text) || !text.isWellFormed() ? 'badText' : null;
}

export const personName: Reader = (text) => {
  if (text.length < 2 || text.length > 120) return { wrong: 'badName' };
  return ODD_LETTER.test(text) ? { value: text, doubt: 'oddLetters' } : { value: text };
};

export const shortText: Reader = (text) => (text.length > 40 ? { wrong: 'tooLong' } : { value: text });

export const reference: Reader = (text) => ({ value: isUuid(text) ? text.toLowerCase() : text });

export const citizenId: Reader = (text) => (/^\d{9,12}$/.test(text) ? { value: text } : { wrong: 'badCitizenId' });

/** `2026-11-30`, `30/11/2026` or `30-11-2026`. */
export const day: Reader = (text) => {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = local === null ? text : `${String(local[3])}-${pad(local[2])}-${pad(local[1])}`;
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso);
  return real && iso >= '1900-01-01' && iso <= '2100-12-31' ? { value: iso } : { wrong: 'badDate' };
};

export const year: Reader = (text) =>
  /^\d{4}$/.test(text) && text >= '1930' && text <= '2100' ? { value: text } : { wrong: 'badYear' };

/** One of some words, by its code or by a label. */
export function oneOf(words: Readonly<Record<string, readonly string[]>>, wrong: ProblemWord): Reader {
  const byKey = new Map(
    Object.entries(words).flatMap(([code, labels]) => [code, ...labels].map((l) => [keyOf(l), code])),
  );
  return (text) => {
    const value = byKey.get(keyOf(text));
    return value === undefined ? { wrong } : { value };
  };
}

/** A word without marks, case and punctuation, as headings are compared. */
export function keyOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/giu, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function pad(part: string | undefined): string {
  return (part ?? '').padStart(2, '0');
}

/** A problem at a column. */
export function at(column: string, code: ProblemWord, more: Omit<Problem, 'column' | 'code'> = {}): Problem {
  return { column, code, ...more };
}
