import { awardOf, dossierItemLabel } from '#domain';
import { attachFile, createNomination, listNominations, nominationView } from '#engine';
import { Readable } from 'node:stream';
import type { Officer } from './federation.js';
import { personId, unitId } from './ids.js';
import { pdfOf } from './pdf.js';
import { accepted, type SampleLoad } from './sample.js';
import type { Case } from './season.js';

/** Opens the working copy of a case and puts its files to it; goes on where an earlier load was interrupted. Answers with the nomination's id. */
export async function openDossier(load: SampleLoad, c: Case, clerk: Officer, year: number): Promise<string> {
  const person = personId(clerk.key);
  const known = await existing(load, c, person);
  const id = known ?? (await create(load, c, person, year));
  const missing = c.achievement.items.slice(0, c.events.length === 1 ? 1 : undefined);
  await attach(load, c, { id, person }, missing);
  return id;
}

/** The nomination of a case that an earlier load has made: the same unit, award and subject. */
export async function existing({ engine }: SampleLoad, c: Case, person: string): Promise<string | undefined> {
  const subject = subjectOf(c).id;
  const { nominations } = await listNominations(engine, person, { unit: unitId(c.unit), award: c.award, limit: 100 });
  return nominations.find((n) => n.subject.id === subject)?.id;
}

function subjectOf(c: Case): { type: 'person' | 'unit'; id: string } {
  return c.nominee === null ? { type: 'unit', id: unitId(c.unit) } : { type: 'person', id: personId(c.nominee.key) };
}

async function create({ engine }: SampleLoad, c: Case, person: string, year: number): Promise<string> {
  const { award, occasion, statement, achievement, theme } = c;
  const body = {
    award,
    unit: unitId(c.unit),
    subject: subjectOf(c),
    year,
    occasion,
    statement,
    facts: achievement.facts,
  };
  return accepted(
    `case/${c.key}`,
    await createNomination(engine, person, theme === undefined ? body : { ...body, theme }),
  ).id;
}

/** Stores a file for each item that has none yet and binds it to the working copy. */
export async function attach(
  load: SampleLoad,
  c: Case,
  to: { id: string; person: string },
  items: readonly string[],
): Promise<void> {
  const view = await nominationView(load.engine, to.person, to.id);
  let n = versionOf(view?.draft?.etag);
  if (view === null || n === null) return;
  const held = view.items.filter((i) => i.file !== null).map((i) => i.item);
  for (const item of items.filter((i) => !held.includes(i))) {
    const title = dossierItemLabel(item)?.vi ?? item;
    const name = `${item}.pdf`;
    const bytes = pdfOf([
      `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
      ...linesOf(c),
      'Dữ liệu mẫu: đơn vị và con người đều không có thật.',
    ]);
    const stored = await load.files.put(Readable.from([bytes]), name, () => false);
    const file = { ...stored, name };
    n = accepted(
      `case/${c.key}/${item}`,
      await attachFile(load.engine, { person: to.person, ifMatch: n }, { nomination: to.id, item }, file),
    ).n;
  }
}

function linesOf(c: Case): string[] {
  return [awardOf(c.award)?.nameVi ?? c.award, c.nominee?.name ?? 'Tập thể'];
}

/** The number in `"d-7"`. */
export function versionOf(etag: string | undefined): number | null {
  const digits = /^"d-(\d+)"$/.exec(etag ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
