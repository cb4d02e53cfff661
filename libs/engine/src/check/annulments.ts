import { uuidv5 } from '#ledger';
import type { Db } from '../db.js';
import { same } from './same.js';

/** A grant as an issue gave it. */
export interface Granted {
  readonly nomination: string;
  readonly award: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly level: string;
  readonly year: number;
  readonly occasion: string;
  readonly theme?: string;
  readonly money?: { readonly amount: string };
}

interface Stored {
  readonly nomination: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly [column: string]: unknown;
}

interface GrantsRow {
  readonly grants: readonly Stored[];
  /** The annulment of each nomination: the time of its issue, and its ground. */
  readonly annulled: Readonly<Record<string, { readonly at: string; readonly ground: string }>>;
  readonly merged: Readonly<Record<string, string>> | null;
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const grantsText = `select
  coalesce((select jsonb_agg(jsonb_build_object('nomination', g.nomination_id, 'award', g.award,
      'subject', jsonb_build_object('type', g.subject_type, 'id', g.subject_id), 'level', g.level, 'year', g.year, 'occasion', g.occasion,
      'theme', g.theme, 'money', g.money, 'annulledAt', ${utc('g.annulled_at')}, 'barred', nullif(g.barred, false),
      'achievement', nullif(g.achievement_id is distinct from (n.context->>'achievement')::uuid, false)) order by g.nomination_id)
    from award_grant g left join nomination n on n.id = g.nomination_id /* visible: the whole ledger is checked */
    where g.document_id = $1::uuid), '[]') as grants,
  coalesce((select jsonb_object_agg(i.nomination_id, jsonb_build_object('at', e.canon::jsonb->>'at', 'ground', f.canon::jsonb->'facts'->0->'grounds'->>'ground'))
    from decision_document a join decision_item i on i.document_id = a.id
    join ledger_entry e on e.chain = 'd:' || a.id and e.canon::jsonb->>'type' = 'Issue'
    join ledger_entry f on f.chain = e.chain and f.seq = 1 where a.annuls = $1::uuid), '{}') as annulled,
  (select jsonb_object_agg(p.id, p.merged_into) from person p
    where p.merged_into in (select g.subject_id from award_grant g where g.document_id = $1::uuid)) as merged`;

/** True where the grants of an issued document are those that its entry gave, annulled exactly where an issued annulment lists them. */
export async function grantsFit(db: Db, document: string, given: readonly Granted[]): Promise<boolean> {
  const [row] = await db.query<GrantsRow>('check_grants', grantsText, [document]);
  if (row === undefined) return given.length === 0;
  const { grants, annulled, merged } = row;
  const expected = given.map(({ subject, ...grant }) => {
    const by = annulled[grant.nomination];
    const barred = by?.ground === 'fraud' || by?.ground === 'falseFile' ? true : undefined;
    return { ...grant, subject: { ...subject, id: merged?.[subject.id] ?? subject.id }, annulledAt: by?.at, barred };
  });
  const key = (g: { readonly nomination: string }) => g.nomination;
  return same(
    [...grants],
    [...expected].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  );
}

interface RecoveryRow {
  readonly id: string;
  readonly nomination: string;
  readonly object: string;
  readonly amount: string | null;
  readonly on: string | null;
  readonly by: string | null;
  readonly canon: string | null;
}

const recoveriesText = `select r.id, r.nomination_id as nomination, r.object, r.amount, r.recovered_on::text as "on", r.recovered_by as by, e.canon
  from recovery r left join ledger_entry e on e.chain = 'act:' || r.id and e.seq = 1 where r.document_id = $1::uuid`;
const originalText = `select e.canon from ledger_entry e where e.chain = 'd:' || $1::text and e.canon::jsonb->>'type' = 'Issue'`;

/** The first recovery of an issued annulment that is missing, was changed, or came back without an entry; null when all fit. */
export async function recoveriesFault(
  db: Db,
  issued: {
    readonly document: string;
    readonly annuls: string;
    readonly commandId: string;
    readonly items: readonly string[];
  },
): Promise<string | null> {
  const rows = await db.query<RecoveryRow>('check_recoveries', recoveriesText, [issued.document]);
  const [original] = await db.query<{ canon: string }>('check_annulled', originalText, [issued.annuls]);
  const grants = original === undefined ? [] : issueOf(original.canon);
  const act = uuidv5(issued.commandId, 'act');
  const expected = issued.items.flatMap((nomination) => {
    const amount = grants.find((g) => g.nomination === nomination)?.money?.amount;
    const row = (object: string) => ({ id: uuidv5(act, `${object}/${nomination}`), nomination, object });
    return [row('certificate'), ...(amount === undefined ? [] : [{ ...row('money'), amount }])];
  });
  for (const wanted of expected) {
    const found = rows.find((r) => r.id === wanted.id);
    if (found === undefined || !sameRecovery(found, wanted)) return `recovery ${wanted.id}`;
  }
  const stranger = rows.find((r) => !expected.some((e) => e.id === r.id));
  return stranger === undefined ? null : `recovery ${stranger.id}, which no entry made`;
}

function issueOf(canon: string): readonly Granted[] {
  return (JSON.parse(canon) as { facts: [{ grants: readonly Granted[] }] }).facts[0].grants;
}

function sameRecovery({ id, nomination, object, amount, on, by, canon }: RecoveryRow, wanted: object): boolean {
  const entry = canon === null ? null : (JSON.parse(canon) as { actor: { person: string }; facts: [{ on: string }] });
  const back = entry === null ? {} : { on: entry.facts[0].on, by: entry.actor.person };
  return same({ id, nomination, object, amount, on, by }, { ...wanted, ...back });
}
