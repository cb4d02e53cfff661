import type { NewDelegation } from '#contract';
import { awards, awardsOf, lendingRefusal, type Refusal, type Role } from '#domain';
import { uuidv5 } from '#ledger';
import { administer, type Actor, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf, type By } from '../administration/rights.js';
import type { Engine } from '../engine.js';

type Outcome = Promise<{ id: string } | Refused>;

interface SeatRow {
  holder: string;
  unit: string;
  role: Role;
  until: string | null;
  ended: boolean;
  today: string;
  account: boolean | null;
  auditor: boolean;
}

/** $1 seat · $2 who would be lent it. The seat's `valid_to` is the first day without it. */
const seatText = `select s.person_id as holder, s.unit_id as unit, s.role, (s.valid_to - 1)::text as until,
  coalesce(s.valid_to <= legal_date(), false) as ended, legal_date()::text as today,
  (select exists (select from account a where a.person_id = p.id and a.disabled_at is null) from person p where p.id = $2) as account,
  exists (select from seat o where o.person_id = $2 and o.role = 'auditor' and (o.valid_to is null or o.valid_to > legal_date())) as auditor
from seat s where s.id = $1`;
const lentText = `select d.seat_id as seat, s.unit_id as unit, s.person_id as holder, d.revoked_at is not null or d.valid_to < legal_date() as ended
  from delegation d join seat s on s.id = d.seat_id where d.id = $1`;

/** The holder from the seat itself, or an administrator of its unit. */
async function grantorOf(
  engine: Engine,
  by: By,
  { seat, holder, unit }: { seat: string; holder: string; unit: string },
): Promise<Actor | Refused> {
  if ('person' in by && by.person === holder) return { person: holder, seat, unit };
  return administratorOf(engine, by, [unit]);
}

/**
 * Lends a seat to another person, by its holder or by an administrator. Refuses as `lendingRefusal` does, and with `wrong-seat`,
 * `seat-ended`, `unknown-reference`, `already-delegated` where the days and awards overlap another delegation of the seat, and
 * `delegation-chain` for what was itself lent and for whoever is a delegate, or has one, on some of these days.
 */
export async function grantDelegation(engine: Engine, request: Request, given: NewDelegation): Outcome {
  const id = uuidv5(request.commandId, 'delegation');
  const find = () => engine.db.query<SeatRow>('delegation-seat', seatText, [given.seat, given.to]);
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const [row] = await find();
      if (row !== undefined) return `acl:${row.unit}`;
      const lent = await engine.db.query('delegation-row', lentText, [given.seat]);
      return {
        refusal: lent.length > 0 ? { refused: 'delegation-chain', needed: 'a seat of one’s own' } : unknown(given.seat),
      };
    },
    decide: async () => {
      const [row] = await find();
      if (row === undefined) return { refusal: unknown(given.seat) };
      const actor = await grantorOf(engine, request.by, { seat: given.seat, ...row });
      if ('refusal' in actor) return actor;
      const refusal = refusalOf(row, request.by, given);
      if (refusal !== null) return { refusal };
      const { seat, to, form, award, level, validFrom = row.today, validTo } = given;
      const fact = { delegation: id, seat, from: row.holder, to, form, award, level, awards: limits(given) };
      return {
        actor,
        type: 'DelegationGranted',
        fact: { ...fact, validFrom, validTo, grantedOn: row.today },
        texts: [],
        payload: {},
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function refusalOf(row: SeatRow, by: By, given: NewDelegation): Refusal | null {
  const { to, form, validFrom = row.today, validTo } = given;
  if (row.ended) return { refused: 'seat-ended', observed: given.seat };
  if (row.account === null) return unknown(to);
  if (limits(given)?.length === 0) return unknown([given.award, given.level].filter(Boolean).join(', '));
  return lendingRefusal({
    today: row.today,
    by: 'person' in by ? by.person : null,
    seat: row,
    to: { person: to, account: row.account, auditor: row.auditor },
    validFrom,
    validTo,
    form,
  });
}

function limits(given: NewDelegation): string[] | undefined {
  const found = awardsOf(given, awards);
  return found && [...found];
}

interface LentRow {
  seat: string;
  unit: string;
  holder: string;
  ended: boolean;
}

/** Takes a lent seat back at once, by its holder or an administrator. Refuses with `not-found`, `wrong-seat`, and `not-now` when it ended. */
export async function revokeDelegation(engine: Engine, request: Request, id: string): Outcome {
  const find = () => engine.db.query<LentRow>('delegation-row', lentText, [id]);
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const [row] = await find();
      return row === undefined ? { refusal: { refused: 'not-found' } } : `acl:${row.unit}`;
    },
    decide: async () => {
      const [row] = await find();
      if (row === undefined) return { refusal: { refused: 'not-found' } };
      const actor = await grantorOf(engine, request.by, row);
      if ('refusal' in actor) return actor;
      if (row.ended) return { refusal: { refused: 'not-now', observed: 'ended' } };
      return { actor, type: 'DelegationRevoked', fact: { delegation: id }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function unknown(observed: string): Refusal {
  return { refused: 'unknown-reference', observed };
}
