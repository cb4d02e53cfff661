import type { NewProposal, ProcedureText } from '#contract';
import { awardOf, type Procedure } from '#domain';
import { propose, publish, type Outcome } from '../administration/proposals.js';
import type { Refused } from '../administration/record.js';
import type { Request } from '../administration/request.js';
import type { Engine } from '../engine.js';
import { checkProcedure } from './staff.js';

/**
 * Proposes a version of a procedure, by an administrator of the root unit. Refuses with `wrong-seat`, `unknown-reference` for an award
 * that is not in the catalogue, `wrong-date` for a day in the past, and `procedure-invalid` with every problem and its place.
 */
export function proposeProcedure(engine: Engine, request: Request, { procedure, validFrom }: NewProposal): Outcome {
  return propose(engine, request, {
    kind: 'procedure',
    code: procedure.id,
    draft: async (version, today) =>
      past(validFrom, today) ??
      unknownAward(procedure) ??
      (await invalid(engine, procedure)) ?? { value: { ...procedure, version }, validFrom },
  });
}

/**
 * Publishes a proposed version as it stands, by another administrator of the root unit than the one who proposed it, after
 * signing in again. Refuses with `wrong-seat`, `elevation-needed`, `second-person-needed`, `not-now` for a published one, `wrong-date`
 * where its day has passed meanwhile, and `procedure-invalid`.
 */
export function publishProcedure(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  proposal: string,
): Outcome {
  return publish(engine, request, {
    kind: 'procedure',
    id: proposal,
    check: async ({ valid_from, canon }, today) =>
      past(valid_from, today) ?? (await invalid(engine, JSON.parse(canon) as ProcedureText)) ?? {},
  });
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
