import { randomUUID } from 'node:crypto';
import { nominationView, perform, type Engine } from '#engine';
import type { Command } from '#domain';
import type { Dossier } from '../system/dossiers.js';
import type { World } from '../system/world.js';
import { actorAt, commandOf, COURSES, freezes } from './plan.js';

/** The arguments of one call of `record_decision`, but for the hashes. */
export interface Call {
  readonly canon: string;
  readonly payload: string;
}

/** One nomination's way as the engine recorded it, and the digests that its screens showed. */
export interface Way {
  readonly course: number;
  readonly nomination: string;
  readonly subject: string;
  readonly calls: readonly Call[];
  readonly digests: readonly string[];
  /** How far the number of the working copy has moved since it was first submitted: a return opens it under a new one. */
  readonly moved: readonly number[];
}

/** Takes one nomination along its course, or its first deeds, with the real engine, and keeps what was recorded. */
export async function walk(
  engine: Engine,
  world: World,
  dossier: Dossier,
  { index, course, deeds }: { readonly index: number; readonly course: number; readonly deeds?: number },
): Promise<Way> {
  const calls: Call[] = [];
  const digests: string[] = [];
  const moved: number[] = [];
  const listening = listen(engine, calls);
  let state = 'draft';
  let revision = 0;
  for (const deed of COURSES[course]?.deeds.slice(0, deeds) ?? []) {
    const officer = actorAt(world, { state, unit: dossier.unit }, index);
    const view = await nominationView(engine, officer.person, dossier.id);
    if (view === null) throw new Error(`${deed} in ${state}: not visible`);
    digests.push(view.evaluation);
    const draft = Number(view.draft?.etag.replaceAll(/\D/g, '') ?? dossier.n);
    moved.push(draft - dossier.n);
    const performed = await perform(listening, {
      nomination: dossier.id,
      commandId: randomUUID(),
      actor: { person: officer.person, as: officer.seat },
      command: commandOf(deed, { step: state, evaluation: view.evaluation }) as unknown as Command,
      ifMatch: freezes(deed) ? draft : revision,
      requestHash: Buffer.alloc(32, 1),
    });
    if ('refusal' in performed) throw new Error(`${deed} in ${state}: ${JSON.stringify(performed.refusal)}`);
    ({ state, revision } = performed.answer);
  }
  const subject =
    (JSON.parse(calls[0]?.canon ?? '{}') as { facts?: { subject: { id: string } }[] }).facts?.[0]?.subject.id ?? '';
  return { course, nomination: dossier.id, subject, calls, digests, moved };
}

function listen(engine: Engine, calls: Call[]): Engine {
  return {
    ...engine,
    db: {
      query: <Row>(name: string, text: string, values: readonly unknown[] = []) => {
        if (name === 'record_decision') calls.push({ canon: values[0] as string, payload: values[4] as string });
        return engine.db.query<Row>(name, text, values);
      },
    },
  };
}
