import type { CalendarPlan } from '#contract';
import { firstChange, movedTerm, partsOfStep, startOfDay, type Calendar } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';

/** One term that a calendar moves. */
export interface Moved {
  readonly deadline: string;
  readonly nomination: string;
  readonly step: string;
  readonly before: { readonly dueAt: string; readonly remindAt: string };
  readonly after: { readonly dueAt: string; readonly remindAt: string };
}

/** Everything that a new calendar moves, and what was looked at to say so. */
export interface Plan {
  readonly moved: readonly Moved[];
  /** The first day that differs, as an instant; absent where none does. */
  readonly changesFrom?: string;
  /** Running terms that were looked at. */
  readonly known: readonly string[];
}

interface TermRow {
  readonly id: string;
  readonly nomination: string;
  readonly step: string;
  readonly rule: string;
  readonly state: string;
  readonly due_at: Date;
  readonly remind_at: Date;
}

/** Terms that run, and those that a retraction that is still possible would let run again. */
const termsText = `
select d.id, d.nomination_id as nomination, d.step_key as step, d.rule, d.state, d.due_at, d.remind_at
from deadline d join nomination n on n.id = d.nomination_id /* visible: the plan of a calendar reaches every running term */
where d.due_at >= $1::timestamptz and d.due_at > (select laurel_clock()) and (d.state = 'pending' or (d.state = 'cancelled'
  and n.released_at > (select laurel_clock()) and n.undo->'before'->'context'->'deadlines' @>
    jsonb_build_array(jsonb_build_object('id', d.id, 'state', 'pending'))))
order by d.due_at, d.id`;

/** What the calendar `after` moves when it takes over from `before` on a day. */
export async function planOf(engine: Engine, before: Calendar, after: Calendar, on: string): Promise<Plan> {
  const change = { before, now: after, on };
  const first = firstChange(change);
  if (first === null) return { moved: [], known: [] };
  const changesFrom = startOfDay(first);
  const rows = await engine.db.query<TermRow>('calendar_terms', termsText, [changesFrom]);
  const moved = rows.flatMap(({ id, nomination, step, rule, due_at, remind_at }): Moved[] => {
    const old = { dueAt: due_at.toISOString(), remindAt: remind_at.toISOString() };
    const term = movedTerm(change, { rule, ...old });
    return term === null ? [] : [{ deadline: id, nomination, step, before: old, after: term }];
  });
  return { moved, changesFrom, known: rows.filter((r) => r.state === 'pending').map((r) => r.id) };
}

/** An item of the act: the terms of one nomination. */
export interface PlanItem {
  readonly nomination: string;
  readonly position: number;
  readonly commandId: string;
  readonly data: { readonly terms: readonly { deadline: string; dueAt: string; remindAt: string }[] };
}

/** The act that carries a plan out: one item a nomination, in the order of the earliest due time. */
export function actOf(act: string, calendar: string, { moved, changesFrom, known }: Plan) {
  const nominations = [...new Set(moved.map((m) => m.nomination))];
  const items = nominations.map((nomination, position): PlanItem => {
    const own = moved.filter((m) => m.nomination === nomination);
    const terms = own.map(({ deadline, after }) => ({ deadline, ...after }));
    return { nomination, position, commandId: uuidv5(act, nomination), data: { terms } };
  });
  return {
    id: act,
    payload: { calendar },
    items,
    ...(changesFrom === undefined ? {} : { changesFrom, known }),
    outbox: items.length === 0 ? [] : [{ id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }],
  };
}

/** What the entry says of the plan: the hash of its items in their order. */
export function planHash(items: readonly { readonly nomination: string; readonly data: unknown }[]): string {
  return sha256(canonicalize(items.map(({ nomination, data }) => ({ nomination, data })) as Canonical));
}

/** The longest list that a preview shows; the numbers count everything. */
const SHOWN = 1_000;

const namesText = `
select n.id as nomination, n.context->>'code' as code from nomination n
where n.id = any($1::uuid[]) and ${visible('n', '$2::uuid')}`;
const unitsText = `select id, name from unit where id = any($1::uuid[])`;

/** A plan for somebody to read: nominations are named only where they may see them. */
export async function planView(engine: Engine, person: string, moved: readonly Moved[]): Promise<CalendarPlan> {
  const shown = moved.slice(0, SHOWN);
  const ids = [...new Set(shown.map((m) => m.nomination))];
  const units = [...new Set(shown.flatMap((m) => partsOfStep(m.step)?.unit ?? []))];
  const [seen, named] = await Promise.all([
    engine.db.query<{ nomination: string; code: string }>('calendar_names', namesText, [ids, person]),
    engine.db.query<{ id: string; name: string }>('calendar_units', unitsText, [units]),
  ]);
  const codes = new Map(seen.map((s) => [s.nomination, s.code]));
  return {
    nominations: new Set(moved.map((m) => m.nomination)).size,
    terms: moved.length,
    moves: shown.map(({ nomination, step, before, after }) => {
      const [code, parts] = [codes.get(nomination), partsOfStep(step)];
      return {
        nomination: code === undefined ? null : { id: nomination, code },
        unit: named.find((u) => u.id === parts?.unit) ?? null,
        step: parts?.step ?? step,
        before,
        after,
      };
    }),
  };
}
