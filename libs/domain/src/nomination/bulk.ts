import { stepOf } from './clocks.js';
import { evaluateWorld } from './evaluation.js';
import type { Refusal, World } from './world.js';

/** Steps in which one press may agree to many: elsewhere one paper, one ranked list, one document carries many (model.md 7). */
export const bulkSteps: readonly string[] = ['appraisal', 'signature'];

/**
 * What keeps a nomination from being agreed to together with others: its step is none for that, or a criterion that counts is not
 * plainly met and somebody has to look at this one alone.
 */
export function bulkRefusal(world: World): Refusal | null {
  const { nomination, procedure } = world;
  const kind = nomination ? stepOf(procedure, nomination.context.route, nomination.state)?.kind : undefined;
  if (kind === undefined || !bulkSteps.includes(kind)) {
    return { refused: 'not-for-bulk', observed: kind ?? 'draft', needed: bulkSteps.join(', ') };
  }
  const open = evaluateWorld(world).explanations.find(
    (e) => e.severity !== 'info' && e.result !== 'passed' && e.result !== 'notApplicable',
  );
  if (!open) return null;
  return { refused: 'needs-a-look', observed: `${open.criterion}: ${open.result}`, needed: 'every criterion met' };
}
