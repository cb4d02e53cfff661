import { createHash } from 'node:crypto';
import {
  decide,
  evaluateWorld,
  isDecision,
  isLapseFirst,
  standardProcedure,
  VIETNAM_CALENDAR,
  type Command,
  type Criterion,
  type Decision,
  type PathUnit,
  type Role,
  type Seat,
  type SeatFlag,
  type UnitLevel,
  type Verdict,
  type World,
} from '#domain';

/** A world that the law can decide on, without a database: people are named `<role>.<unit>`, time is an argument. */

/** Tuesday, 09:00 in Vietnam. */
export const START = '2026-09-08T02:00:00.000Z';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Units of a path, lowest first: `G`, then `C`, `D`, `E`, and `F` for the federation. */
export const LEVELS: Readonly<Record<number, readonly UnitLevel[]>> = {
  1: ['federation'],
  2: ['grassroots_union', 'federation'],
  3: ['grassroots_union', 'level2_union', 'federation'],
  4: ['grassroots_union', 'immediate_superior_union', 'level2_union', 'federation'],
  5: ['grassroots_union', 'immediate_superior_union', 'immediate_superior_union', 'level2_union', 'federation'],
};
const NAMES = ['G', 'C', 'D', 'E'];

export function unit(id: string, level: UnitLevel, officers: Partial<PathUnit['officers']> = {}): PathUnit {
  const one = (role: Role) => [`${role}.${id}`];
  return {
    id,
    level,
    officers: { clerk: one('clerk'), appraiser: one('appraiser'), signer: one('signer'), ...officers },
  };
}

export function path(stages: number): readonly PathUnit[] {
  const levels = LEVELS[stages] ?? [];
  return levels.map((level, i) => unit(level === 'federation' ? 'F' : (NAMES[i] ?? ''), level));
}

export const HARD: Criterion = {
  code: 'MEMBER',
  vi: 'Là đoàn viên',
  en: 'Is a member',
  severity: 'hard',
  source: 'test',
  verification: 'default',
  confirmed: true,
  tree: { fact: 'person.unionMember', op: '==', value: true },
};

export const SOFT: Criterion = {
  ...HARD,
  code: 'INITIATIVE',
  severity: 'soft',
  tree: { fact: 'initiative.recognisedAppliedInYear', op: '>=', value: 1 },
};

const pin = (id: string) => ({ id, version: 1, hash: sha256(id) });

/** A draft in the unit `G` (or `F` for a route of one stage), acted on by its clerk. */
export function draft(stages = 3, over: Partial<World> = {}): World {
  const way = over.path ?? path(stages);
  const [first] = way;
  if (!first) throw new Error('a path has a unit');
  const world: World = {
    at: START,
    commandId: 'command-1',
    actor: person(first.id, 'clerk'),
    visible: true,
    seq: 0,
    nomination: null,
    proposal: {
      award: 'UNION_CERT_VGCL',
      unit: first.id,
      subject: { type: 'person', id: 'subject' },
      subjectType: 'individual',
      year: 2026,
      occasion: 'annual',
    },
    nextCode: 'HS-2026-00001',
    path: way,
    decidingLevel: 'federation',
    awardOpen: true,
    procedure: standardProcedure,
    procedurePin: pin('STANDARD'),
    ruleSetPin: pin('LAUREL-2026'),
    criteria: [HARD, SOFT],
    inputs: {
      'person.unionMember': { value: true, source: 'registry' },
      'initiative.recognisedAppliedInYear': { value: 2, source: 'evidenced', item: 'initiative' },
    },
    calendar: VIETNAM_CALENDAR,
    approvals: [],
    files: [{ item: 'report', sha256: sha256('report 1'), size: 10 }],
    requiredItems: ['report'],
    draftVersion: 1,
    subjectPerson: 'subject',
    related: [],
    lastDecision: null,
    releasedAt: null,
    releaseSeconds: 0,
    sha256,
    uuid: (name) => name,
    ...over,
  };
  return fresh(world);
}

/** The same world under the next command id, with the revision it would name. */
function fresh(world: World): World {
  const commandId = `command-${world.seq + 1}`;
  return { ...world, commandId, uuid: (name) => sha256(`${commandId}/${name}`).slice(0, 32) };
}

export function seat(unitId: string, role: Role, flags: readonly SeatFlag[] = []): Seat {
  return { id: `seat.${role}.${unitId}`, unit: unitId, role, flags };
}

export function person(unitId: string, role: Role, name = `${role}.${unitId}`, flags: readonly SeatFlag[] = []) {
  return { kind: 'person', person: name, seats: [seat(unitId, role, flags)], as: `seat.${role}.${unitId}` } as const;
}

