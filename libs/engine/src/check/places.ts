import { fold, type Nomination } from '#domain';
import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { foldedEntry } from './nominations.js';

/** A place of a quota that a nomination has or had; `until` is null while it has it. Times as in entries. */
interface Held {
  readonly quota: string;
  readonly use: string;
  readonly at: string;
  readonly until: string | null;
}

/** An item of a letter or a selection, which takes the place before the nomination hears of it. */
interface Item {
  readonly act: string;
  readonly kind: 'letter' | 'selection';
  readonly at: string;
  readonly status: 'waiting' | 'done' | 'refused';
  readonly quota: string | null;
  readonly selected: boolean | null;
}

interface Row {
  readonly nomination: string;
  readonly held: readonly Held[];
  readonly items: readonly Item[];
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const rowsText = `select x.id as nomination,
  coalesce((select jsonb_agg(jsonb_build_object('quota', h.quota_id, 'use', h.use, 'at', ${utc('h.at')}, 'until', ${utc('h.released_at')}))
    from quota_hold h where h.nomination_id = x.id), '[]') as held,
  coalesce((select jsonb_agg(jsonb_build_object('act', a.id, 'kind', a.kind, 'at', ${utc('a.started_at')}, 'status', i.status,
      'quota', a.payload->>'quota', 'selected', i.data->'selected'))
    from act_item i join act a on a.id = i.act_id where i.nomination_id = x.id and a.kind in ('letter', 'selection')), '[]') as items
from unnest($1::uuid[]) x (id)`;

/** The first nomination whose places are not those that its entries, and the acts that still come to it, took and gave back. */
export async function placesFault(
  db: Db,
  entries: readonly { readonly chain: string; readonly canon: string }[],
): Promise<Difference | null> {
  const chains = new Map<string, string[]>();
  for (const { chain, canon } of entries) {
    if (chain.startsWith('n:')) chains.set(chain, [...(chains.get(chain) ?? []), canon]);
  }
  if (chains.size === 0) return null;
  const rows = await db.query<Row>('check_places', rowsText, [[...chains.keys()].map((c) => c.slice(2))]);
  for (const row of rows) {
    const chain = `n:${row.nomination}`;
    const canons = chains.get(chain) ?? [];
    const none = row.held.length === 0 && row.items.length === 0 && !canons.some((c) => c.includes('"quota"'));
    if (!none && !fits(row, canons)) return { chain, seq: canons.length, what: 'places of the nomination' };
  }
  return null;
}

function fits({ held, items }: Row, canons: readonly string[]): boolean {
  const waiting = items.filter((i) => i.kind === 'selection' && i.status === 'waiting' && i.selected === true);
  const taken = waiting.map(({ quota, at }) => ({ quota: quota ?? '', use: 'take', at, until: null }));
  const left = [...held];
  for (const place of [...placesOf(canons, items), ...taken]) {
    const found = left.findIndex((h) => nameOf(h) === nameOf(place));
    if (found < 0) return false;
    left.splice(found, 1);
  }
  return left.every((h) => items.some((i) => ofItem(i, h)));
}

const nameOf = ({ quota, use, at, until }: Held): string => [quota, use, at, until].join(' ');

/** A letter holds while it is on its way; what an act took for an item that it could not do was given back. */
function ofItem({ kind, status, at, quota, selected }: Item, held: Held): boolean {
  if (held.at !== at) return false;
  const back = held.until !== null;
  if (status !== (back ? 'refused' : 'waiting')) return false;
  if (kind === 'letter') return held.use === 'hold';
  return back && selected === true && held.quota === quota && held.use === 'take';
}

/** Places by the entries of a nomination: what each entry added to its context, and what it took out again. */
function placesOf(canons: readonly string[], items: readonly Item[]): readonly Held[] {
  const places: Held[] = [];
  let folded: Nomination | null = null;
  for (const canon of canons) {
    const before: readonly string[] = folded?.context.quotas ?? [];
    const entry = foldedEntry(canon);
    folded = fold(folded, entry);
    const after = folded.context.quotas ?? [];
    const by = entry.facts.find((f) => f.type === 'Selected' || f.type === 'SentUp');
    const act = by !== undefined && 'act' in by ? items.find((i) => i.act === by.act) : undefined;
    for (const quota of after.filter((q) => !before.includes(q))) {
      places.push({ quota, use: by?.type === 'Selected' ? 'take' : 'hold', at: act?.at ?? entry.at, until: null });
    }
    for (const quota of before.filter((q) => !after.includes(q))) {
      const open = places.findIndex((p) => p.quota === quota && p.until === null);
      const place = places[open];
      if (place !== undefined) places[open] = { ...place, until: entry.at };
    }
  }
  return places;
}
