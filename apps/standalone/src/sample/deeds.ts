import type { Role } from '#domain';
import { nominationView, perform } from '#engine';
import { commandOf, confirmationOf, suppliedItem, type Asked, type View } from './commands.js';
import { attach, versionOf } from './dossiers.js';
import type { Federation, Officer } from './federation.js';
import { seatOf } from './found.js';
import { commandId, personId, requestHash, unitId } from './ids.js';
import { accepted, type SampleLoad } from './sample.js';
import type { Case } from './season.js';
import type { Event } from './timeline.js';

/** A nomination under way, with what the last one who looked at it saw: reviewers of one day see the same results. */
export interface Going {
  readonly id: string;
  /** Number of the working copy, while it is known. */
  n: number | undefined;
  view: View | undefined;
}

export interface Turn {
  readonly case: Case;
  readonly event: Event;
  readonly going: Going;
}

/** A turn of somebody in a seat. `name` names the command: a repetition is the same one. */
interface Doing extends Turn {
  readonly load: SampleLoad;
  readonly officer: Officer;
  readonly role: Role;
  readonly name: string;
}

/** Does what an event of a case says, in the seat of whoever's turn it is. */
export async function play(load: SampleLoad, federation: Federation, turn: Turn): Promise<void> {
  const { case: c, event, going } = turn;
  const doing: Doing = {
    load,
    ...turn,
    ...actorOf(federation, turn),
    name: `case/${c.key}/${c.events.indexOf(event)}`,
  };
  switch (event.deed) {
    case 'submit':
    case 'resubmit':
      return submit(doing);
    case 'recommend':
      return recommend(doing);
    default: {
      const view = await look(doing);
      await give(doing, commandOf(askedOf(doing, view)), view.revision);
      going.view = undefined;
    }
  }
}

function actorOf({ officers }: Federation, { case: c, event }: Turn): Pick<Doing, 'officer' | 'role'> {
  const [step = '', unit = ''] = event.step.split('@');
  const byClerk = event.step === 'draft' || event.step === 'returned' || event.deed === 'withdraw';
  const role = byClerk ? 'clerk' : step === 'appraisal' && event.deed !== 'override' ? 'appraiser' : 'signer';
  const able = officers.filter((o) => o.unit === (byClerk ? c.unit : unit) && o.roles.includes(role));
  const flagged = able.find((o) => o.flags.includes('override'));
  const officer = event.deed === 'override' ? flagged : able[turnOf(event, c) % able.length];
  if (officer === undefined) throw new Error(`nobody can ${event.deed} at ${event.step}`);
  return { officer, role };
}

/** Cases go round among those who hold a role. Who steps aside is not the first of them, whom the sign-ins are for. */
function turnOf({ deed }: Event, { key }: Case): number {
  return deed === 'relation' || deed === 'recusal' ? 1 : Number(key);
}

async function submit(doing: Doing): Promise<void> {
  const { load, case: c, event, going, officer } = doing;
  if (event.deed === 'resubmit') {
    const to = { id: going.id, person: personId(officer.key), n: undefined };
    going.n = await attach(load, c, to, [suppliedItem(c)]);
  }
  const n = going.n ?? versionOf((await look(doing)).draft?.etag) ?? 0;
  await give(doing, { type: event.deed === 'submit' ? 'Submit' : 'Resubmit' }, n);
  going.n = undefined;
  going.view = undefined;
}

/** An appraiser first answers for what is merely declared. Where the results have changed since, somebody looks again. */
async function recommend(doing: Doing): Promise<void> {
  const { going } = doing;
  const remembered = going.view;
  let view = remembered ?? (await look(doing));
  if (doing.role === 'appraiser' && (remembered !== undefined || view.state === stateOf(doing))) {
    view = await confirm(doing, view);
  }
  const command = commandOf(askedOf(doing, view));
  const answer = await ask(doing, { command, ifMatch: view.revision, name: doing.name });
  const changed = 'refusal' in answer && answer.refusal.refused === 'evaluation-changed';
  if (changed && remembered !== undefined) {
    going.view = undefined;
    return recommend(doing);
  }
  accepted(doing.name, answer);
}

async function confirm(doing: Doing, seen: View): Promise<View> {
  let view = seen;
  for (let command = confirmationOf(askedOf(doing, view)); command; command = confirmationOf(askedOf(doing, view))) {
    const name = `${doing.name}/confirm/${command.criterion}`;
    accepted(name, await ask(doing, { command, ifMatch: view.revision, name }));
    view = await look(doing);
  }
  return view;
}

/** The nomination as the actor sees it now. */
async function look({ load, going, officer, name }: Doing): Promise<View> {
  const view = await nominationView(load.engine, personId(officer.key), going.id);
  if (view === null) throw new Error(`sample: ${name}: ${officer.login} does not see the nomination`);
  going.view = view;
  return view;
}

function askedOf(doing: Doing, view: View): Asked {
  return { case: doing.case, deed: doing.event.deed, name: doing.name, state: stateOf(doing), view };
}

/** The state in which the event finds the nomination, as the engine names it. */
function stateOf({ event }: Doing): string {
  const [step = '', unit] = event.step.split('@');
  if (unit === undefined) return step;
  return step === 'decision' ? 'awaitingDecision' : `${step}@${unitId(unit)}`;
}

interface Given {
  readonly command: Parameters<typeof perform>[1]['command'];
  readonly ifMatch: number;
  readonly name: string;
}

async function give(doing: Doing, command: Given['command'], ifMatch: number): Promise<void> {
  accepted(`${doing.name} ${command.type}`, await ask(doing, { command, ifMatch, name: doing.name }));
}

function ask({ load, going, officer, role }: Doing, { command, ifMatch, name }: Given): ReturnType<typeof perform> {
  const actor = { person: personId(officer.key), as: seatOf(officer, role) };
  const asked = { commandId: commandId(name), actor, command, ifMatch, requestHash: requestHash(name) };
  return perform(load.engine, { nomination: going.id, ...asked });
}
