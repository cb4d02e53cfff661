import { composeDocument, documentView, performActItem, performDeed } from '#engine';
import type { DocumentPlan } from './deck.data.js';
import type { Federation, Officer } from './federation.js';
import { seatOf } from './found.js';
import { commandId, documentId, personId, requestHash } from './ids.js';
import { each } from './pool.js';
import { accepted, WIDTH, type SampleLoad } from './sample.js';

/** What is done with a decision document, so many working days before the end of the season. */
export interface DocumentEvent {
  readonly ago: number;
  readonly half: 0 | 1;
  readonly deed: 'Compose' | 'Sign' | 'Issue';
  readonly document: DocumentPlan;
}

/** Composed in the morning, signed after noon, issued the day after. */
export function documentEvents(documents: readonly DocumentPlan[]): DocumentEvent[] {
  return documents.flatMap((document): DocumentEvent[] => {
    const { ago, until } = document;
    const events: DocumentEvent[] = [{ ago, half: 0, deed: 'Compose', document }];
    if (until !== 'draft') events.push({ ago, half: 1, deed: 'Sign', document });
    if (until === 'issued') events.push({ ago: ago - 1, half: 0, deed: 'Issue', document });
    return events;
  });
}

/** Composes, signs or issues; what is issued is handed out at once. `nominations` are those that it lists, in order. */
export async function playDocument(
  load: SampleLoad,
  federation: Federation,
  event: DocumentEvent,
  nominations: readonly string[],
): Promise<void> {
  const { document, deed } = event;
  const role = deed === 'Sign' ? 'signer' : 'clerk';
  const officer = federation.officers.find((o) => o.unit === document.body && o.roles.includes(role));
  if (officer === undefined) throw new Error(`${document.body} has no ${role}`);
  if (deed === 'Compose') return compose(load, document, officer, nominations);
  const name = `document/${document.key}/${deed}`;
  const outcome = await performDeed(load.engine, {
    type: deed,
    document: documentId(document.key),
    commandId: commandId(name),
    person: personId(officer.key),
    as: seatOf(officer, role),
    elevated: true,
    ifMatch: deed === 'Sign' ? 0 : 1,
    requestHash: requestHash(name),
  });
  accepted(name, outcome);
  if (deed === 'Issue') await handOut(load, document, officer, nominations);
}

async function compose(
  load: SampleLoad,
  document: DocumentPlan,
  clerk: Officer,
  nominations: readonly string[],
): Promise<void> {
  const id = documentId(document.key);
  const person = personId(clerk.key);
  if ((await documentView(load.engine, person, id)) !== null) return;
  const body = {
    as: seatOf(clerk, 'clerk'),
    kind: 'QĐ' as const,
    capacity: 'TM' as const,
    title: document.title,
    nominations: [...nominations],
  };
  accepted(`document/${document.key}`, await composeDocument(load.engine, person, id, body));
}

async function handOut(
  load: SampleLoad,
  document: DocumentPlan,
  clerk: Officer,
  nominations: readonly string[],
): Promise<void> {
  const view = await documentView(load.engine, personId(clerk.key), documentId(document.key));
  const act = view?.act ?? null;
  if (act === null) throw new Error(`${document.key} is not issued`);
  await each(WIDTH, nominations, async (nomination) => {
    const done = await performActItem(load.engine, act, nomination);
    if (done !== 'done') throw new Error(`sample: ${document.key}: ${nomination} is ${done}`);
  });
}
