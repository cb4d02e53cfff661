import type { BallotRule, Seat } from '#domain';
import type { Engine } from '../engine.js';
import { belongsTo, seatsOf } from '../seats.js';

/** First fact of a ballot's chain: everything that the papers and the count rest on. */
export interface Opened {
  readonly type: 'BallotOpened';
  readonly sitting: string;
  readonly council: string;
  readonly unit: string;
  readonly step: string;
  readonly mode: 'electronic' | 'paper';
  readonly secrecy: 'secret' | 'open';
  readonly rule: Pick<BallotRule, 'mode' | 'pass' | 'quorum' | 'base'>;
  readonly items: readonly string[];
  readonly voters: readonly {
    readonly member: string;
    readonly person: string;
    readonly mode: 'present' | 'written';
  }[];
  readonly counts: {
    readonly members: number;
    readonly present: number;
    readonly written: number;
    readonly recused: number;
  };
  /** Voters who may not vote on an item. */
  readonly barred: readonly { readonly member: string; readonly nomination: string }[];
  readonly publicKey?: string;
  /** Version of the procedure that the rule stands in. */
  readonly procedure?: { readonly id: string; readonly version: number };
}

/** A ballot with what its chain says and how far it is. */
export interface BallotRow {
  readonly id: string;
  readonly state: 'open' | 'closing' | 'entered' | 'closed' | 'void';
  readonly version: number;
  readonly mode: 'electronic' | 'paper';
  readonly entered_by: string | null;
  readonly act_id: string | null;
  readonly council_name: string;
  readonly unit_name: string;
  readonly held_on: string;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly opened: Opened;
  readonly last_hash: Buffer;
  readonly last_at: string;
  readonly last_fact: Readonly<Record<string, unknown>>;
  /** Words of the last entry: why it was given up. */
  readonly last_reason: string | null;
  readonly seen: boolean;
  readonly clock: Date;
  readonly seats: Seat[];
  readonly names: Readonly<Record<string, string>>;
  readonly sent: readonly string[];
  readonly command_person: string | null;
  readonly command_hash: Buffer | null;
  readonly command_chain: string | null;
}

const ballotText = `
select b.id, b.state, b.version, b.mode, b.entered_by, b.act_id, c.name as council_name, u.name as unit_name, s.held_on::text,
  b.opened_at, b.closed_at, first.canon::jsonb->'facts'->0 as opened,
  last.entry_hash as last_hash, last.canon::jsonb->>'at' as last_at, last.canon::jsonb->'facts'->0 as last_fact,
  (select x.value from ledger_secret x where x.chain = last.chain and x.seq = last.seq and x.text_id = 'reason') as last_reason,
  (${belongsTo('$2::uuid', 'b.unit_id')} or first.canon::jsonb->'facts'->0->'voters' @> jsonb_build_array(jsonb_build_object('person', $2::uuid))) as seen,
  date_trunc('milliseconds', laurel_clock()) as clock, ${seatsOf('$2::uuid')} as seats,
  coalesce((select jsonb_object_agg(m.id, p.name) from council_member m join person p on p.id = m.person_id where m.council_id = b.council_id), '{}') as names,
  array(select t.member_id::text from turnout t where t.ballot_id = b.id order by t.member_id) as sent,
  cmd.person as command_person, cmd.request_hash as command_hash, done.chain as command_chain
from ballot b join council c on c.id = b.council_id join unit u on u.id = b.unit_id join sitting s on s.id = b.sitting_id
join ledger_entry first on first.chain = 'b:' || b.id and first.seq = 1
join ledger_entry last on last.chain = 'b:' || b.id and last.seq = b.version
left join command cmd on cmd.id = $3::uuid
left join ledger_entry done on done.command_id = cmd.id
where b.id = $1::uuid`;

/** A ballot, or undefined; whether it may be seen is `seen`. */
export async function ballotRow(
  engine: Engine,
  id: string,
  person: string | null,
  command: string | null = null,
): Promise<BallotRow | undefined> {
  return (await engine.db.query<BallotRow>('ballot-row', ballotText, [id, person, command]))[0];
}

/** The items on one member's paper, in the order of the ballot. */
export function itemsFor({ items, barred }: Opened, member: string): readonly string[] {
  const without = new Set(barred.filter((b) => b.member === member).map((b) => b.nomination));
  return without.size === 0 ? items : items.filter((i) => !without.has(i));
}
