import { gaveApproval, partiesOf } from '../authority/acting.js';
import { barredBy, personNow } from '../authority/separation.js';
import type { StepKey } from '../vocabulary.js';
import { inputsNow } from './approvals.js';
import { daysLeft, entering } from './clocks.js';
import type { Command } from './commands.js';
import { holding, releasing } from './holds.js';
import { follow, notNow } from './machine.js';
import type { Deadline, Nomination } from './nomination.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The days of a posting (công khai) have run without an open objection: the file goes on. A period that ended is no decision. */
export function postingEnded(world: World, nomination: Nomination, deadline: Deadline): Plan | Refusal {
  const to = follow(world, nomination, 'PostingEnded');
  if (typeof to !== 'string') return to;
  const { context } = nomination;
  const step = nomination.state as StepKey;
  return {
    to,
    facts: [
      { type: 'PostingEnded', step, deadline: deadline.id, inputs: inputsNow(world) },
      entering(world, context, to, daysLeft(context, to)),
    ],
  };
}

/**
 * An objection to what is posted. A signed one holds the nomination until it is concluded; an anonymous one is logged and blocks
 * nothing. Name, contact and content are texts beside the entry, for the verifier and auditors only.
 */
export function object(world: World, nomination: Nomination, command: Of<'Object'>): Plan | Refusal {
  const to = follow(world, nomination, 'Object');
  if (typeof to !== 'string') return to;
  if (nomination.context.postingStopped) return { ...notNow(nomination.state), needed: 'a posting that runs' };
  const { objector, content } = command;
  const objection = world.uuid('objection');
  const anonymous = objector === undefined;
  const person = actingPerson(world) ?? '';
  return {
    to,
    facts: [
      { type: 'ObjectionLodged', objection, anonymous },
      ...(anonymous ? [] : [holding(world, nomination, { hold: objection, kind: 'objection', person })]),
    ],
    texts: [
      ...(anonymous
        ? []
        : [
            { id: 'objector' as const, value: objector.name },
            { id: 'contact' as const, value: objector.contact },
          ]),
      { id: 'content', value: content },
    ],
  };
}

/** Somebody who has no part in the case is to verify an objection. Refuses with `verifier-involved` and `already-concluded`. */
export function assignVerifier(world: World, nomination: Nomination, command: Of<'AssignVerifier'>): Plan | Refusal {
  const found = openObjection(nomination, command.objection);
  if ('refused' in found) return found;
  const to = follow(world, nomination, 'AssignVerifier');
  if (typeof to !== 'string') return to;
  const { person } = command;
  const involved =
    barredBy(world, person) ?? (world.approvals.some((a) => gaveApproval(a, person)) ? 'reviewer' : null);
  const part =
    involved ?? (world.actor.kind === 'person' && partiesOf(world.actor).includes(person) ? 'assigns' : null);
  if (part) return { refused: 'verifier-involved', observed: part, needed: 'a person without a part in the case' };
  return { to, facts: [{ type: 'VerifierAssigned', objection: found.id, person }], newActors: [person] };
}

/**
 * The verifier's conclusion. Either way the hold goes: after an unfounded objection the posting runs on with the days that are left;
 * after a founded one it is stopped and does not go on by itself: the nomination is for its unit to withdraw or for the posting unit to
 * reject, in the days that are left, after which the procedure's lapse tells whom it tells (scenarios.md, case 11).
 */
export function concludeObjection(world: World, nomination: Nomination, command: Of<'Conclude'>): Plan | Refusal {
  const found = openObjection(nomination, command.objection);
  if ('refused' in found) return found;
  const to = follow(world, nomination, 'Conclude');
  if (typeof to !== 'string') return to;
  const person = actingPerson(world) ?? '';
  if (found.verifier === undefined || personNow(world, found.verifier) !== person) {
    return {
      refused: 'not-the-verifier',
      observed: person,
      needed: found.verifier ?? 'a verifier',
      clearedBy: 'signer',
    };
  }
  const { founded, reason } = command;
  const { holds, postingStopped } = nomination.context;
  const held = holds.includes(found.id);
  const stopped = { type: 'PostingStopped', step: nomination.state as StepKey, objection: found.id } as const;
  return {
    to,
    facts: [
      { type: 'ObjectionConcluded', objection: found.id, founded },
      ...(founded && !postingStopped ? [stopped] : []),
      ...(held ? [releasing(world, nomination, found.id, person)] : []),
    ],
    texts: [{ id: 'reason', value: reason }],
  };
}

function openObjection({ context, state }: Nomination, id: string) {
  const found = context.objections?.find((o) => o.id === id);
  if (!found) return { ...notNow(state), needed: 'an objection to this posting' };
  return found.founded === undefined ? found : ({ refused: 'already-concluded', observed: id } as const);
}
