const zone = 'Asia/Ho_Chi_Minh';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });
const collator = new Intl.Collator('vi');

function pieces(at: string | Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(at)).map((p) => [p.type, p.value]));
}

/** `22/11/2026`, in Vietnam. A calendar date (`2026-11-22`) stays that date. */
export function day(at: string | Date): string {
  const calendar = typeof at === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(at) : null;
  if (calendar) return `${calendar[3]}/${calendar[2]}/${calendar[1]}`;
  const p = pieces(at);
  return `${p['day']}/${p['month']}/${p['year']}`;
}

/** `14:05`, in Vietnam. */
export function time(at: string | Date): string {
  const p = pieces(at);
  return `${p['hour']}:${p['minute']}`;
}

/** `22/11/2026 14:05`, in Vietnam. */
export const moment = (at: string | Date): string => `${day(at)} ${time(at)}`;

/** `1.234,5`. */
export const number = (value: number): string => numbers.format(value);

/** `1,2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${number(bytes)} B`;
  const kb = bytes / 1024;
  return kb < 1024 ? `${number(Math.round(kb))} KB` : `${number(Math.round(kb / 102.4) / 10)} MB`;
}

/** VND of a decimal string; `12.345.678`. */
export function money(amount: string): string {
  return amount.replace(/\.\d+$/, '').replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** Whole calendar days in Vietnam from one instant to another; negative when `to` is earlier. */
export function daysBetween(from: Date, to: string): number {
  const midnight = (at: string | Date): number => {
    const p = pieces(at);
    return Date.UTC(Number(p['year']), Number(p['month']) - 1, Number(p['day']));
  };
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** `YYYY-MM-DD` of a typed `d/M/yyyy`; null when it is no date. */
export function isoDate(typed: string): string | null {
  const m = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed);
  if (!m) return null;
  const [d, mo, y] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const date = new Date(Date.UTC(y, mo - 1, d));
  const real = date.getUTCDate() === d && date.getUTCMonth() === mo - 1;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** Vietnamese order of people: given name, then middle names, then family name. */
export function compareGivenName(a: string, b: string): number {
  const turn = (name: string): string => {
    const words = name.trim().split(/\s+/);
    return [words.at(-1), ...words.slice(1, -1), words[0]].join(' ');
  };
  return collator.compare(turn(a), turn(b));
}
