import type { ContinueNumbers } from '#contract';
import { administer, type Refused } from '../administration/record.js';
import { unitRow } from '../administration/registers.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';

const lastText = 'select last from number_sequence where body_id = $1::uuid and kind = $2 and year = $3::int';

/**
 * Lets a body's sequence of numbers go on after the last one that was given outside Laurel. Refuses with `wrong-seat`,
 * `unknown-reference`, and `number-taken` where Laurel gave that number or a later one.
 */
export async function continueNumbers(
  engine: Engine,
  request: Request,
  asked: ContinueNumbers,
): Promise<ContinueNumbers | Refused> {
  const { body, kind, year, last } = asked;
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve('cfg:numbers'),
    decide: async () => {
      if ((await unitRow(engine, body)) === undefined) {
        return { refusal: { refused: 'unknown-reference', observed: body } };
      }
      const actor = await administratorOf(engine, request.by, [body]);
      if ('refusal' in actor) return actor;
      const [given] = await engine.db.query<{ last: number }>('number-last', lastText, [body, kind, year]);
      if (given !== undefined && given.last >= last) {
        return { refusal: { refused: 'number-taken', observed: String(given.last), needed: `> ${given.last}` } };
      }
      return { actor, type: 'NumbersContinued', fact: { body, kind, year, last }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : asked;
}
