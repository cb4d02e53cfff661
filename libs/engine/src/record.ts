import {
  inputsUnder,
  worldUnder,
  type FactInputs,
  awardOf,
  exclusivityOf,
  hearingUnit,
  partsOfStep,
  type Command,
  type Decision,
  type HeldDeadline,
  type Nomination,
  type World,
} from '#domain';
import { canonicalize, seal, sha256, uuidv5, type Canonical, type Sealed } from '#ledger';
import { entryActor } from './acting.js';
import type { Engine } from './engine.js';
import { listOf } from './list.js';
import type { LoadedRow } from './load.queries.js';
import { contentOf } from './world.js';

const recordText = 'select record_decision($1, $2, $3, $4, $5::jsonb)';

/** What was recorded, as the answer needs it. */
export interface Recorded {
  readonly canon: string;
  readonly hash: Buffer;
}

/** A decision with the row and the world that it was made in. */
export interface Made {
  readonly row: LoadedRow;
  readonly world: World;
  readonly command: Command;
  readonly decision: Decision;
}

/**
 * Writes a decision in one call: row, entry, secrets, approvals, deadlines, outbox. The database raises typed conflicts
 * (`conflictOf`), and then nothing was written.
 */
export async function record(engine: Engine, made: Made, requestHash: Buffer): Promise<Recorded> {
  const sealed = sealDecision(made);
  const payload = JSON.stringify(payloadOf(made, sealed));
  engine.failpoint('perform:decided');
  await engine.db.query('record_decision', recordText, [sealed.canon, sealed.prev, sealed.hash, requestHash, payload]);
  engine.failpoint('perform:recorded');
  return { canon: sealed.canon, hash: sealed.hash };
}

function sealDecision({ row, world, decision }: Made): Sealed {
  const { next } = decision;
  const pinned = next.ruleSet ?? world.ruleSetPin;
  return seal(
    {
      chain: `n:${row.id}`,
      seq: row.version + 1,
      at: world.at,
      commandId: world.commandId,
      type: decision.type,
      actor: ledgerActor(world),
      revision: next.revision,
      from: decision.from,
      to: decision.to,
      procedure: next.procedure as unknown as Canonical,
      ruleSet: decision.evaluation === undefined ? undefined : (pinned as unknown as Canonical),
      evaluation: decision.evaluation as unknown as Canonical | undefined,
      facts: decision.facts as unknown as Canonical[],
      files: decision.freezesDraft || decision.evaluation !== undefined ? world.files : [],
      late: decision.late ? true : undefined,
    },
    [...decision.texts, ...inputsText(row, world, decision), ...dossierText(row, decision)],
    row.last_hash,
  );
}

function ledgerActor({ actor, at }: World) {
  if (actor.kind === 'system') return { system: actor.name };
  const seat = actor.seats.find((s) => s.id === actor.as);
  return entryActor(actor.person, actor.as, seat, at);
}

/** What the decider saw, committed like any text; the entry that holds the same inputs is named instead of repeating them. */
function inputsText(row: LoadedRow, world: World, decision: Decision): { id: string; value: string }[] {
  if (decision.evaluation === undefined) return [];
  const value = canonicalize(inputsAsEvaluated(world, decision) as unknown as Canonical);
  const same = row.last_inputs !== null && row.last_inputs.value === value;
  return [{ id: 'inputs', value: same ? `seq:${String(row.last_inputs?.seq)}` : value }];
}

/** Under the rule set that the entry names: that of the world, or the one which the decision pins. */
function inputsAsEvaluated(world: World, { next: { ruleSet } }: Decision): FactInputs {
  const pinned = ruleSet === null || ruleSet.hash === world.ruleSetPin.hash ? null : ruleSet;
  const rules = pinned && world.rulesOf?.(pinned.id, pinned.version);
  return inputsUnder(rules ? worldUnder(world, rules) : world);
}

function dossierText(row: LoadedRow, decision: Decision): { id: string; value: string }[] {
  return decision.freezesDraft ? [{ id: 'dossier', value: contentText(row) }] : [];
}

/** Canonical text of the working copy that a submission freezes. */
function contentText(row: LoadedRow): string {
  const { facts, statement } = contentOf(row, true);
  return canonicalize({ facts, statement } as unknown as Canonical);
}

