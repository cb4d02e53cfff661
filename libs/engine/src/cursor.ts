const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for an id as we write it; a cursor comes from outside, and a cast of anything else is a fault. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Where an inbox page begins: after this key (a due time, a word) and id. */
export interface ListPlace {
  readonly from: string;
  readonly id: string;
}

const LAST: ListPlace = { from: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** The place that an inbox cursor `<due>|<id>` names; one that is none of ours lies behind the last row. */
export function duePlaceOf(cursor: string): ListPlace {
  const [due = '', id = '', ...rest] = cursor.split('|');
  return rest.length === 0 && isUuid(id) && (due === 'infinity' || isInstant(due)) ? { from: due, id } : LAST;
}

function isInstant(text: string): boolean {
  const parsed = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) ? new Date(text) : new Date(Number.NaN);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 19) === text.slice(0, 19);
}

/** Behind every word of an alphabet that people write with. */
const LAST_WORD: ListPlace = { from: '\u{10FFFD}', id: LAST.id };

/** The place that a cursor `<word>|<id>` names in a list by words; one that is none of ours lies behind the last row. */
export function wordPlaceOf(cursor: string): ListPlace {
  const at = cursor.lastIndexOf('|');
  const id = cursor.slice(at + 1);
  return at > 0 && isUuid(id) && !cursor.includes('\0') ? { from: cursor.slice(0, at), id } : LAST_WORD;
}
