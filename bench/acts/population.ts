import { randomUUID } from 'node:crypto';
import { councilProcedure, type Command, type Procedure } from '#domain';
import {
  addCouncilMember,
  grantSeat,
  nominationView,
  openAccount,
  openCouncil,
  perform,
  recordAdministration,
  type Engine,
} from '#engine';
import { canonicalize, sha256, type Canonical } from '#ledger';
import { walk } from '../decisions/capture.js';
import { actorAt, commandOf } from '../decisions/plan.js';
import { makeDossiers, type Dossier } from '../system/dossiers.js';
import { each, seeded } from '../system/figures.js';
import { nameOf } from '../system/words.js';
import { bySystem, done, makeWorld, PASSWORD, register, type Officer, type World } from '../system/world.js';

/** A corporation union whose council votes on a whole season, and the federation that decides on it. */
export interface Population {
  readonly world: World;
  readonly council: string;
  /** Chair first, then the secretary. */
  readonly members: readonly (Officer & { readonly member: string })[];
  readonly dossiers: readonly Dossier[];
}

/** Index of the corporation union. */
export const UNION = 1;
const SIZE = 15;
/** Submitted, reviewed and signed below, appraised in the corporation union: a course of the mix that leads so far. */
const WAY = { course: 3, deeds: 4 };

/** A ballot in the corporation union and a signature that a letter gives; the federation appraises and decides. */
const procedure: Procedure = {
  ...councilProcedure,
  stages: councilProcedure.stages.map((stage) =>
    stage.level === 'federation' ? { ...stage, steps: stage.steps.slice(0, 1) } : stage,
  ),
};

/** So many nominations that wait for one ballot, each brought there by the engine with a dossier of its own. */
export async function populate(engine: Engine, nominations: number): Promise<Population> {
  const world = await makeWorld(engine, { corporations: 1, grassroots: 8, accounts: ({ index }) => index <= UNION });
  await publish(engine);
  const { council, members } = await makeCouncil(engine, world);
  const kinds = Array.from({ length: nominations }, () => 'certificate' as const);
  const dossiers = await makeDossiers(engine, world, kinds);
  await each(dossiers, 12, async (dossier, index) => {
    await walk(engine, world, dossier, { index, ...WAY });
  });
  return { world, council, members, dossiers };
}

async function publish(engine: Engine): Promise<void> {
  const canon = canonicalize(JSON.parse(JSON.stringify(procedure)) as Canonical);
  const { commandId, requestHash } = bySystem();
  const { id, version } = procedure;
  done(
    await recordAdministration(engine, {
      chain: `cfg:${id}`,
      commandId,
      requestHash,
      actor: { system: 'bench' },
      type: 'ConfigurationPublished',
      fact: { kind: 'procedure', id, version, hash: sha256(canon), validFrom: '2020-01-01' },
      texts: [],
      payload: { canon },
    }),
  );
  await engine.directory.refresh();
}

async function makeCouncil(engine: Engine, world: World): Promise<Pick<Population, 'council' | 'members'>> {
  const unit = world.units[UNION]?.id ?? '';
  const random = seeded(5);
  const name = 'Hội đồng thi đua – khen thưởng';
  const council = done(await openCouncil(engine, bySystem(), { unit, name, validFrom: '2020-01-01' })).id;
  const members: (Officer & { member: string })[] = [];
  for (let i = 0; i < SIZE; i += 1) {
    const person = await register(engine, nameOf(random), unit);
    const role = i === 1 ? ('secretary' as const) : ('member' as const);
    const seat = { person, unit, role, flags: [], validFrom: '2020-01-01' };
    const { id } = done(await grantSeat(engine, bySystem(), seat));
    const login = `council.${String(i)}`;
    done(await openAccount(engine, bySystem(), { person, login, email: null, password: PASSWORD }));
    const as = i === 0 ? ('chair' as const) : role;
    const member = { person, role: as, validFrom: '2020-01-01' };
    members.push({
      person,
      seat: id,
      login,
      member: done(await addCouncilMember(engine, bySystem(), council, member)).id,
    });
  }
  return { council, members };
}

/** Whoever's turn it is recommends each of them once. */
export async function recommendAll(engine: Engine, { world, dossiers }: Population): Promise<void> {
  await each(dossiers, 12, async (dossier, index) => {
    const federation = world.units[0]?.id ?? '';
    const state = `appraisal@${federation}`;
    const officer = actorAt(world, { state, unit: dossier.unit }, index);
    const view = await nominationView(engine, officer.person, dossier.id);
    if (view?.state !== state) throw new Error(`${dossier.id}: ${String(view?.state)}`);
    done(
      await perform(engine, {
        nomination: dossier.id,
        commandId: randomUUID(),
        actor: { person: officer.person, as: officer.seat },
        command: commandOf('Recommend', { step: state, evaluation: view.evaluation }) as unknown as Command,
        ifMatch: view.revision,
        requestHash: Buffer.alloc(32, 1),
      }),
    );
  });
}
