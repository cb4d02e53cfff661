import {
  grantSeat,
  hashPassword,
  openRootUnit,
  openUnit,
  recordAdministration,
  registerPerson,
  type By,
} from '#engine';
import type { Federation, Officer, SampleUnit } from './federation.js';
import { accountId, commandId, personId, request, requestHash, seatId, unitId } from './ids.js';
import type { Somebody } from './people.js';
import { each } from './pool.js';
import { accepted, WIDTH, type SampleLoad } from './sample.js';
import { SAMPLE_PASSWORD } from './sign-ins.js';

/** When the units were opened and the terms of their people began. */
const OPENED = '2018-07-28';
const TERM = '2023-12-04';

const SYSTEM = { system: 'sample' } as const;

/**
 * Opens the units of the federation and fills their seats, each by the administrator above. The root unit and its administrators
 * come from the system, as in every installation.
 */
export async function found(load: SampleLoad, federation: Federation): Promise<void> {
  const { units, officers } = federation;
  const passwordHash = await hashPassword(SAMPLE_PASSWORD);
  const founding: Founding = { load, officers, passwordHash };
  await openRoot(load, units);
  for (const level of ['federation', 'level2_union', 'immediate_superior_union', 'grassroots_union'] as const) {
    await each(
      WIDTH,
      units.filter((u) => u.level === level),
      (unit) => fill(founding, federation, unit),
    );
  }
}

interface Founding {
  readonly load: SampleLoad;
  readonly officers: readonly Officer[];
  readonly passwordHash: string;
}

async function openRoot({ engine }: SampleLoad, units: readonly SampleUnit[]): Promise<void> {
  const root = units.find((u) => u.parent === null);
  if (root === undefined) throw new Error('the sample has no root unit');
  const { key, name, symbol, level } = root;
  accepted(
    `unit/${key}`,
    await openRootUnit(engine, request(`unit/${key}`, SYSTEM), { name, symbol, level, validFrom: OPENED }),
  );
}

/** Opens the unit, then its administrators' seats, and lets one of them do the rest. */
async function fill(founding: Founding, { units }: Federation, unit: SampleUnit): Promise<void> {
  const above = administratorOf(founding.officers, units, unit.parent);
  if (unit.parent !== null) await open(founding.load, above, unit, unit.parent);
  const own = founding.officers.filter((o) => o.unit === unit.key);
  const administrators = own.filter((o) => o.roles.includes('administrator'));
  for (const officer of administrators) await seat(founding, above, officer);
  const here = administrators[0] === undefined ? above : byOf(administrators[0]);
  for (const officer of own.filter((o) => !administrators.includes(o))) await seat(founding, here, officer);
}

async function open({ engine }: SampleLoad, by: By, unit: SampleUnit, parent: string): Promise<void> {
  const { key, name, symbol, level, members, workers } = unit;
  const asked = { name, symbol, level, parent: unitId(parent), members, workers, validFrom: OPENED };
  accepted(`unit/${key}`, await openUnit(engine, request(`unit/${key}`, by), asked));
}

async function seat({ load, passwordHash }: Founding, by: By, officer: Officer): Promise<void> {
  const { key, unit, roles, flags } = officer;
  await register(load, by, officer);
  for (const role of roles) {
    const deed = `seat/${key}/${role}`;
    const asked = { person: personId(key), unit: unitId(unit), role, flags: [...flags], validFrom: TERM };
    accepted(deed, await grantSeat(load.engine, request(deed, by), asked));
  }
  await openWithHash(load, officer, passwordHash);
}

/** Registers somebody. Names are the sample's own, so near matches are other people. */
export async function register(
  { engine }: SampleLoad,
  by: By,
  { key, name, unit, birthDate, memberNumber }: Somebody,
): Promise<void> {
  const deed = `person/${key}`;
  const asked = { name, unit: unitId(unit), birthDate, memberNumber, citizenHash: null, confirmedNew: true };
  accepted(deed, await registerPerson(engine, request(deed, by), asked));
}

/** Everybody's password is the same, so its hash is made once: some 150 of them would take seconds. */
async function openWithHash(
  { engine }: SampleLoad,
  { key, unit, login }: Officer,
  passwordHash: string,
): Promise<void> {
  const deed = `account/${key}`;
  const outcome = await recordAdministration(engine, {
    commandId: commandId(deed),
    requestHash: requestHash(deed),
    chain: `acl:${unitId(unit)}`,
    actor: { system: 'sample' },
    type: 'AccountOpened',
    fact: { account: accountId(key), person: personId(key) },
    texts: [{ id: 'login', value: login }],
    payload: { login, passwordHash },
  });
  accepted(deed, outcome);
}

/** The nearest administrator from a unit upwards; above the root there is the system. */
function administratorOf(officers: readonly Officer[], units: readonly SampleUnit[], unit: string | null): By {
  if (unit === null) return SYSTEM;
  const administrator = officers.find((o) => o.unit === unit && o.roles.includes('administrator'));
  if (administrator !== undefined) return byOf(administrator);
  return administratorOf(officers, units, units.find((u) => u.key === unit)?.parent ?? null);
}

function byOf({ key }: Officer): By {
  return { person: personId(key) };
}

/** The id of somebody's seat in a role. */
export function seatOf({ key }: Officer, role: string): string {
  return seatId(key, role);
}
