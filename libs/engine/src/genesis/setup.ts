import { createHash } from 'node:crypto';
import { NewAccount, NewPerson, NewUnit } from '#contract';
import { recordAdministration, type Change, type Refused } from '../administration/record.js';
import { textsOf } from '../administration/words.js';
import type { Engine } from '../engine.js';
import { hashPassword } from '../identity/password.js';
import type { BodyProblem } from '../nominations/proposed.js';
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
export async function setup(
  engine: Engine,
  given: Setup,
): Promise<{ unit: string } | Refused | { readonly problems: readonly BodyProblem[] }> {
  if (await isSetUp(engine)) return { refusal: { refused: 'already-set-up' } };
  const problems = problemsOf(given);
  if (problems.length > 0) return { problems };
  const { unit, administrators } = plain(given);
  const commandId = genesisId('setup/unit');
  const root = await openRootUnit(engine, { commandId, requestHash: hashOf([unit.name, unit.symbol]), by }, unit);
  if ('refusal' in root) return root;
  for (const step of [person, seat, account]) {
    for (const [i, administrator] of administrators.entries()) {
      const outcome = await step(engine, { administrator, unit: root.id, nth: String(i + 1) });
      if ('refusal' in outcome) return outcome;
    }
  }
  return { unit: root.id };
}

/** True when anybody has an account. */
export async function isSetUp(engine: Engine): Promise<boolean> {
  return (await engine.db.query('any-account', 'select from account limit 1')).length > 0;
}

/** Words as the registers keep them. */
function plain({ unit, administrators: [first, second] }: Setup): Setup {
  const word = (text: string) => text.normalize('NFC').trim();
  const person = (p: FirstAdministrator) => ({ ...p, name: word(p.name) });
  return {
    unit: { ...unit, name: word(unit.name), symbol: word(unit.symbol) },
    administrators: [person(first), person(second)],
  };
}

/** The same rules as for units, people and accounts later on. */
function problemsOf({ unit, administrators }: Setup): BodyProblem[] {
  const checks = [
    ['/unit/name', NewUnit.shape.name, unit.name] as const,
    ['/unit/symbol', NewUnit.shape.symbol, unit.symbol] as const,
    ...administrators.flatMap(({ name, login, password }, i) => [
      [`/administrators/${String(i)}/name`, NewPerson.shape.name, name] as const,
      [`/administrators/${String(i)}/login`, NewAccount.shape.login, login] as const,
      [`/administrators/${String(i)}/password`, NewAccount.shape.password, password] as const,
    ]),
  ];
  const problems = checks.flatMap(([pointer, schema, value]) => {
    const { error } = schema.safeParse(value);
    return error === undefined ? [] : [{ pointer, detail: error.issues[0]?.message ?? 'not valid' }];
  });
  const twice = administrators[0].login === administrators[1].login;
  return twice
    ? [...problems, { pointer: '/administrators/1/login', detail: 'is the login of the first one' }]
    : problems;
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