function payloadOf({ row, world, command, decision }: Made, sealed: Sealed): Record<string, unknown> {
  const { next } = decision;
  return {
    secrets: sealed.secrets,
    next: {
      revision: next.revision,
      context: next.context,
      procedure: next.procedure,
      ruleSet: next.ruleSet,
      undo: next.undo,
    },
    list: listOf(world, next),
    releasedAt: decision.releasedAt,
    ...(command.type === 'Retract' ? { voidSeq: command.seq } : {}),
    ...(decision.freezesDraft ? { draft: draftOf(row, next) } : {}),
    ...(command.type === 'Submit' ? { tree: row.tree } : {}),
    ...movedRows(decision),
    ...reopening(decision),
    ...(world.actor.kind === 'person' ? { factVersions: [{ subject: row.subject_id, n: row.fact_version }] } : {}),
    ...(decision.newApproval === null ? {} : { approval: { ...decision.newApproval, revision: next.revision } }),
    ...(decision.voidedApprovals.length === 0 ? {} : { voids: decision.voidedApprovals }),
    ...(command.type === 'DeclareRelation' ? { relation: { subject: row.subject_id, kind: command.relation } } : {}),
    deadlines: deadlineRows(world.nomination, next, decision),
    outbox: decision.notices.map((n, i) => outboxRow(row, world, n, i)),
    units: unitsOf(decision),
    ...(decision.completedApproval === undefined ? {} : { completedApproval: decision.completedApproval }),
    ...placesOf(world.nomination, next),
    ...(decision.newActors === undefined ? {} : { actors: decision.newActors }),
    ...(decision.outsideGrant === undefined ? {} : { outsideGrant: outsideGrantOf(row, world, decision.outsideGrant) }),
    ...('act' in command ? { actItem: command.act } : {}),
  };
}

/** The grant of an authority above the federation. */
function outsideGrantOf(row: LoadedRow, { commandId }: World, { money }: NonNullable<Decision['outsideGrant']>) {
  const award = awardOf(row.award);
  return {
    id: uuidv5(commandId, 'grant'),
    subjectType: row.subject_type,
    subject: row.subject_id,
    award: row.award,
    year: row.year,
    level: 'state',
    occasion: row.occasion,
    theme: row.theme,
    scope: award === undefined ? null : exclusivityOf(award, row.occasion),
    once: award?.once ?? false,
    money,
  };
}

function draftOf(row: LoadedRow, next: Nomination): Record<string, unknown> {
  const content = contentText(row);
  return {
    n: row.draft?.n,
    revision: next.revision,
    content,
    contentHash: sha256(content),
    files: contentOf(row, true).files,
  };
}

/** The working copy opens with a return, for the named items, and closes when the file leaves `returned` another way. */
function reopening(decision: Decision): Record<string, unknown> {
  if (decision.to === 'returned' && decision.from !== 'returned') {
    return { draftOpen: true, openItems: decision.next.context.requested.map((r) => r.item) };
  }
  const left = decision.from === 'returned' && decision.to !== 'returned' && !decision.freezesDraft;
  return left ? { draftOpen: false, openItems: null } : {};
}

function deadlineRows(before: Nomination | null, next: Nomination, decision: Decision): Record<string, unknown>[] {
  const old = before?.context.deadlines ?? [];
  const kept = next.context.deadlines;
  const fired = decision.facts.flatMap((f) => (f.type === 'Lapsed' ? [f.deadline] : []));
  const changed = kept.filter((d) => !old.some((o) => o.id === d.id && o.state === d.state));
  const gone = old.filter((o) => !kept.some((d) => d.id === o.id));
  const rowOf = (d: HeldDeadline, state: string) => ({ ...d, state });
  return [
    ...changed.map((d) => rowOf(d, d.state)),
    ...gone.map((d) => rowOf(d, fired.includes(d.id) ? 'fired' : 'cancelled')),
  ];
}

/** Places of quotas that this decision takes and gives back, also by taking back the entry that took them. */
function placesOf(before: Nomination | null, next: Nomination): Record<string, unknown> {
  const had = before?.context.quotas ?? [];
  const has = next.context.quotas ?? [];
  const hold = has.filter((q) => !had.includes(q));
  const release = had.filter((q) => !has.includes(q));
  return hold.length + release.length === 0 ? {} : { quotas: { hold, release } };
}

function outboxRow(
  row: LoadedRow,
  world: World,
  notice: Decision['notices'][number],
  i: number,
): Record<string, unknown> {
  return {
    id: uuidv5(world.commandId, `notify/${notice.topic}/${String(i)}`),
    consumer: 'notify',
    topic: notice.topic,
    payload: { topic: notice.topic, nomination: row.id, seq: row.version + 1, step: notice.step, to: notice.to },
  };
}

/** Units that may see the nomination from this entry on: the one whose turn it is, and whoever carries on for one that ended. */
function unitsOf({ next, facts }: Decision): string[] {
  const turn = next.state === 'awaitingDecision' ? next.context.route.at(-1)?.unit : partsOfStep(next.state)?.unit;
  const unit = hearingUnit(next) ?? turn;
  const heirs = facts.flatMap((f) =>
    f.type === 'Rerouted'
      ? [f.unit, ...f.steps.flatMap((s) => (s.from === s.to ? [] : (partsOfStep(s.to ?? '')?.unit ?? [])))]
      : [],
  );
  return [...new Set([...(unit === undefined ? [] : [unit]), ...heirs])];
}

/** Step keys that are others now, and the unit that carries a re-routed nomination on. */
function movedRows({ facts }: Decision): Record<string, unknown> {
  const fact = facts.find((f) => f.type === 'Rerouted' || f.type === 'Migrated');
  if (fact === undefined) return {};
  const moved = fact.steps.filter((s) => s.to !== undefined && s.to !== s.from);
  const unit = fact.type === 'Rerouted' ? { unit: fact.unit } : {};
  return { ...unit, stepKeys: Object.fromEntries(moved.map((s) => [s.from, s.to])) };
}
