import { councilProcedure } from '#domain';
import {
  addCouncilMember,
  grantSeat,
  legalNow,
  openAccount,
  openBallot,
  openCouncil,
  planSitting,
  recordAdministration,
  setAgenda,
  setAttendance,
  type BallotKeys,
  type Engine,
} from '#engine';
import { canonicalize, sha256, type Canonical } from '#ledger';
import { walk } from '../decisions/capture.js';
import { makeDossiers } from '../system/dossiers.js';
import { bySystem, done, makeWorld, PASSWORD, register, type Officer, type Unit } from '../system/world.js';

/** A council with an open ballot on one nomination. */
export interface Council {
  readonly ballot: string;
  readonly item: string;
  readonly members: readonly Officer[];
  /** The person who opened the ballot. */
  readonly secretary: string;
}

/** From Submit to the ballot of the corporation union: submitted, recommended twice below and once there. */
const DEEDS = { index: 0, course: 0, deeds: 4 };

/** One corporation union with a council of each size, and a secret ballot open in each. */
export async function councils(engine: Engine, keys: BallotKeys, sizes: readonly number[]): Promise<Council[]> {
  await publish(engine);
  const world = await makeWorld(engine, { corporations: sizes.length, grassroots: 1, accounts: () => false });
  const dossiers = await makeDossiers(
    engine,
    world,
    sizes.map(() => 'level2'),
  );
  const made: Council[] = [];
  for (const [i, size] of sizes.entries()) {
    const dossier = dossiers[i];
    const unit = world.units[world.units[dossier?.unit ?? 0]?.above ?? 0];
    if (dossier === undefined || unit === undefined) throw new Error('no dossier');
    await walk(engine, world, dossier, DEEDS);
    made.push(await opened(engine, keys, { unit, size, item: dossier.id }));
  }
  return made;
}

async function publish(engine: Engine): Promise<void> {
  const { id, version } = councilProcedure;
  const canon = canonicalize(JSON.parse(JSON.stringify(councilProcedure)) as Canonical);
  const fact = { kind: 'procedure', id, version, hash: sha256(canon), validFrom: '2020-01-01' };
  const { commandId, requestHash } = bySystem();
  const actor = { system: 'bench' };
  const change = { chain: `cfg:${id}`, actor, type: 'ConfigurationPublished', fact, texts: [], payload: { canon } };
  done(await recordAdministration(engine, { ...change, commandId, requestHash }));
  await engine.directory.refresh();
}

async function opened(
  engine: Engine,
  keys: BallotKeys,
  { unit, size, item }: { readonly unit: Unit; readonly size: number; readonly item: string },
): Promise<Council> {
  const { id } = done(
    await openCouncil(engine, bySystem(), { unit: unit.id, name: unit.name, validFrom: '2020-01-01' }),
  );
  const members: Officer[] = [];
  const seats: string[] = [];
  for (let i = 0; i < size; i += 1) {
    const member = await seated(engine, unit.id, `member.${unit.id}.${String(i)}`);
    const role = (['chair', 'secretary'] as const)[i] ?? ('member' as const);
    const given = { person: member.person, role, validFrom: '2020-01-01' };
    seats.push(done(await addCouncilMember(engine, bySystem(), id, given)).id);
    members.push(member);
  }
  const secretary = members[1]?.person ?? '';
  const asking = () => ({ ...bySystem(), person: secretary });
  const heldOn = (await legalNow(engine)).toISOString().slice(0, 10);
  const sitting = done(await planSitting(engine, asking(), id, { mode: 'electronic', heldOn })).id;
  done(await setAgenda(engine, { ...asking(), ifMatch: 1 }, sitting, { nominations: [item] }));
  const attendance = seats.map((member) => ({ member, status: 'present' as const }));
  done(await setAttendance(engine, { ...asking(), ifMatch: 2 }, sitting, { attendance }));
  return { ballot: done(await openBallot(engine, keys, asking(), sitting)).id, item, members, secretary };
}

async function seated(engine: Engine, unit: string, login: string): Promise<Officer> {
  const person = await register(engine, login, unit);
  const given = { person, unit, role: 'member' as const, flags: [], validFrom: '2020-01-01' };
  const seat = done(await grantSeat(engine, bySystem(), given)).id;
  done(await openAccount(engine, bySystem(), { person, login, email: null, password: PASSWORD }));
  return { person, seat, login };
}
