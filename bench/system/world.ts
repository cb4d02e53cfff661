import { createHash, randomUUID } from 'node:crypto';
import type { Role, UnitLevel } from '#domain';
import {
  grantSeat,
  openAccount,
  openRootUnit,
  openUnit,
  registerPerson,
  type AdministrationRequest,
  type Engine,
} from '#engine';
import { each, seeded } from './figures.js';
import { nameOf } from './words.js';

export type Working = 'clerk' | 'appraiser' | 'signer';

/** Somebody in a seat. The login exists where the world was asked for accounts. */
export interface Officer {
  readonly person: string;
  readonly seat: string;
  readonly login: string;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly level: UnitLevel;
  /** Index of the unit above; -1 for the root. */
  readonly above: number;
  readonly officers: Readonly<Record<Working, readonly Officer[]>>;
}

/** A federation, the corporation unions under it, and the grassroots unions under these, in this order. */
export interface World {
  readonly units: readonly Unit[];
}

export interface Size {
  readonly corporations: number;
  /** Grassroots unions under each corporation union. */
  readonly grassroots: number;
  /** Whose officers get accounts. */
  readonly accounts: (unit: { readonly index: number }) => boolean;
}

export const PASSWORD = 'thi-dua-khen-thuong';

/** More hands where more files meet. */
const HANDS: Readonly<Record<string, Readonly<Record<Working, number>>>> = {
  federation: { clerk: 4, appraiser: 8, signer: 2 },
  level2_union: { clerk: 1, appraiser: 3, signer: 2 },
  grassroots_union: { clerk: 1, appraiser: 1, signer: 1 },
};

/** A command of the system with an id of its own. */
export function bySystem(): AdministrationRequest {
  return {
    commandId: randomUUID(),
    requestHash: createHash('sha256').update('bench').digest(),
    by: { system: 'bench' },
  };
}

/** The value of an outcome; a refusal here is a bug of the bench. */
export function done<T extends object>(
  outcome: T,
): Exclude<T, { readonly refusal: object } | { readonly problems: object }> {
  if ('refusal' in outcome || 'problems' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome as Exclude<T, { readonly refusal: object } | { readonly problems: object }>;
}

/** Sets the organisation up through the engine, one entry per change. */
export async function makeWorld(engine: Engine, size: Size): Promise<World> {
  const units: Unit[] = [];
  const root = done(
    await openRootUnit(engine, bySystem(), { name: 'Tổng Liên đoàn (đo)', symbol: 'TLĐ', validFrom: '2020-01-01' }),
  );
  units[0] = {
    id: root.id,
    name: 'Tổng Liên đoàn (đo)',
    level: 'federation',
    above: -1,
    officers: await seats(engine, 0, root.id, 'federation', size),
  };
  const open = async (index: number, above: number, level: UnitLevel, name: string) => {
    const parent = units[above]?.id ?? '';
    const { id } = done(
      await openUnit(engine, bySystem(), {
        name,
        symbol: `U${String(index)}`,
        level,
        parent,
        members: 300,
        workers: 400,
        validFrom: '2020-01-01',
      }),
    );
    units[index] = { id, name, level, above, officers: await seats(engine, index, id, level, size) };
  };
  const corporations = Array.from({ length: size.corporations }, (_, i) => i + 1);
  await each(corporations, 8, (i) => open(i, 0, 'level2_union', `Công đoàn Tổng công ty ${String(i)}`));
  const lowest = Array.from({ length: size.corporations * size.grassroots }, (_, i) => i);
  await each(lowest, 16, (i) =>
    open(
      size.corporations + 1 + i,
      (i % size.corporations) + 1,
      'grassroots_union',
      `Công đoàn cơ sở ${String(i + 1)}`,
    ),
  );
  return { units };
}

async function seats(
  engine: Engine,
  index: number,
  unit: string,
  level: UnitLevel,
  size: Size,
): Promise<Unit['officers']> {
  const random = seeded(index + 1);
  const officers: Record<Working, Officer[]> = { clerk: [], appraiser: [], signer: [] };
  for (const role of ['clerk', 'appraiser', 'signer'] as const) {
    for (let n = 0; n < (HANDS[level]?.[role] ?? 1); n++) {
      const login = `${role}.${String(index)}.${String(n)}`;
      officers[role].push(
        await officer(engine, { unit, role, login, name: nameOf(random), account: size.accounts({ index }) }),
      );
    }
  }
  return officers;
}

async function officer(
  engine: Engine,
  o: { unit: string; role: Role; login: string; name: string; account: boolean },
): Promise<Officer> {
  const { unit, role, login } = o;
  const person = await register(engine, o.name, unit);
  const seat = done(await grantSeat(engine, bySystem(), { person, unit, role, flags: [], validFrom: '2020-01-01' })).id;
  if (o.account) done(await openAccount(engine, bySystem(), { person, login, email: null, password: PASSWORD }));
  return { person, seat, login };
}

/** A person in the register. Many at once in one unit meet on its chain, and some have to ask again. */
export async function register(engine: Engine, name: string, unit: string): Promise<string> {
  const person = { name, unit, birthDate: null, memberNumber: null, citizenHash: null, confirmedNew: true };
  for (;;) {
    const outcome = await registerPerson(engine, bySystem(), person);
    if (!('refusal' in outcome && outcome.refusal.refused === 'busy')) return done(outcome).id;
  }
}