/** The world when this seat acts on it. */
export function as(world: World, role: Role, unitId: string, name?: string, flags?: readonly SeatFlag[]): World {
  return { ...world, actor: person(unitId, role, name, flags) };
}

export function asSystem(world: World, name: 'deadline' | 'act'): World {
  return { ...world, actor: { kind: 'system', name } };
}

export function at(world: World, instant: string): World {
  return { ...world, at: instant };
}

/** What a reviewer's screen would show now. */
export function seen(world: World) {
  return { step: world.nomination?.state ?? 'draft', evaluation: evaluateWorld(world).digest };
}

const reason = 'Đủ mười ký tự';
export const submit = (): Command => ({ type: 'Submit' });
export const resubmit = (): Command => ({ type: 'Resubmit' });
export const recommend = (world: World, opinion?: string): Command =>
  opinion === undefined ? { type: 'Recommend', seen: seen(world) } : { type: 'Recommend', seen: seen(world), opinion };
export const giveBack = (world: World, due?: string): Command => ({
  type: 'Return',
  seen: seen(world),
  items: [{ item: 'initiative', code: 'missing' }],
  reason,
  ...(due === undefined ? {} : { due }),
});
export const reject = (world: World): Command => ({
  type: 'Reject',
  seen: seen(world),
  code: 'criteriaNotMet',
  reason,
});
export const confirm = (world: World, criterion = HARD.code, result: 'passed' | 'failed' = 'passed'): Command => ({
  type: 'Confirm',
  seen: seen(world),
  criterion,
  result,
  reason,
});
export const override = (world: World, criterion = HARD.code): Command => ({
  type: 'Override',
  seen: seen(world),
  criterion,
  reason,
});
export const recuse = (): Command => ({ type: 'Recuse', reason });
export const declareRelation = (): Command => ({ type: 'DeclareRelation', relation: 'kin', reason });
export const withdraw = (): Command => ({ type: 'Withdraw', reason });
export const retract = (world: World): Command => ({ type: 'Retract', seq: world.seq });
export const commended = (): Command => ({ type: 'Commended', document: 'document-1', act: 'act-1' });

/** The verdict on a command that names the right revision or draft. */
export function when(world: World, command: Command): Verdict {
  if ('ifMatch' in world) return decide(world, command);
  const ofDraft = command.type === 'Submit' || command.type === 'Resubmit';
  return decide({ ...world, ifMatch: ofDraft ? world.draftVersion : (world.nomination?.revision ?? 0) }, command);
}

/** The decision on a command; fails where it is refused. A lapse that has to come first is recorded first. */
export function decided(world: World, command: Command): Decision {
  const verdict = when(world, command);
  if (isLapseFirst(verdict)) return decided(then(lapsing(world, verdict.lapseFirst), world.actor), command);
  if (!isDecision(verdict)) throw new Error(JSON.stringify(verdict));
  return verdict;
}

/** The world after a command: what the database would answer to the next `load`. */
export function after(world: World, command: Command): World {
  const verdict = when(world, command);
  if (isLapseFirst(verdict)) return after(then(lapsing(world, verdict.lapseFirst), world.actor), command);
  return following(world, decided(world, command));
}

function lapsing(world: World, deadline: string): World {
  return after(asSystem(world, 'deadline'), { type: 'Lapse', deadline });
}

function then(world: World, actor: World['actor']): World {
  return { ...world, actor };
}

/** What `record` writes and `load` reads again. */
export function following(world: World, decision: Decision): World {
  const by = world.actor.kind === 'person' ? world.actor.person : 'system';
  const voided = (a: { step: string; person: string }) =>
    decision.voidedApprovals.some((v) => v.step === a.step && v.person === a.person);
  const kept = world.approvals.filter((a) => !voided(a));
  const given = decision.newApproval && { ...decision.newApproval, person: by, revision: decision.next.revision };
  return fresh({
    ...world,
    seq: world.seq + 1,
    nomination: decision.next,
    approvals: given ? [...kept, given] : kept,
    releasedAt: decision.releasedAt > world.at ? decision.releasedAt : null,
    lastDecision: { by, at: world.at, step: decision.from },
  });
}

/** The person whose turn it is recommends, until the nomination is in that state. */
export function climbTo(world: World, state: string): World {
  let now = world.nomination ? world : after(world, submit());
  while (now.nomination && now.nomination.state !== state) now = recommendedOnce(now);
  return now;
}

export function recommendedOnce(world: World): World {
  const [step, unitId] = (world.nomination?.state ?? '').split('@');
  if (!unitId) throw new Error(`nobody recommends in ${world.nomination?.state}`);
  const acting = as(world, step === 'appraisal' ? 'appraiser' : 'signer', unitId);
  return after(acting, recommend(acting, 'Ý kiến đồng ý'));
}
