import {
  addDays,
  awardOf,
  evaluateWorld,
  hearingUnit,
  localDate,
  nextAfterRecommend,
  openCommands,
  type OpenCommand,
  type World,
} from '#domain';
import type { CommandView, ItemFile, NominationView, Supplement } from '#contract';
import type { Engine } from '../engine.js';
import { eligibilityOf } from '../list.js';
import type { LoadedRow } from '../load.queries.js';
import { load } from '../perform.js';
import { contentOf, nominationOf, worldOf, type Content } from '../world.js';
import { apart, criterionView, deadlineViews, itemViews, refusalView, routeView, seatView } from './view-parts.js';
import { ballotViews, complaintViews, quotaView, simplifiedView } from './view-acts.js';
import { isFilingClerk } from './filing.js';
import { supplementsOf } from './supplements.js';
import { displayText, type DisplayRow } from './view.queries.js';

/** Days before a change of regime in which a provisional evaluation carries a warning (domain.md 11). */
const regimeWarningDays = 60;
const nobody = '00000000-0000-0000-0000-000000000000';

/** What this person may see of a nomination, and what they may do now. Null for an unknown one and for one not theirs to see. */
export async function nominationView(engine: Engine, person: string, id: string): Promise<NominationView | null> {
  const row = await load(engine, id, person, null);
  if (row?.visible !== true) return null;
  const clerk = isFilingClerk(row);
  const onDraft = row.draft !== null && clerk;
  const world = worldOf(engine, row, { commandId: nobody, actor: { person, as: row.seats[0]?.id ?? nobody }, onDraft });
  const content = contentOf(row, onDraft);
  const shown = (
    await engine.db.query<DisplayRow>('nomination_display', displayText, [id, person, content.files.map((f) => f.id)])
  )[0];
  if (shown === undefined) return null;
  if (!shown.holder) return limitedView(row, world, shown);
  const supplements = supplementsOf(shown);
  const nameOf = (unit: string): string => (unit === row.unit_id ? shown.unit_name : (shown.units[unit] ?? ''));
  return {
    ...headOf(row, shown),
    ...bodyOf(engine, row, world, shown),
    limited: false,
    apart: apart(row, person),
    draft: clerk ? draftView(row, shown) : null,
    frozen: frozenView(row, shown),
    items: itemViews(world, apart(row, person) ? [] : filesOf(content, shown), requestedNow(row, supplements)),
    supplements,
    commands: openCommands(world).map((c) => commandView(c, nameOf, world.at)),
    next: nextView(world, nameOf),
    undo: undoView(row, world, person),
    opinions: apart(row, person) ? [] : opinionsOf(shown),
    letters: shown.letters,
    annulment: shown.annulment,
    achievement: row.achievement && { id: row.achievement.id, title: row.achievement.title },
    holds: shown.holds,
    claim: apart(row, person) ? null : shown.claim,
    claimDeed: apart(row, person) ? null : shown.claim_deed,
    complaints: complaintViews(world, shown, { nameOf, words: !apart(row, person) }),
    simplified: simplifiedView(row, world),
    ballots: apart(row, person) ? [] : ballotViews(world, nameOf),
    quota: quotaView(world),
  };
}

type Head = Pick<
  NominationView,
  | 'id'
  | 'code'
  | 'award'
  | 'unit'
  | 'subject'
  | 'year'
  | 'state'
  | 'waitingUnit'
  | 'revision'
  | 'subjectType'
  | 'occasion'
  | 'theme'
  | 'createdAt'
  | 'submittedAt'
  | 'document'
  | 'channel'
  | 'enteredBy'
>;

function headOf(row: LoadedRow, shown: DisplayRow): Head {
  const award = awardOf(row.award);
  const waiting =
    row.state === 'draft' || row.state === 'returned' ? (row.entered_by_unit ?? row.unit_id) : waitingUnitOf(row);
  return {
    id: row.id,
    code: row.context?.code ?? null,
    award: { code: row.award, nameVi: award?.nameVi ?? row.award, nameEn: award?.nameEn ?? row.award },
    unit: nominatingUnit(row.unit_id, shown),
    subject: { type: row.subject_type, id: row.subject_id, name: shown.subject_name },
    year: row.year,
    state: row.state,
    waitingUnit:
      waiting === null
        ? null
        : { id: waiting, name: waiting === row.unit_id ? shown.unit_name : (shown.units[waiting] ?? '') },
    revision: row.revision,
    subjectType: row.subject_kind,
    occasion: row.occasion,
    theme: row.theme,
    createdAt: shown.created_at.toISOString(),
    submittedAt: shown.submitted_at,
    document: shown.document,
    ...enteredView(row, shown),
  };
}

/** The nominating unit by the name that it had when it nominated. */
export function nominatingUnit(
  id: string,
  { unit_name: name, former_name: former }: { readonly unit_name: string; readonly former_name: string | null },
): Head['unit'] {
  return former === null ? { id, name } : { id, name: former, now: name };
}

function enteredView({ entered_by_unit: id }: LoadedRow, { units }: DisplayRow): Pick<Head, 'channel' | 'enteredBy'> {
  if (id === null) return { channel: 'electronic', enteredBy: null };
  return { channel: 'paper', enteredBy: { id, name: units[id] ?? '' } };
}

