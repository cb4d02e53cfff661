import { localDate } from '../calendar/index.js';
import type { StepKey } from '../vocabulary.js';
import { clockOf, stopping, supplementDeadline } from './clocks.js';
import type { Command } from './commands.js';
import type { NominationFact } from './facts.js';
import { follow } from './machine.js';
import type { Nomination } from './nomination.js';
import { placesBack } from './places.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type External = Extract<Command, { type: 'RecordExternal' }>;

const events = {
  sentOut: 'SentOut',
  returned: 'ReturnedFromOutside',
  awarded: 'AwardedOutside',
  refused: 'RefusedOutside',
} as const;

/**
 * What the authority above the federation did, from its uploaded document (model.md 9): sent there, sent back for a supplement,
 * awarded, or refused. There is no decision of our own. Refuses with `not-now` in another state, `wrong-date` for a day to come, and
 * `file-missing` where an award or a refusal names no uploaded document.
 */
export function recordExternal(world: World, nomination: Nomination, command: External): Plan | Refusal {
  const { result, on, file } = command;
  const to = follow(world, nomination, events[result]);
  if (typeof to !== 'string') return to;
  const today = localDate(world.at);
  if (on > today) return { refused: 'wrong-date', observed: on, needed: `≤ ${today}` };
  const wanted = result === 'awarded' || result === 'refused';
  if ((wanted && file === undefined) || (file !== undefined && !world.outsideFiles?.includes(file))) {
    return { refused: 'file-missing', observed: file ?? 'none', needed: 'the document of the authority' };
  }
  const facts = factsOf(world, nomination, command);
  return {
    to,
    facts,
    texts: [
      { id: 'reason', value: command.reason },
      ...(command.number === undefined ? [] : [{ id: 'number' as const, value: command.number }]),
    ],
    ...(result === 'awarded' ? { outsideGrant: { money: world.moneyOn?.(on) ?? null } } : {}),
  };
}

function factsOf(
  world: World,
  nomination: Nomination,
  { result, on, file, items = [] }: External,
): readonly NominationFact[] {
  const step = nomination.state as StepKey;
  const named = file === undefined ? {} : { file };
  switch (result) {
    case 'sentOut':
      return [{ type: 'SentOut', step, on, ...named }];
    case 'refused':
      return [{ type: 'RefusedOutside', step, on, ...named }, ...placesBack(nomination)];
    case 'awarded': {
      const money = world.moneyOn?.(on);
      return [{ type: 'AwardedOutside', step, on, file: file ?? '', ...(money ? { money } : {}) }];
    }
    case 'returned': {
      const stopped = stopping(world, nomination.context, step);
      const clock = clockOf(world.procedure, nomination.context.route, step);
      return [
        { type: 'ReturnedFromOutside', step, on, ...named },
        {
          type: 'Returned',
          step,
          person: actingPerson(world) ?? '',
          returnTo: step,
          items,
          ...(stopped ? { stopped } : {}),
          deadline: supplementDeadline(world, clock, undefined),
        },
      ];
    }
  }
}
