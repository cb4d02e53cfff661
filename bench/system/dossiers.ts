import { randomUUID } from 'node:crypto';
import { attachFile, createNomination, importRegistry, type Engine } from '#engine';
import { sha256 } from '#ledger';
import { each, seeded } from './figures.js';
import { nameOf, STATEMENT } from './words.js';
import { bySystem, done, register, type World } from './world.js';

/** Kinds of dossier whose criteria come out alike; a kind of the mix names one. */
export type DossierKind = 'certificate' | 'certificateToConfirm' | 'level2';

export interface Dossier {
  readonly id: string;
  readonly kind: DossierKind;
  /** Index of the nominating unit. */
  readonly unit: number;
  /** Number of the working copy once every file is attached. */
  readonly n: number;
}

const YEAR = 2026;
const EXCELLENT = 'hoan_thanh_xuat_sac_nhiem_vu';
const ITEMS = ['submissionLetter', 'achievementReport', 'minutes'];
const AWARDS = {
  certificate: 'UNION_CERT_VGCL',
  certificateToConfirm: 'UNION_CERT_VGCL',
  level2: 'UNION_CERT_LEVEL2',
} as const;

/** Declared facts: an item that shows them makes them evidence, without one an appraiser has to confirm. */
const FACTS = {
  certificate: { 'initiative.recognisedAppliedInStreak': { value: 2, item: 'achievementReport' } },
  certificateToConfirm: { 'initiative.recognisedAppliedInStreak': { value: 2 } },
  level2: { 'initiative.recognisedAppliedInYear': { value: 1, item: 'achievementReport' } },
} as const;

/** Working copies ready to submit, each about a person of its own, with registry facts and three files, made by the engine. */
export async function makeDossiers(engine: Engine, world: World, kinds: readonly DossierKind[]): Promise<Dossier[]> {
  const lowest = world.units.flatMap((u, i) => (u.level === 'grassroots_union' ? [i] : []));
  const random = seeded(7);
  const wanted = kinds.map((kind, i) => ({ kind, unit: lowest[i % lowest.length] ?? 0, name: nameOf(random) }));
  const subjects: string[] = [];
  await each(
    wanted,
    16,
    async ({ unit, name }, i) => void (subjects[i] = await register(engine, name, world.units[unit]?.id ?? '')),
  );
  for (let from = 0; from < subjects.length; from += 1000)
    await knownFacts(engine, subjects.slice(from, from + 1000), from);
  const dossiers: Dossier[] = [];
  await each(wanted, 16, async ({ kind, unit }, i) => {
    dossiers[i] = { kind, unit, ...(await draft(engine, world, { kind, unit, subject: subjects[i] ?? '' })) };
  });
  return dossiers;
}

/** Two excellent years and last year's certificate of the corporation union, as past data are imported. */
async function knownFacts(engine: Engine, subjects: readonly string[], from: number): Promise<void> {
  const assessments = subjects.flatMap((subject) =>
    [YEAR, YEAR - 1].map((year) => ({ subject, year, result: EXCELLENT })),
  );
  const grants = subjects.map(
    (subject) =>
      ({
        subject,
        subjectType: 'person',
        award: 'UNION_CERT_LEVEL2',
        year: YEAR - 1,
        occasion: 'annual',
      }) as const,
  );
  done(await importRegistry(engine, bySystem(), { sha256: sha256(`import ${String(from)}`), assessments, grants }));
}

async function draft(
  engine: Engine,
  world: World,
  { kind, unit, subject }: { kind: DossierKind; unit: number; subject: string },
): Promise<{ id: string; n: number }> {
  const nominating = world.units[unit];
  const person = nominating?.officers.clerk[0]?.person ?? '';
  const body = {
    award: AWARDS[kind],
    unit: nominating?.id ?? '',
    channel: 'electronic' as const,
    subject: { type: 'person' as const, id: subject },
    year: YEAR,
    occasion: 'annual' as const,
    facts: FACTS[kind],
    statement: STATEMENT,
  };
  const { id } = done(await createNomination(engine, person, body));
  let n = 1;
  for (const item of ITEMS) {
    const file = {
      id: randomUUID(),
      name: `${item}.pdf`,
      mime: 'application/pdf',
      size: 180_000,
      sha256: sha256(`${id}/${item}`),
    };
    n = done(await attachFile(engine, { person, ifMatch: n }, { nomination: id, item }, file)).n;
  }
  return { id, n };
}