function waitingUnitOf(row: LoadedRow): string | null {
  if (row.state === 'awaitingDecision') return row.context?.route.at(-1)?.unit ?? null;
  const nomination = nominationOf(row);
  return row.state.split('@')[1] ?? (nomination && hearingUnit(nomination)) ?? null;
}

function bodyOf(
  engine: Engine,
  row: LoadedRow,
  world: World,
  shown: DisplayRow,
): Pick<NominationView, 'route' | 'deadlines' | 'regime' | 'criteria' | 'eligibility' | 'evaluation'> {
  const { explanations, digest } = evaluateWorld(world);
  return {
    route: routeView(world, shown),
    deadlines: deadlineViews(world),
    regime: regimeOf(engine, row, world.at),
    criteria: explanations.map(criterionView),
    eligibility: eligibilityOf(explanations),
    evaluation: digest,
  };
}

/** Under which rules it is evaluated: the pinned ones, or those of the day `at` until something is pinned. */
export function regimeOf(
  engine: Engine,
  row: Pick<LoadedRow, 'context' | 'rule_set'>,
  at: string,
): NominationView['regime'] {
  const today = localDate(at);
  const rules = row.rule_set === null ? engine.directory.ruleSetInForce(today) : engine.directory.ruleSet(row.rule_set);
  const provisional = row.rule_set === null;
  const after = provisional ? engine.directory.ruleSetAfter(today, addDays(today, regimeWarningDays)) : null;
  return {
    provisional,
    ruleSet: { id: rules.pin.id, version: rules.pin.version },
    stateLaw: rules.value.stateLaw,
    receivedAt: row.context?.receivedAt ?? null,
    changesOn: after?.validFrom ?? null,
  };
}

function draftView(row: LoadedRow, shown: DisplayRow): NominationView['draft'] {
  if (row.draft === null) return null;
  const { n, facts, statement, openItems } = row.draft;
  return {
    etag: `"d-${String(n)}"`,
    editable: true,
    facts,
    statement,
    savedAt: (shown.saved_at ?? shown.created_at).toISOString(),
    openItems,
  };
}

function frozenView(row: LoadedRow, shown: DisplayRow): NominationView['frozen'] {
  if (row.frozen === null || shown.frozen_at === null) return null;
  const { facts, statement } = contentOf(row, false);
  return { revision: row.revision, at: shown.frozen_at.toISOString(), statement, facts };
}

function commandView(c: OpenCommand, nameOf: (unit: string) => string, at?: string): CommandView {
  return {
    type: c.type,
    seats: c.seats.map((seat) => seatView(seat, nameOf(seat.unit), at)),
    allowed: c.allowed,
    needsReason: c.needsReason,
    refusal: c.refusal === undefined ? null : refusalView(c.refusal),
  };
}

function nextView(world: World, nameOf: (unit: string) => string): NominationView['next'] {
  const next = nextAfterRecommend(world);
  return next === null
    ? null
    : {
        state: next.state,
        unit: next.unit === null ? null : nameOf(next.unit),
        step: next.step,
        workingDays: next.workingDays,
      };
}

function undoView(row: LoadedRow, world: World, person: string): NominationView['undo'] {
  const undo = row.undo;
  return undo !== null && undo.person === person && undo.releasedAt > world.at
    ? { seq: undo.seq, until: undo.releasedAt }
    : null;
}

/** What the open supplement asks for; nothing while none is open. */
function requestedNow({ context }: LoadedRow, supplements: readonly Supplement[]): Supplement['items'] {
  return (context?.requested.length ?? 0) === 0 ? [] : (supplements.at(-1)?.items ?? []);
}

function filesOf(content: Content, { files }: DisplayRow): { item: string; file: ItemFile }[] {
  return content.files.flatMap(({ item, id }) => {
    const file = files[id];
    return file === undefined ? [] : [{ item, file }];
  });
}

function opinionsOf(shown: DisplayRow): NominationView['opinions'] {
  return shown.entries.flatMap((e) =>
    e.text === null
      ? []
      : [
          {
            seq: e.seq,
            at: e.at,
            by: e.by ?? 'system',
            onBehalfOf: e.onBehalfOf,
            unit: e.unit ?? '',
            type: e.type,
            text: e.text,
          },
        ],
  );
}

/** The subject sees state and outcome only, and of a decision nothing before it is issued. */
function limitedView(row: LoadedRow, world: World, shown: DisplayRow): NominationView {
  return {
    ...headOf(row, shown),
    document: shown.document?.number == null ? null : shown.document,
    limited: true,
    apart: true,
    draft: null,
    frozen: null,
    route: [],
    deadlines: [],
    regime: {
      provisional: row.rule_set === null,
      ruleSet: { id: '', version: 0 },
      stateLaw: '',
      receivedAt: null,
      changesOn: null,
    },
    criteria: [],
    eligibility: 'needsReview',
    evaluation: '',
    items: [],
    supplements: [],
    commands: openCommands(world)
      .filter((c) => c.allowed)
      .map((c) => commandView(c, (unit) => (unit === row.unit_id ? shown.unit_name : ''))),
    next: null,
    undo: null,
    opinions: [],
    letters: [],
    annulment: shown.annulment,
    achievement: null,
    holds: [],
    claim: null,
    claimDeed: null,
    complaints: [],
    simplified: null,
    ballots: [],
    quota: null,
  };
}
