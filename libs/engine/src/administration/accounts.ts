import type { AccountChange, NewAccount } from '#contract';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';
import { hashPassword } from '../identity/password.js';
import { administer, type Refused } from './record.js';
import { personOfAccount, personRow, type PersonRow } from './registers.js';
import { orderOf, type Request } from './request.js';
import { administratorOf } from './rights.js';
import { textsOf } from './words.js';

/**
 * Opens the account of a person. Who sets a password can act as that person, so the asker must administer the person's unit and
 * every unit in which the person holds a seat. Refuses with `wrong-seat`, `unknown-reference`, `account-exists`, `login-taken`.
 */
export async function openAccount(
  engine: Engine,
  request: Request,
  account: NewAccount,
): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'account');
  const { person, email, password } = account;
  const words = { login: account.login, email: email ?? undefined };
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const row = await personRow(engine, person);
      if (row !== undefined) return `acl:${row.unit_id}`;
      const actor = await administratorOf(engine, request.by, []);
      return 'refusal' in actor ? actor : { refusal: { refused: 'unknown-reference', observed: person } };
    },
    decide: async () => {
      const row = await personRow(engine, person);
      if (row === undefined) return { refusal: { refused: 'unknown-reference', observed: person } };
      const actor = await administratorOf(engine, request.by, everyUnit(row));
      if ('refusal' in actor) return actor;
      if (row.account_id !== null) return { refusal: { refused: 'account-exists' } };
      const passwordHash = await hashPassword(password);
      return {
        actor,
        type: 'AccountOpened',
        fact: { account: id, person },
        texts: textsOf(words),
        payload: { ...words, passwordHash },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Changes e-mail or password (rights as for `openAccount`), disables or enables (the person's unit is enough). Disabling and a new
 * password end the account's sessions. An account outside the asker's line is `not-found`; nobody disables their own
 * (`conflict-of-interest`).
 */
export async function changeAccount(
  engine: Engine,
  request: Request,
  id: string,
  change: AccountChange,
): Promise<{ id: string } | Refused> {
  const { email, password, disabled } = change;
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const row = await personOfAccount(engine, id);
      if (row !== undefined && !('refusal' in (await administratorOf(engine, request.by, [row.unit_id])))) {
        return `acl:${row.unit_id}`;
      }
      const actor = await administratorOf(engine, request.by, []);
      return 'refusal' in actor ? actor : { refusal: { refused: 'not-found' } };
    },
    decide: async () => {
      const row = await personOfAccount(engine, id);
      if (row === undefined) return { refusal: { refused: 'not-found' } };
      const takesOver = email !== undefined || password !== undefined;
      const actor = await administratorOf(engine, request.by, takesOver ? everyUnit(row) : [row.unit_id]);
      if ('refusal' in actor) return actor;
      if (disabled === true && 'person' in actor && actor.person === row.id) {
        return { refusal: { refused: 'conflict-of-interest', clearedBy: 'administrator' } };
      }
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const changed = { disabled, newPassword: password === undefined ? undefined : true };
      return {
        actor,
        type: 'AccountChanged',
        fact: { account: id, person: row.id, ...changed },
        texts: textsOf({ email }),
        payload: { email, passwordHash },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function everyUnit(person: PersonRow): string[] {
  return [person.unit_id, ...person.seat_units];
}
