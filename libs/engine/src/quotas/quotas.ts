import type { NewQuota, QuotaChange, QuotaImport, QuotaImported, QuotaTransfer } from '#contract';
import { awardOf } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { unitRow } from '../administration/registers.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';

type Outcome = Promise<{ id: string } | Refused>;

interface QuotaRow {
  readonly id: string;
  readonly award: string;
  readonly theme: string | null;
  readonly year: number;
  readonly unit_id: string | null;
  readonly cap: number;
  readonly used: number;
}

const rowText = `select id, award, theme, year, unit_id, cap, before + used as used from quota where id = $1::uuid`;
const sameText = `select id from quota where award = $1 and theme is not distinct from $2 and year = $3 and unit_id is not distinct from $4::uuid`;
const rootText = `select id from unit where parent_id is null`;

/**
 * Sets a quota for an award, theme and year: of a unit by an administrator above it, nationally by one of the root unit. Refuses with
 * `wrong-seat`, `unknown-reference`, `already-registered`, and `quota-below-held` where more is used already than the cap.
 */
export async function setQuota(engine: Engine, request: Request, quota: NewQuota): Outcome {
  const id = uuidv5(request.commandId, 'quota');
  const { award, theme, unit, cap, before, year } = quota;
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:quota-${String(year)}`),
    decide: async () => {
      const actor = await allocatorOf(engine, request, unit ?? null);
      if ('refusal' in actor) return actor;
      const problem = await rowProblem(engine, quota, year);
      if (problem !== null) return { refusal: problem };
      const fact = { quota: id, award, theme, unit, cap, before, year };
      return { actor, type: 'QuotaSet', fact, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/** Gives a quota another cap; one below what is held is refused with `quota-below-held`, and no hold is ever cancelled. */
export async function changeQuota(engine: Engine, request: Request, id: string, { cap }: QuotaChange): Outcome {
  const row = await quotaRow(engine, id);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(row === undefined ? notFound : `cfg:quota-${String(row.year)}`),
    decide: async () => {
      const now = await quotaRow(engine, id);
      if (now === undefined) return notFound;
      const actor = await allocatorOf(engine, request, now.unit_id);
      if ('refusal' in actor) return actor;
      if (cap < now.used) return belowHeld(cap, now.used);
      return { actor, type: 'QuotaChanged', fact: { quota: id, cap }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Moves free places from one unit's quota to another's, of the same award, theme and year, by an administrator of a common superior.
 * Refuses with `unknown-reference` for quotas that do not match and with `quota-below-held` for places that are not free.
 */
export async function transferQuota(
  engine: Engine,
  request: Request,
  id: string,
  { to, places }: QuotaTransfer,
): Outcome {
  const row = await quotaRow(engine, id);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(row === undefined ? notFound : `cfg:quota-${String(row.year)}`),
    decide: async () => {
      const [from, into] = [await quotaRow(engine, id), await quotaRow(engine, to)];
      if (from === undefined) return notFound;
      if (into === undefined || into.id === from.id || !matches(from, into)) return unknown(to);
      const units = await superiorsOf(engine, [from.unit_id, into.unit_id]);
      const actor = await administratorOf(engine, request.by, units);
      if ('refusal' in actor) return actor;
      if (from.cap - places < from.used) return belowHeld(from.cap - places, from.used);
      return { actor, type: 'QuotaTransferred', fact: { from: id, to, places }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function matches(a: QuotaRow, b: QuotaRow): boolean {
  return a.award === b.award && a.theme === b.theme && a.year === b.year && a.unit_id !== null && b.unit_id !== null;
}

/**
 * Imports a year's quotas by an administrator of the root unit: rows that fit become one entry with the hash of the list; the rest are
 * named with the reason. A dry run writes nothing. Refuses with `wrong-seat`.
 */
export async function importQuotas(
  engine: Engine,
  request: Request,
  { year, rows, dryRun }: QuotaImport,
): Promise<QuotaImported | Refused> {
  const actor = await allocatorOf(engine, request, null);
  if ('refusal' in actor) return actor;
  const refused: { row: number; reason: string }[] = [];
  const accepted: Record<string, Canonical | undefined>[] = [];
  const seen = new Set<string>();
  for (const [i, row] of rows.entries()) {
    const name = [row.award, row.theme, row.unit].join(' ');
    const problem = seen.has(name) ? { refused: 'already-registered' } : await rowProblem(engine, row, year);
    seen.add(name);
    if (problem !== null) refused.push({ row: i + 1, reason: problem.refused });
    else accepted.push({ quota: uuidv5(request.commandId, `quota/${String(i)}`), ...row });
  }
  if (dryRun || accepted.length === 0) return { accepted: accepted.length, refused, dryRun };
  const plain = JSON.parse(JSON.stringify(accepted)) as Canonical;
  const fact = { year, rows: plain, count: accepted.length, sha256: sha256(canonicalize(plain)) };
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:quota-${String(year)}`),
    decide: () => Promise.resolve({ actor, type: 'QuotaImported', fact, texts: [], payload: {} }),
  });
  return 'refusal' in outcome ? outcome : { accepted: accepted.length, refused, dryRun };
}

async function rowProblem(engine: Engine, row: Omit<NewQuota, 'year'>, year: number) {
  const { award, theme, unit, cap, before } = row;
  if (awardOf(award) === undefined) return { refused: 'unknown-reference', observed: award } as const;
  if (unit !== undefined && (await unitRow(engine, unit)) === undefined) {
    return { refused: 'unknown-reference', observed: unit } as const;
  }
  const same = await engine.db.query('quota-same', sameText, [award, theme ?? null, year, unit ?? null]);
  if (same.length > 0) return { refused: 'already-registered', observed: award } as const;
  return before > cap ? belowHeld(cap, before).refusal : null;
}

async function quotaRow(engine: Engine, id: string): Promise<QuotaRow | undefined> {
  return (await engine.db.query<QuotaRow>('quota-row', rowText, [id]))[0];
}

/** Nobody allots to their own unit: the right lies with the superior, for the national quota with the root unit. */
async function allocatorOf(engine: Engine, request: Request, unit: string | null) {
  if (unit !== null && (await unitRow(engine, unit)) === undefined) return unknown(unit);
  return administratorOf(engine, request.by, await superiorsOf(engine, [unit]));
}

async function superiorsOf(engine: Engine, units: readonly (string | null)[]): Promise<readonly string[]> {
  const roots = await engine.db.query<{ id: string }>('root-unit', rootText);
  const root = roots[0]?.id ?? '';
  const found: string[] = [];
  for (const unit of units) found.push(unit === null ? root : ((await unitRow(engine, unit))?.parent_id ?? root));
  return found;
}

const notFound: Refused = { refusal: { refused: 'not-found' } };

function unknown(reference: string): Refused {
  return { refusal: { refused: 'unknown-reference', observed: reference } };
}

function belowHeld(cap: number, used: number) {
  return {
    refusal: { refused: 'quota-below-held', observed: String(cap), needed: `≥ ${used}`, data: { cap, used } },
  } as const;
}
