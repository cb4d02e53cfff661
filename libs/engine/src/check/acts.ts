import { uuidv5 } from '#ledger';
import { planHash } from '../calendars/plan.js';
import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { same } from './same.js';

/** The entry that started an act, with the document behind it when there is one. */
interface Row {
  readonly id: string;
  readonly kind: string;
  readonly chain: string;
  readonly seq: number;
  readonly payload: unknown;
  readonly by: string;
  readonly at: string;
  readonly unit: string;
  readonly canon: string | null;
  readonly document: { readonly kind: string; readonly signer: string; readonly body: string } | null;
  readonly ballot_unit: string | null;
  readonly items: readonly Item[];
}

interface Item {
  readonly nomination: string;
  readonly position: number;
  readonly command: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly status: string;
  /** The fact that the item left in the nomination's ledger. */
  readonly fact: Readonly<Record<string, unknown>> | null;
}

interface Canon {
  readonly commandId: string;
  readonly at: string;
  readonly actor: { readonly person: string; readonly unit?: string };
  readonly facts: readonly [Started];
}

type Started =
  | { readonly type: 'BallotCounted'; readonly items: readonly Result[] }
  | {
      readonly type: 'SelectionClosed';
      readonly unit: string;
      readonly quota: string;
      readonly ranked: readonly Result[];
    }
  | { readonly type: 'DocumentIssued'; readonly items: readonly string[] }
  | {
      readonly type: 'ConfigurationPublished';
      readonly id: string;
      readonly version: number;
      readonly act: string;
      readonly plan: string;
      readonly nominations: number;
    }
  | {
      readonly type: 'MigrationStarted';
      readonly migration: string;
      readonly act: string;
      readonly from: object;
      readonly to: object;
      readonly steps: object;
      readonly plan: string;
      readonly nominations: number;
    };
type Result = { readonly nomination: string } & Readonly<Record<string, unknown>>;

const kinds = `('issue', 'letter', 'annulment', 'ballot', 'selection', 'calendar', 'migration')`;
const idsText = `select id from act where kind in ${kinds} order by id`;
const startedText = `((e.chain like 'b:%' or e.chain like 'act:%' or e.chain like 'd:%')
  and e.canon::jsonb->'facts'->0->>'type' in ('BallotCounted', 'SelectionClosed', 'DocumentIssued')
  or e.chain like 'cfg:%' and e.canon::jsonb->'facts'->0 ? 'act')`;
const missingText = `select e.chain, e.seq, 'its act is missing' as what from ledger_entry e
where ${startedText} and not exists (select from act a where a.chain = e.chain and a.seq = e.seq and a.kind in ${kinds}) limit 1`;
const rowText = `select a.id, a.kind, a.chain, a.seq, a.payload, a.started_by as by,
  to_char(a.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.unit_id as unit, e.canon,
  (select jsonb_build_object('kind', case when f.canon::jsonb->'facts'->0 ? 'annuls' then 'annulment' when d.kind = 'TTr' then 'letter' else 'issue' end,
      'signer', d.signer_id, 'body', d.body_id)
    from decision_document d join ledger_entry f on f.chain = a.chain and f.seq = 1 where a.chain = 'd:' || d.id) as document,
  (select b.unit_id from ballot b where a.chain = 'b:' || b.id) as ballot_unit,
  (select coalesce(jsonb_agg(jsonb_build_object('nomination', i.nomination_id, 'position', i.position, 'command', i.command_id, 'data', i.data,
      'status', i.status, 'fact', n.canon::jsonb->'facts'->0) order by i.position), '[]')
    from act_item i left join ledger_entry n on n.command_id = i.command_id and n.chain = 'n:' || i.nomination_id
    where i.act_id = a.id) as items
from act a left join ledger_entry e on e.chain = a.chain and e.seq = a.seq where a.id = $1::uuid`;

/** The first act that its entry did not start like this, or whose items say something else than the ledgers of nominations. */
export async function actsFault(db: Db): Promise<Difference | null> {
  for (const { id } of await db.query<{ id: string }>('check_act_ids', idsText)) {
    const row = (await db.query<Row>('check_act', rowText, [id]))[0];
    const what = row === undefined ? null : faultOf(row);
    if (row !== undefined && what !== null) return { chain: row.chain, seq: row.seq, what };
  }
  return (await db.query<Difference>('check_acts_missing', missingText))[0] ?? null;
}

