import type { MoneyRates, NewMoneyRate } from '#contract';
import { awardOf } from '#domain';
import { uuidv5 } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';

const rootText = 'select id from unit where parent_id is null';
const listText = `select id, kind, award, subject, value, valid_from::text as "validFrom" from money_rate
  order by kind, award nulls first, subject, valid_from desc`;

/**
 * Sets a rate of award money from a day on, by an administrator of the root unit; a decision of that day or later uses it, one that was
 * issued keeps its own. Refuses with `wrong-seat`, `unknown-reference`, and `already-registered` for the same rate and day.
 */
export async function setMoneyRate(
  engine: Engine,
  request: Request,
  rate: NewMoneyRate,
): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'money');
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve('cfg:money'),
    decide: async () => {
      const [root] = await engine.db.query<{ id: string }>('root-unit', rootText, []);
      const actor = await administratorOf(engine, request.by, [root?.id ?? '']);
      if ('refusal' in actor) return actor;
      const award = rate.kind === 'baseSalary' ? undefined : rate.award;
      if (award !== undefined && awardOf(award) === undefined) {
        return { refusal: { refused: 'unknown-reference', observed: award } };
      }
      return { actor, type: 'MoneyRateSet', fact: { rate: id, ...rate }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/** Every rate, the latest of each kind and award first. */
export async function moneyRates(engine: Engine): Promise<MoneyRates> {
  return { rates: await engine.db.query<MoneyRates['rates'][number]>('money-rates', listText, []) };
}
