import type { NewProposal, ProcedureText } from '#contract';
import { awardOf, type Procedure } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import { nextVersion, proposedOf, publishingRefusal, rootToday } from '../administration/proposals.js';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';
import { checkProcedure } from './staff.js';

type Outcome = Promise<{ id: string } | Refused>;

/**
 * Proposes a version of a procedure, by an administrator of the root unit. Refuses with `wrong-seat`, `unknown-reference` for an award
 * that is not in the catalogue, `wrong-date` for a day in the past, and `procedure-invalid` with every problem and its place.
 */
export async function proposeProcedure(
  engine: Engine,
  request: Request,
  { procedure, validFrom }: NewProposal,
): Outcome {
  const id = uuidv5(request.commandId, 'proposal');
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:${procedure.id}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const refused = past(validFrom, root.today) ?? unknownAward(procedure) ?? (await invalid(engine, procedure));
      if (refused !== null) return refused;
      const next = await nextVersion(engine, 'procedure', procedure.id);
      const canon = canonicalize({ ...procedure, version: next } as Canonical);
      const fact = { proposal: id, kind: 'procedure', id: procedure.id, version: next, hash: sha256(canon), validFrom };
      return { actor, type: 'ConfigurationProposed', fact, texts: [], payload: { canon } };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Publishes a proposed version as it stands, by another administrator of the root unit than the one who proposed it, after
 * signing in again. Refuses with `wrong-seat`, `elevation-needed`, `second-person-needed`, `not-now` for a published one, `wrong-date`
 * where its day has passed meanwhile, and `procedure-invalid`.
 */
export async function publishProcedure(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  proposal: string,
): Outcome {
  const found = await proposedOf(engine, 'procedure', proposal);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(found === undefined ? notFound : `cfg:${found.code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const now = await proposedOf(engine, 'procedure', proposal);
      if (now === undefined) return notFound;
      const refused = publishingRefusal(now, request) ?? past(now.valid_from, root.today);
      if (refused !== null) return refused;
      const value = JSON.parse(now.canon) as ProcedureText;
      const problems = await invalid(engine, value);
      if (problems !== null) return problems;
      const { code: id, version, hash, valid_from: validFrom, canon } = now;
      const person = 'person' in actor ? actor.person : null;
      const fact = { kind: 'procedure', id, version, hash, validFrom, proposal };
      return { actor, type: 'ConfigurationPublished', fact, texts: [], payload: { canon, person } };
    },
  });
  if ('refusal' in outcome) return outcome;
  await engine.directory.refresh();
  return { id: proposal };
}

function past(day: string, today: string): Refused | null {
  return day < today ? { refusal: { refused: 'wrong-date', observed: day, needed: `≥ ${today}` } } : null;
}

function unknownAward({ appliesTo }: ProcedureText): Refused | null {
  const unknown = appliesTo?.awards?.find((award) => awardOf(award) === undefined);
  return unknown === undefined ? null : { refusal: { refused: 'unknown-reference', observed: unknown } };
}

async function invalid(engine: Engine, procedure: ProcedureText): Promise<Refused | null> {
  const { problems } = await checkProcedure(engine, { version: 0, ...procedure } as Procedure);
  if (problems.length === 0) return null;
  const observed = problems.map((p) => `${p.place} ${p.code}`).join(', ');
  return { refusal: { refused: 'procedure-invalid', observed, data: { problems } } };
}

const notFound: Refused = { refusal: { refused: 'not-found' } };
