import {
  dossierItemLabel,
  localDate,
  stepOf,
  type Explanation,
  type Refusal,
  type Seat,
  type StepKey,
  type World,
} from '#domain';
import type {
  CommandView,
  CriterionView,
  DeadlineView,
  ItemFile,
  ItemView,
  RouteStageView,
  Supplement,
} from '#contract';
import type { LoadedRow } from '../load.queries.js';
import type { DisplayRow } from './view.queries.js';

const clearing: Record<string, { vi: string; en: string }> = {
  failed: {
    vi: 'Người có quyền vượt điều kiện, hoặc đơn vị sửa số liệu',
    en: 'A seat that may override, or the unit by mending the facts',
  },
  needsPerson: {
    vi: 'Thẩm định viên xác nhận sau khi xem minh chứng',
    en: 'The appraiser confirms after looking at the evidence',
  },
  notComputable: { vi: 'Cán bộ lập hồ sơ bổ sung số liệu còn thiếu', en: 'The clerk adds the missing fact' },
};

/** An evaluated criterion with who can clear it. */
export function criterionView(e: Explanation): CriterionView {
  return {
    criterion: e.criterion,
    result: e.result,
    severity: e.severity,
    message: { vi: e.message.vi, en: e.message.en },
    citation: e.citation,
    verification: e.verification,
    unconfirmed: e.unconfirmed,
    overridden: e.overridden === true,
    leaves: e.leaves.map((l) => ({
      fact: l.fact,
      label: { vi: l.label.vi, en: l.label.en },
      op: l.op,
      observed: l.observed === null ? null : { ...l.observed },
      needed: l.needed,
      result: l.result,
    })),
    clearedBy: clearing[e.result] ?? null,
  };
}

/** The stages of the route with what is done, whose turn it is, and what follows. */
export function routeView(world: World, shown: DisplayRow): RouteStageView[] {
  const context = world.nomination?.context;
  if (context === undefined) return [];
  const state = world.nomination?.state === 'returned' ? context.returnTo : world.nomination?.state;
  const keys = context.route.flatMap((s) => s.steps.map((step) => `${step}@${s.unit}`));
  const current = state === null || state === undefined ? -1 : keys.indexOf(state);
  return context.route.map((stage) => ({
    unit: { id: stage.unit, name: shown.units[stage.unit] ?? '' },
    level: stage.level,
    steps: stage.steps.map((step) =>
      stepView(
        world,
        shown,
        `${step}@${stage.unit}`,
        current < 0 ? null : keys.indexOf(`${step}@${stage.unit}`) - current,
      ),
    ),
  }));
}

function stepView(
  world: World,
  shown: DisplayRow,
  key: StepKey,
  distance: number | null,
): RouteStageView['steps'][number] {
  const step = stepOf(world.procedure, world.nomination?.context.route ?? [], key);
  const left = shown.entries.findLast((e) => e.from === key && e.to !== key && e.type !== 'Return');
  const done = left !== undefined && (distance === null || distance < 0);
  return {
    key,
    step: key.split('@')[0] ?? '',
    kind: step?.kind ?? 'appraisal',
    role: step?.role ?? 'appraiser',
    status: distance === 0 ? 'current' : done ? 'done' : 'next',
    by: done ? left.by : null,
    onBehalfOf: done ? left.onBehalfOf : null,
    at: done ? left.at : null,
  };
}

/** Running and stopped clocks, and the one that ran out in this state. */
export function deadlineViews(world: World): DeadlineView[] {
  const context = world.nomination?.context;
  if (context === undefined) return [];
  const clocks = context.deadlines.map(({ step, dueAt, remindAt, state, remaining }): DeadlineView => {
    return { step, dueAt, remindAt, state, remaining: remaining ?? null };
  });
  const { lapsed } = context;
  if (lapsed?.dueAt === undefined || lapsed.step !== world.nomination?.state) return clocks;
  return [
    ...clocks,
    { step: lapsed.step, dueAt: lapsed.dueAt, remindAt: lapsed.dueAt, state: 'lapsed', remaining: null },
  ];
}

/** The checklist of the dossier: what is required, and what is there beside it. */
export function itemViews(
  world: World,
  files: readonly { readonly item: string; readonly file: ItemFile }[],
  requested: Supplement['items'],
): ItemView[] {
  const cited = Object.values(world.inputs).flatMap((f) => (f.item === undefined ? [] : [f.item]));
  const names = [
    ...new Set([...world.requiredItems, ...files.map((f) => f.item), ...cited, ...requested.map((r) => r.item)]),
  ];
  return names.flatMap((item) => {
    const label = dossierItemLabel(item);
    if (label === undefined) return [];
    return [
      {
        item,
        label: { vi: label.vi, en: label.en },
        required: world.requiredItems.includes(item),
        files: files.flatMap((f) => (f.item === item ? [f.file] : [])),
        requested: requested.find((r) => r.item === item)?.code ?? null,
        repeated: requested.find((r) => r.item === item)?.repeated ?? false,
      },
    ];
  });
}

/** The subject, and whoever stepped aside, learn neither opinions nor the history. */
export function apart(row: LoadedRow, person: string): boolean {
  return row.subject_id === person || row.context?.recused.includes(person) === true;
}

/** A refusal as data; the sentence for people is added by the API, which has one for every code. */
export function refusalView(r: Refusal): NonNullable<CommandView['refusal']> {
  return {
    code: r.refused,
    message: { vi: '', en: '' },
    ...(r.observed === undefined ? {} : { observed: r.observed }),
    ...(r.needed === undefined ? {} : { needed: r.needed }),
    ...(r.clearedBy === undefined ? {} : { clearedBy: r.clearedBy }),
  };
}

/** A seat from which something may be done, with whose it is where it was lent. */
export function seatView({ id, role, onBehalfOf }: Seat, unit: string, at?: string): CommandView['seats'][number] {
  if (onBehalfOf === undefined) return { id, role, unit, onBehalfOf: null };
  const { person, name = '', form, grantedOn } = onBehalfOf;
  return {
    id,
    role,
    unit,
    onBehalfOf: { person, name, form, sameDay: at !== undefined && grantedOn === localDate(at) },
  };
}
