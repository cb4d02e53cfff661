import { returnCodes, type Command } from '#domain';
import { nominationView, perform } from '#engine';
import { attach, versionOf } from './dossiers.js';
import type { Federation, Officer } from './federation.js';
import { seatOf } from './found.js';
import { commandId, personId, requestHash, unitId } from './ids.js';
import {
  CONFIRMATIONS,
  DOUBTS,
  OPINIONS,
  OVERRIDES,
  RECUSAL,
  REJECTIONS,
  RELATION,
  RETURNS,
  WITHDRAWALS,
} from './phrases.data.js';
import { randomOf } from './random.js';
import { accepted, type SampleLoad } from './sample.js';
import type { Case } from './season.js';
import type { Event } from './timeline.js';

type View = NonNullable<Awaited<ReturnType<typeof nominationView>>>;

/** A deed that is about to be done on a nomination. */
interface Doing {
  readonly load: SampleLoad;
  readonly federation: Federation;
  readonly case: Case;
  readonly id: string;
  readonly event: Event;
  /** Names the command: a repetition is the same one. */
  readonly name: string;
}

/** Does what an event of a case says, in the seat of whoever's turn it is. */
export async function play(
  load: SampleLoad,
  federation: Federation,
  turn: { case: Case; event: Event; id: string },
): Promise<void> {
  const { case: c, event, id } = turn;
  const doing: Doing = { load, federation, ...turn, name: `case/${c.key}/${c.events.indexOf(event)}` };
  const by = actorOf(doing);
  if (event.deed === 'resubmit') await attach(load, c, { id, person: personId(by.officer.key) }, [suppliedItem(c)]);
  if (event.deed === 'recommend') await confirmWhatIsDeclared(doing, by);
  const view = await look(doing, by);
  const onDraft = event.deed === 'submit' || event.deed === 'resubmit';
  const ifMatch = onDraft ? (versionOf(view.draft?.etag) ?? 0) : view.revision;
  await give(doing, by, { command: commandOf(doing, view), ifMatch, name: doing.name });
}

interface Acting {
  readonly officer: Officer;
  readonly role: string;
}

function actorOf({ federation, case: c, event }: Doing): Acting {
  const [step = '', unit = ''] = event.step.split('@');
  const holders = (role: string, of: string): Acting => {
    const able = federation.officers.filter((o) => o.unit === of && o.roles.includes(role as never));
    const officer =
      event.deed === 'override'
        ? able.find((o) => o.flags.length > 0)
        : able[(turnOf(event) ?? Number(c.key)) % able.length];
    if (officer === undefined) throw new Error(`nobody can ${event.deed} at ${event.step}`);
    return { officer, role };
  };
  switch (event.deed) {
    case 'create':
    case 'submit':
    case 'resubmit':
    case 'withdraw':
      return holders('clerk', c.unit);
    case 'override':
      return holders('signer', unit);
    default:
      return holders(step === 'appraisal' ? 'appraiser' : 'signer', unit);
  }
}

/** Those who step aside are deputies, so that the sample's sign-ins can go on. */
function turnOf({ deed }: Event): number | null {
  return deed === 'relation' || deed === 'recusal' ? 1 : null;
}

async function look({ load, id, name }: Doing, { officer }: Acting): Promise<View> {
  const view = await nominationView(load.engine, personId(officer.key), id);
  if (view === null) throw new Error(`sample: ${name}: ${officer.login} does not see the nomination`);
  return view;
}

interface Given {
  readonly command: Command;
  readonly ifMatch: number;
  readonly name: string;
}

async function give({ load, id }: Doing, { officer, role }: Acting, { command, ifMatch, name }: Given): Promise<void> {
  const actor = { person: personId(officer.key), as: seatOf(officer, role) };
  const asked = { nomination: id, commandId: commandId(name), actor, command, ifMatch, requestHash: requestHash(name) };
  accepted(`${name} ${command.type}`, await perform(load.engine, asked));
}

/** An appraiser answers for what is merely declared before agreeing. */
async function confirmWhatIsDeclared(doing: Doing, by: Acting): Promise<void> {
  if (by.role !== 'appraiser') return;
  for (let view = await look(doing, by); isTurn(doing, view); view = await look(doing, by)) {
    const open = view.criteria.find((c) => c.severity === 'hard' && c.result === 'needsPerson');
    if (open === undefined) return;
    const name = `${doing.name}/confirm/${open.criterion}`;
    const reason = randomOf(name).pick(CONFIRMATIONS);
    const command: Command = {
      type: 'Confirm',
      seen: seenIn(doing, view),
      criterion: open.criterion,
      result: 'passed',
      reason,
    };
    await give(doing, by, { command, ifMatch: view.revision, name });
  }
}

/** The state in which the event finds the nomination, as the engine names it. */
function stateOf({ event }: Doing): string {
  const [step = '', unit] = event.step.split('@');
  if (unit === undefined) return step;
  return step === 'decision' ? 'awaitingDecision' : `${step}@${unitId(unit)}`;
}

function isTurn(doing: Doing, view: View): boolean {
  return view.state === stateOf(doing);
}

/** The step that the plan expects and the results on the screen: another step there is a fault of the plan, and refused. */
function seenIn(doing: Doing, view: View): { step: string; evaluation: string } {
  return { step: stateOf(doing), evaluation: view.evaluation };
}

function commandOf(doing: Doing, view: View): Command {
  const { event, name, case: c } = doing;
  const random = randomOf(name);
  const seen = seenIn(doing, view);
  switch (event.deed) {
    case 'submit':
      return { type: 'Submit' };
    case 'resubmit':
      return { type: 'Resubmit' };
    case 'recommend':
      return {
        type: 'Recommend',
        seen,
        opinion: random.pick(OPINIONS[event.step.startsWith('appraisal') ? 'appraisal' : 'signature']),
      };
    case 'return': {
      const code = random.pick(returnCodes.filter((r): r is keyof typeof RETURNS => r in RETURNS));
      return { type: 'Return', seen, items: [{ item: suppliedItem(c), code }], reason: random.pick(RETURNS[code]) };
    }
    case 'reject': {
      const code = random.pick(Object.keys(REJECTIONS) as (keyof typeof REJECTIONS)[]);
      return { type: 'Reject', seen, code, reason: random.pick(REJECTIONS[code]) };
    }
    case 'withdraw':
      return { type: 'Withdraw', reason: random.pick(WITHDRAWALS) };
    case 'doubt':
      return {
        type: 'Confirm',
        seen,
        criterion: criterionOf(view, ['needsPerson', 'passed']),
        result: 'failed',
        reason: random.pick(DOUBTS),
      };
    case 'override':
      return { type: 'Override', seen, criterion: criterionOf(view, ['failed']), reason: random.pick(OVERRIDES) };
    case 'relation':
      return { type: 'DeclareRelation', relation: 'kin', reason: RELATION };
    case 'recusal':
      return { type: 'Recuse', reason: RECUSAL };
    case 'create':
      throw new Error('a working copy is opened, not commanded');
  }
}

function criterionOf(view: View, results: readonly string[]): string {
  return view.criteria.find((c) => c.severity === 'hard' && results.includes(c.result))?.criterion ?? '';
}

/** What reviewers miss: an item that the award does not ask for, so that earlier approvals rest on nothing that changes. */
function suppliedItem(c: Case): string {
  return c.achievement.items.includes('initiativeCertificate') ? 'summaryReport' : 'initiativeCertificate';
}
