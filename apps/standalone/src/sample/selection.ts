import {
  openSelection,
  orderSelection,
  proposeProcedure,
  publishProcedure,
  selectionView,
  setQuota,
  type By,
  type ByOfficer,
} from '#engine';
import type { Federation } from './federation.js';
import { commandId, personId, request, requestHash, unitId } from './ids.js';
import { accepted, type SampleLoad } from './sample.js';
import { PLACES, SELECTED, SELECTION_PROCEDURE } from './selection.data.js';

const signer = 'F/chutich';

/** Has two administrators publish the procedure that selects, and one of them set the places of the year. */
export async function foundSelection({ engine }: SampleLoad, { officers }: Federation, today: string): Promise<void> {
  const by = (login: string): By => {
    const found = officers.find((o) => o.login === login);
    if (found === undefined) throw new Error(`nobody signs in as ${login}`);
    return { person: personId(found.key) };
  };
  const deed = 'selection-procedure';
  const proposal = { procedure: SELECTION_PROCEDURE, validFrom: today };
  const { id } = accepted(deed, await proposeProcedure(engine, request(deed, by('quantri.tld')), proposal));
  const publishing = { ...request(`${deed}/publish`, by('quantri2.tld')), elevated: true };
  accepted(deed, await publishProcedure(engine, publishing, id));
  const quota = { award: SELECTED.award, year: Number(today.slice(0, 4)), cap: PLACES, before: 0 };
  accepted('quota', await setQuota(engine, request('quota', by('quantri.tld')), quota));
}

/** A nomination that waits to be selected. */
export interface Candidate {
  readonly nomination: string;
  readonly woman: boolean;
}

/**
 * The signer of the federation opens the selection and gives the order in which people stand: two equals share the last place that
 * there is, and nobody has decided between them. A list that has its order already keeps it.
 */
export async function playSelection(
  { engine }: SampleLoad,
  year: number,
  candidates: readonly Candidate[],
): Promise<void> {
  const deed = 'selection';
  const asked = { commandId: commandId(deed), requestHash: requestHash(deed), person: personId(signer) };
  const opened = await openSelection(engine, asked, { unit: unitId('F'), award: SELECTED.award, year });
  const { id } = accepted(deed, opened);
  const view = await selectionView(engine, personId(signer), id);
  if (view === null || view.rows.some((r) => r.place !== null)) return;
  const order: ByOfficer = { ...asked, commandId: commandId(`${deed}/order`), ifMatch: view.version };
  accepted(`${deed}/order`, await orderSelection(engine, order, id, { groups: tiedAtCut(candidates) }));
}

/** One after another, but for two whom no tie-break separates: they share the last place within the cut. */
function tiedAtCut(candidates: readonly Candidate[]): string[][] {
  const [first] = candidates;
  const second = candidates.slice(1).find((c) => c.woman === first?.woman);
  if (first === undefined || second === undefined) throw new Error('the sample has no equals to select from');
  const rest = candidates.filter((c) => c !== first && c !== second).map((c) => [c.nomination]);
  return [...rest.slice(0, PLACES - 1), [first.nomination, second.nomination], ...rest.slice(PLACES - 1)];
}
