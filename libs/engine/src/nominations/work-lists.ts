import type { CouncilView, NomineeRowsQuery, Selections } from '#contract';
import type { Refused } from '../administration/record.js';
import { councilView, listCouncils } from '../councils/views.js';
import type { Engine } from '../engine.js';
import { judgedList, type Judged } from '../nominee-lists/lists.js';
import { listSelections } from '../selection/list.js';
import { noted } from './exports.js';

/** A council with one of its sittings; null where it has none. */
export interface CouncilLine extends Pick<CouncilView, 'name' | 'size' | 'unit'> {
  readonly sitting: CouncilView['sittings'][number] | null;
}

/** The councils that this person sees with their sittings, in the order of the screen; the export is noted. */
export async function exportCouncils(engine: Engine, person: string): Promise<CouncilLine[] | Refused> {
  const rows: CouncilLine[] = [];
  for (const { id } of (await listCouncils(engine, person)).councils) {
    const council = await councilView(engine, person, id);
    if (council === null) continue;
    const { name, size, unit, sittings } = council;
    const held = sittings.length === 0 ? [null] : sittings;
    rows.push(...held.map((sitting) => ({ name, size, unit, sitting })));
  }
  return noted(engine, { person, list: 'councils', filters: {} }, rows);
}

type Listed = Selections['selections'][number];

/** A selection, or what waits for one: then it was opened nowhere yet. */
export interface SelectionLine extends Pick<
  Listed,
  'awardName' | 'closedAt' | 'count' | 'quota' | 'theme' | 'unit' | 'year'
> {
  readonly openedAt: string | null;
}

/** What waits for a selection and the selections of one's units, in the order of the screen; the export is noted. */
export async function exportSelections(engine: Engine, person: string): Promise<SelectionLine[] | Refused> {
  const { selections, waiting } = await listSelections(engine, person);
  const unopened = waiting.map((w): SelectionLine => ({ ...w, openedAt: null, closedAt: null, quota: null }));
  return noted(engine, { person, list: 'selections', filters: {} }, [...unopened, ...selections]);
}

/** The rows of an Excel list of one's own that stand so, as the screen shows them; the export is noted. Refuses with `not-found`. */
export async function exportNomineeRows(
  engine: Engine,
  person: string,
  { list, which }: { readonly list: string } & Pick<NomineeRowsQuery, 'which'>,
): Promise<Judged | Refused> {
  const judged = await judgedList(engine, person, list);
  if (judged === null) return { refusal: { refused: 'not-found' } };
  const rows = judged.rows.filter((r) => r.state === which);
  await noted(engine, { person, list: 'nominee-rows', filters: { list, which } }, rows);
  return { ...judged, rows };
}
