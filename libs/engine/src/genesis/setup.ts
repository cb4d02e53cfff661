import { createHash } from 'node:crypto';
import { recordAdministration, type Change, type Refused } from '../administration/record.js';
import { textsOf } from '../administration/words.js';
import type { Engine } from '../engine.js';
import { hashPassword } from '../identity/password.js';
import { genesisId } from './genesis.js';
import { openRootUnit, type RootUnit } from './root.js';

export interface FirstAdministrator {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** What a new installation begins with: two people, because one alone could change the rules unseen. */
export interface Setup {
  readonly unit: RootUnit;
  readonly administrators: readonly [FirstAdministrator, FirstAdministrator];
}

const by = { system: 'setup' } as const;

/**
 * Creates the root unit and its two administrators as first entries of the chain `sys` (model.md 11); their seats stand where every
 * seat stands, on the unit's chain. Accounts come last: an
 * interrupted setup is resumed by repeating it with the same words. Refuses with `already-set-up` when any account exists, with
 * `command-reused` when an interrupted setup is repeated with other words.
 */
export async function setup(engine: Engine, what: Setup): Promise<{ unit: string } | Refused> {
  const accounts = await engine.db.query('any-account', 'select from account limit 1');
  if (accounts.length > 0) return { refusal: { refused: 'already-set-up' } };
  const { name, symbol } = what.unit;
  const commandId = genesisId('setup/unit');
  const root = await openRootUnit(engine, { commandId, requestHash: hashOf([name, symbol]), by }, what.unit);
  if ('refusal' in root) return root;
  for (const step of [person, seat, account]) {
    for (const [i, administrator] of what.administrators.entries()) {
      const outcome = await step(engine, { administrator, unit: root.id, nth: String(i + 1) });
      if ('refusal' in outcome) return outcome;
    }
  }
  return { unit: root.id };
}

interface Nth {
  readonly administrator: FirstAdministrator;
  readonly unit: string;
  readonly nth: string;
}

function person(engine: Engine, { administrator: { name }, unit, nth }: Nth): ReturnType<typeof first> {
  const fact = { person: genesisId(`setup/person/${nth}/id`), unit };
  return first(engine, `person/${nth}`, {
    type: 'PersonRegistered',
    fact,
    texts: textsOf({ name }),
    payload: { name },
  });
}

async function seat(engine: Engine, { unit, nth }: Nth): ReturnType<typeof first> {
  const [row] = await engine.db.query<{ today: string }>('today', 'select legal_date()::text as today');
  const ids = { seat: genesisId(`setup/seat/${nth}/id`), person: genesisId(`setup/person/${nth}/id`), unit };
  const fact = { ...ids, role: 'administrator', flags: [], validFrom: row?.today };
  return first(engine, `seat/${nth}`, { type: 'SeatGranted', fact, texts: [], payload: {} }, `acl:${unit}`);
}

async function account(engine: Engine, { administrator: { login, password }, nth }: Nth): ReturnType<typeof first> {
  const passwordHash = await hashPassword(password);
  const fact = { account: genesisId(`setup/account/${nth}/id`), person: genesisId(`setup/person/${nth}/id`) };
  const payload = { login, passwordHash };
  return first(engine, `account/${nth}`, { type: 'AccountOpened', fact, texts: textsOf({ login }), payload });
}

function first(
  engine: Engine,
  name: string,
  change: Omit<Change, 'chain' | 'actor'>,
  chain = 'sys',
): ReturnType<typeof recordAdministration> {
  const commandId = genesisId(`setup/${name}`);
  const words = change.texts.map((t) => t.value);
  return recordAdministration(engine, { ...change, chain, actor: by, commandId, requestHash: hashOf(words) });
}

function hashOf(words: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(words)).digest();
}
