import type { UnitLevel } from '#domain';
import { uuidv5 } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { textsOf } from '../administration/words.js';
import type { Engine } from '../engine.js';

/** The unit above all others. */
export interface RootUnit {
  readonly name: string;
  readonly symbol: string;
  readonly level?: UnitLevel;
  readonly members?: number;
  readonly workers?: number;
  readonly validFrom?: string;
}

/** Opens the root unit on the chain `sys`; only the system may. Refuses with `already-set-up` when there is one. */
export async function openRootUnit(
  engine: Engine,
  request: Request,
  root: RootUnit,
): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'unit');
  const { by } = request;
  if (!('system' in by)) return { refusal: { refused: 'wrong-seat', needed: 'system' } };
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve('sys'),
    decide: async () => {
      const text = 'select legal_date()::text as today, exists (select from unit where parent_id is null) as taken';
      const [row] = await engine.db.query<{ today: string; taken: boolean }>('root-taken', text);
      if (row?.taken !== false) return { refusal: { refused: 'already-set-up' } };
      const { name, symbol, level = 'federation', members, workers, validFrom = row.today } = root;
      return {
        actor: by,
        type: 'UnitOpened',
        fact: { unit: id, level, members, workers, validFrom },
        texts: textsOf({ name, symbol }),
        payload: { name, symbol },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}
