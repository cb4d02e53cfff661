import { awardOf, dossierItemLabel } from '#domain';
import { attachFile, createNomination, listNominations, nominationView, type Stored } from '#engine';
import { Readable } from 'node:stream';
import { personId, unitId } from './ids.js';
import { pdfOf } from './pdf.js';
import { accepted, type SampleLoad } from './sample.js';
import type { Case } from './season.js';

/** A working copy that somebody may change; without `n` its number is looked up. */
export interface WorkingCopy {
  readonly id: string;
  readonly person: string;
  readonly n: number | undefined;
}

/** The nomination of a case that a load has made before: the same unit, award and subject. */
export async function existing({ engine }: SampleLoad, c: Case, person: string): Promise<string | undefined> {
  const subject = subjectOf(c).id;
  const { nominations } = await listNominations(engine, person, { unit: unitId(c.unit), award: c.award, limit: 100 });
  return nominations.find((n) => n.subject.id === subject)?.id;
}

/** Opens the working copy of a case. */
export async function openDossier(load: SampleLoad, c: Case, person: string, year: number): Promise<WorkingCopy> {
  const { award, occasion, statement, theme, achievement } = c;
  const body = {
    award,
    unit: unitId(c.unit),
    channel: 'electronic' as const,
    subject: subjectOf(c),
    year,
    occasion,
    statement,
    facts: achievement.facts,
  };
  const made = await createNomination(load.engine, person, theme === undefined ? body : { ...body, theme });
  return { id: accepted(`case/${c.key}`, made).id, person, n: 1 };
}

function subjectOf(c: Case): { type: 'person' | 'unit'; id: string } {
  return c.nominee === null ? { type: 'unit', id: unitId(c.unit) } : { type: 'person', id: personId(c.nominee.key) };
}

/** Puts a file to each item that has none yet. Answers with the working copy's number; undefined when it is closed. */
export async function attach(
  load: SampleLoad,
  c: Case,
  to: WorkingCopy,
  items: readonly string[],
): Promise<number | undefined> {
  const view = to.n === undefined ? await nominationView(load.engine, to.person, to.id) : undefined;
  let n = to.n ?? versionOf(view?.draft?.etag);
  if (n === undefined) return undefined;
  const held = view?.items.filter((i) => i.files.length > 0).map((i) => i.item) ?? [];
  for (const item of items.filter((i) => !held.includes(i))) {
    const stored = await storePdf(load, c, item);
    const bound = await attachFile(load.engine, { person: to.person, ifMatch: n }, { nomination: to.id, item }, stored);
    n = accepted(`case/${c.key}/${item}`, bound).n;
  }
  return n;
}

async function storePdf({ files }: SampleLoad, c: Case, item: string): Promise<Stored & { name: string }> {
  const title = dossierItemLabel(item)?.vi ?? item;
  const bytes = pdfOf([
    `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    awardOf(c.award)?.nameVi ?? c.award,
    c.nominee?.name ?? 'Tập thể',
    'Dữ liệu mẫu: đơn vị và con người đều không có thật.',
  ]);
  const name = `${item}.pdf`;
  return { ...(await files.put(Readable.from([bytes]), name, () => false)), name };
}

/** The number in `"d-7"`. */
export function versionOf(etag: string | undefined): number | undefined {
  const digits = /^"d-(\d+)"$/.exec(etag ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
