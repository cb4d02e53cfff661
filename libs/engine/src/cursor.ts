const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for an id as we write it; a cursor comes from outside, and a cast of anything else is a fault. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Where an inbox page begins: after this due time and id. */
export interface DuePlace {
  readonly due: string;
  readonly id: string;
}

const LAST: DuePlace = { due: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** The place that an inbox cursor `<due>|<id>` names; one that is none of ours lies behind the last row. */
export function duePlaceOf(cursor: string): DuePlace {
  const [due = '', id = '', ...rest] = cursor.split('|');
  return rest.length === 0 && isUuid(id) && (due === 'infinity' || isInstant(due)) ? { due, id } : LAST;
}

function isInstant(text: string): boolean {
  const parsed = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) ? new Date(text) : new Date(Number.NaN);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 19) === text.slice(0, 19);
}
