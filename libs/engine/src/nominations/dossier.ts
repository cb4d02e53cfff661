import { awardOf, dossierItemLabel, stepOf, type ChecklistState, type World } from '#domain';
import type { ChecklistItem, Dossier, ItemCheck } from '#contract';
import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import type { LoadedRow } from '../load.queries.js';
import { load } from '../perform.js';
import { visible } from '../visible.js';
import { contentOf, worldOf, type Content } from '../world.js';
import { dossierText, type CriterionRow, type DossierRow } from './dossier.queries.js';
import { isFilingClerk } from './filing.js';
import { apart } from './view-parts.js';

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * What the page of a nomination shows beside it: whose turn it is, when each step was entered and left, who confirmed or overrode a
 * criterion, the reader's checklist, and who read it. Null for an unknown one and for one not theirs to see; empty lists for the
 * subject and for whoever stepped aside, who learn neither words nor readers.
 */
export async function dossierOf(engine: Engine, person: string, id: string): Promise<Dossier | null> {
  const row = await load(engine, id, person, null);
  if (row?.visible !== true) return null;
  if (apart(row, person)) return EMPTY;
  const onDraft = row.draft !== null && isFilingClerk(row);
  const world = worldOf(engine, row, { commandId: nobody, actor: { person, as: nobody }, onDraft });
  const content = contentOf(row, onDraft);
  const values = [id, person, content.files.map((f) => f.id)];
  const [found] = await engine.db.query<DossierRow>('dossier', dossierText, values);
  if (found === undefined) return null;
  return {
    turn: found.turn,
    steps: stepTimes(world, found.moves),
    onCriteria: onCriteria(found.criteria, row.context !== null),
    checklist: checklistOf(row, world, content, found.checks),
    uploaders: found.uploaders,
    readings: found.readings,
  };
}

const EMPTY: Dossier = {
  turn: [],
  steps: [],
  onCriteria: [],
  checklist: [],
  uploaders: {},
  readings: [],
};

/** Of each step of the route, when it was entered and left last, and whether that was late. */
function stepTimes({ procedure, nomination }: World, moves: DossierRow['moves']): Dossier['steps'] {
  const route = nomination?.context.route ?? [];
  return route.flatMap(({ unit, steps }) =>
    steps.map((name) => {
      const key = `${name}@${unit}` as const;
      const entered = moves.findLast((m) => m.to === key);
      const left = moves.findLast((m) => m.from === key);
      const over = left !== undefined && (entered === undefined || left.at >= entered.at);
      return {
        key,
        workingDays: stepOf(procedure, route, key)?.workingDays ?? null,
        enteredAt: entered?.at ?? null,
        leftAt: over ? left.at : null,
        late: over && left.late,
      };
    }),
  );
}

/** Who confirmed and overrode what, in its order; an override of the working copy counts once the submission took it over. */
function onCriteria(rows: readonly CriterionRow[], submitted: boolean): Dossier['onCriteria'] {
  const before = rows.filter((r) => r.chain === 'w');
  const after = rows.filter((r) => r.chain === 'n');
  const taken = after.flatMap((r) => (r.fact.draft === undefined ? [] : [r.fact.draft.seq]));
  const early = before.filter((r) => !submitted || taken.includes(r.seq));
  return [...early, ...after.filter((r) => r.fact.draft === undefined)].map((r) => ({
    kind: r.fact.type === 'CriterionConfirmed' ? 'confirmed' : 'overridden',
    criterion: r.fact.criterion,
    result: r.fact.result ?? null,
    at: r.at,
    by: r.by ?? '',
    onBehalfOf: r.onBehalfOf,
    unit: r.unit ?? '',
    reason: r.reason,
    beforeSubmission: r.chain === 'w',
  }));
}

/** Every item that the dossier has, is asked for, or might have been asked for, with its state for this reader. */
function checklistOf(
  row: LoadedRow,
  world: World,
  content: Content,
  checks: DossierRow['checks'],
): Dossier['checklist'] {
  const cited = Object.values(world.inputs).flatMap((f) => (f.item === undefined ? [] : [f.item]));
  const asked = row.context?.requested.map((r) => r.item) ?? [];
  const needed = new Set([...world.requiredItems, ...cited, ...asked]);
  const known = awardOf(row.award)?.dossierItems ?? [];
  const names = [...new Set([...world.requiredItems, ...content.files.map((f) => f.item), ...needed, ...known])];
  return names.flatMap((item): ChecklistItem[] => {
    const label = dossierItemLabel(item);
    if (label === undefined) return [];
    const files = content.files.flatMap((f) => (f.item === item ? [f.id] : []));
    const checked = checks.find((c) => c.item === item)?.files ?? [];
    const state = stateOf({ files, checked, needed: needed.has(item), asked: asked.includes(item) });
    return [{ item, label: { vi: label.vi, en: label.en }, state }];
  });
}

interface Item {
  readonly files: readonly string[];
  /** The files that the reader found fit. */
  readonly checked: readonly string[];
  readonly needed: boolean;
  /** A supplement that is open asks for it. */
  readonly asked: boolean;
}

/** A mark is for the files that were looked at: another file makes the item unseen again. */
function stateOf({ files, checked, needed, asked }: Item): ChecklistState {
  if (asked) return 'missing';
  if (files.length === 0) return needed ? 'missing' : 'notApplicable';
  const same = files.length === checked.length && files.every((f) => checked.includes(f));
  return same ? 'fit' : 'unseen';
}

const seenText = `
select exists (select from nomination n join dossier_version v on v.nomination_id = n.id and v.revision = n.revision
    where n.id = $2::uuid and (select array_agg((f->>'id')::uuid order by f->>'id') from jsonb_array_elements(v.files) f where f->>'item' = $3)
      = (select array_agg(x order by x::text) from unnest($4::uuid[]) x)) as current
from nomination n where n.id = $2::uuid and ${visible('n', '$1::uuid')}
  and not (n.subject_type = 'person' and n.subject_id = $1::uuid) and not coalesce(n.context->'recused' ? $1::text, false)`;
const markText = `insert into item_check (nomination_id, person_id, item, files, checked_at) values ($2::uuid, $1::uuid, $3, $4::uuid[], laurel_clock())
  on conflict (nomination_id, person_id, item) do update set files = excluded.files, checked_at = excluded.checked_at`;
const unmarkText = `delete from item_check where nomination_id = $2::uuid and person_id = $1::uuid and item = $3`;

/**
 * Notes in the reader's own checklist that they looked at the files of an item and found it fit, or takes that back. Refuses with
 * `not-found`, for the subject and for whoever stepped aside too, and with `stale-revision` where the frozen version has other files.
 */
export async function checkItem(
  engine: Engine,
  person: string,
  { nomination, item }: { readonly nomination: string; readonly item: string },
  { fit, files }: ItemCheck,
): Promise<{ readonly fit: boolean } | { readonly refusal: Refusal }> {
  const values = [person, nomination, item];
  const [seen] = await engine.db.query<{ current: boolean }>('item_check_seen', seenText, [...values, files]);
  if (seen === undefined) return { refusal: { refused: 'not-found' } };
  if (!seen.current) return { refusal: { refused: 'stale-revision' } };
  if (fit) await engine.db.query('item_check', markText, [...values, files]);
  else await engine.db.query('item_check_end', unmarkText, values);
  return { fit };
}