function faultOf(row: Row): string | null {
  const canon = row.canon === null ? null : (JSON.parse(row.canon) as Canon);
  const told = canon === null ? null : toldBy(row, canon);
  if (canon === null || told === null) return 'an act that no entry started';
  const { id, kind, payload, by, at, unit } = row;
  const rest = { by: canon.actor.person, at: canon.at };
  const { items, ...head } = told;
  if (!same({ id, kind, payload, by, at, unit }, { ...head, ...rest })) return 'row of the act';
  const listed = row.items.map(({ nomination, position, command, data }) => ({ nomination, position, command, data }));
  if (!same(listed, itemsOf(id, items))) return 'items of the act';
  const odd = row.items.find((i) => !performed(row, i));
  return odd === undefined ? null : `item ${odd.nomination} of the act`;
}

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly payload: object;
  readonly unit: string | null;
  readonly items: readonly { readonly nomination: string; readonly data: object }[];
}

function toldBy({ chain, document, ballot_unit, items }: Row, { commandId, actor, facts: [fact] }: Canon): Told | null {
  switch (fact.type) {
    case 'BallotCounted': {
      const ballot = chain.slice(2);
      const items = fact.items.map(({ nomination, passed, totals }) => ({ nomination, data: { passed, totals } }));
      return { id: uuidv5(ballot, 'act'), kind: 'ballot', payload: { ballot }, unit: ballot_unit, items };
    }
    case 'SelectionClosed': {
      const selection = chain.slice(4);
      const items = fact.ranked.map(({ nomination, rank, selected }) => ({ nomination, data: { rank, selected } }));
      const payload = { selection, quota: fact.quota };
      return { id: uuidv5(selection, 'act'), kind: 'selection', payload, unit: fact.unit, items };
    }
    case 'DocumentIssued': {
      const payload = { document: chain.slice(2), signer: document?.signer };
      const kind = document?.kind ?? 'issue';
      const items = fact.items.map((nomination) => ({ nomination, data: {} }));
      return { id: uuidv5(commandId, 'act'), kind, payload, unit: document?.body ?? null, items };
    }
    case 'ConfigurationPublished': {
      const { act, plan, nominations } = fact;
      if (plan !== planHash(items) || nominations !== items.length) return null;
      return {
        id: act,
        kind: 'calendar',
        payload: { calendar: `${fact.id}@${fact.version}` },
        unit: actor.unit ?? null,
        items,
      };
    }
    case 'MigrationStarted': {
      const { migration, act, from, to: procedure, steps, plan, nominations } = fact;
      if (plan !== planHash(items) || nominations !== items.length || act !== uuidv5(migration, 'act')) return null;
      const payload = { migration, from, procedure, steps };
      return { id: act, kind: 'migration', payload, unit: actor.unit ?? null, items };
    }
    default:
      return null;
  }
}

function itemsOf(act: string, items: Told['items']): object[] {
  return items.map(({ nomination, data }, position) => {
    return { nomination, position, command: uuidv5(act, nomination), data };
  });
}

/** What is done stands in the nomination's ledger with the same totals or rank; what waits or was refused does not. */
function performed({ id, kind, payload }: Row, { status, fact, data }: Item): boolean {
  if (fact === null || status !== 'done') return fact === null && status !== 'done';
  if (fact['act'] !== id) return false;
  if (kind === 'calendar')
    return (data['terms'] as { deadline: string }[]).some((t) => t.deadline === fact['replaces']);
  if (kind === 'migration') return same(fact['procedure'], (payload as { procedure: unknown }).procedure);
  if (kind === 'ballot') return same({ passed: fact['passed'], totals: fact['totals'] }, data);
  if (kind !== 'selection') return fact['document'] === (payload as { document?: string }).document;
  const { type, rank, quota } = fact;
  const selected = data['selected'] === true;
  const own = selected ? (payload as { quota?: string }).quota : undefined;
  return type === (selected ? 'Selected' : 'NotSelected') && rank === data['rank'] && quota === own;
}
