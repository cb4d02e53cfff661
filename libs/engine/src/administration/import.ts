import { awardOf, exclusivityOf, type Occasion } from '#domain';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';
import { administer, type Refused } from './record.js';
import { orderOf, type Request } from './request.js';
import { administratorOf } from './rights.js';

/** Past assessments and awards as a file brings them, already matched to persons and units. */
export interface RegistryFile {
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly assessments: readonly { readonly subject: string; readonly year: number; readonly result: string }[];
  readonly grants: readonly {
    readonly subjectType: 'person' | 'unit';
    readonly subject: string;
    readonly award: string;
    readonly year: number;
    readonly occasion: Occasion;
  }[];
}

/**
 * Imports past assessments and grants as one entry of `sys` with the counts and the hash of the file. Only for administrators of
 * the root unit. Refuses with `wrong-seat`, `unknown-reference` (an award that the catalogue does not have), `already-granted`.
 */
export async function importRegistry(
  engine: Engine,
  request: Request,
  file: RegistryFile,
): Promise<{ grants: number; assessments: number } | Refused> {
  const counts = { assessments: file.assessments.length, grants: file.grants.length };
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve('sys'),
    decide: async () => {
      const root = await engine.db.query<{ id: string }>('root-unit', 'select id from unit where parent_id is null');
      const actor = await administratorOf(
        engine,
        request.by,
        root.map((u) => u.id),
      );
      if ('refusal' in actor) return actor;
      const unknown = file.grants.find((g) => awardOf(g.award) === undefined);
      if (unknown !== undefined) return { refusal: { refused: 'unknown-reference', observed: unknown.award } };
      const grants = file.grants.map((g, i) => grantOf(g, uuidv5(request.commandId, `grant/${String(i)}`)));
      return {
        actor,
        type: 'RegistryImported',
        fact: { ...counts, file: file.sha256 },
        texts: [],
        payload: { assessments: file.assessments, grants },
      };
    },
  });
  return 'refusal' in outcome ? outcome : counts;
}

/** A past grant with what the catalogue says of its award: the constraints between grants hold for history as well. */
function grantOf(grant: RegistryFile['grants'][number], id: string): Record<string, unknown> {
  const award = awardOf(grant.award);
  if (award === undefined) throw new Error(grant.award);
  return { ...grant, id, level: award.decidingLevel, scope: exclusivityOf(award, grant.occasion), once: award.once };
}
