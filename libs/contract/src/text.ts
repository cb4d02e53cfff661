import { z } from 'zod';

/** Typed text: well-formed Unicode without NUL, stored as NFC, trimmed; length in UTF-16 units. */
export function text(min: number, max: number) {
  return z
    .string()
    .max(max)
    .refine((s) => s.isWellFormed(), { message: 'not well-formed Unicode' })
    .refine((s) => !s.includes('\u0000'), { message: 'contains NUL' })
    .overwrite((s) => s.normalize('NFC').trim())
    .refine((s) => s.length >= min, { message: `at least ${min} characters` });
}

/** One line of text: like `text`, without control characters, separators of lines or direction overrides. */
export function line(min: number, max: number) {
  return text(min, max).refine((s) => !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(s), {
    message: 'contains control characters',
  });
}

/** A UUID in any case, kept in lower case as the database writes it: one id has one spelling. */
export const id = z.uuid().toLowerCase();

/** Calendar date `YYYY-MM-DD`, between 1900 and 2100. */
export const date = z.iso.date().refine((s) => s >= '1900-01-01' && s <= '2100-12-31', { message: 'out of range' });

/** Instant in UTC, RFC 3339 with milliseconds. */
export const instant = z.iso.datetime();

export const year = z.int().min(2000).max(2100);

export const bilingual = z.object({ vi: z.string(), en: z.string() });

/** Search text: diacritics and case do not matter to the server. */
export const searchText = line(0, 200);

export const limit = z.coerce.number().int().min(1).max(100).default(50);

/** Opaque place in a list, from `next` of the page before. */
export const cursor = z.string().max(400);
