import { createHash } from 'node:crypto';
import { awards, ruleSet, standardProcedure, VIETNAM_CALENDAR } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import { recordAdministration } from '../administration/record.js';
import type { Engine } from '../engine.js';

/** Namespace of the command ids of first entries: the same on every installation, so that two starts write them once. */
const NAMESPACE = '6f8bb4c2-6f0e-4c52-9a55-1d5f1f5d3c01';

/** What holds before anybody publishes anything: earlier than any nomination. */
const ALWAYS = '2020-01-01';

interface Publication {
  readonly kind: 'procedure' | 'rule-set' | 'calendar' | 'award-catalogue';
  readonly id: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly value: unknown;
}

function publications(): Publication[] {
  const rules = ([1, 2] as const).map((n) => ruleSet(n));
  return [
    {
      kind: 'procedure',
      id: standardProcedure.id,
      version: standardProcedure.version,
      validFrom: ALWAYS,
      value: standardProcedure,
    },
    {
      kind: 'calendar',
      id: VIETNAM_CALENDAR.id,
      version: VIETNAM_CALENDAR.version,
      validFrom: ALWAYS,
      value: VIETNAM_CALENDAR,
    },
    { kind: 'award-catalogue', id: 'AWARDS', version: 1, validFrom: ALWAYS, value: awards },
    ...rules.map((value): Publication => ({
      kind: 'rule-set',
      id: value.id,
      version: value.version,
      validFrom: value.validFrom,
      validTo: value.validTo,
      value,
    })),
  ];
}

/** A command id of the first entries, from a name. */
export function genesisId(name: string): string {
  return uuidv5(NAMESPACE, name);
}

/**
 * Publishes the standard procedure, the calendar, the award catalogue and both versions of LAUREL-2026 where they are missing, each
 * as an entry of its chain `cfg:<id>`, and fills the directory. Safe to repeat and to run twice at once.
 */
export async function genesis(engine: Engine): Promise<void> {
  const text = 'select kind, id, version from configuration';
  const rows = await engine.db.query<Pick<Publication, 'kind' | 'id' | 'version'>>('genesis', text);
  const there = new Set(rows.map(nameOf));
  for (const publication of publications()) {
    if (!there.has(nameOf(publication))) await publish(engine, publication);
  }
  await engine.directory.refresh();
}

function nameOf({ kind, id, version }: Pick<Publication, 'kind' | 'id' | 'version'>): string {
  return `${kind}/${id}/${String(version)}`;
}

async function publish(engine: Engine, publication: Publication): Promise<void> {
  const { kind, id, version, validFrom, validTo, value } = publication;
  const canon = canonicalize(plain(value));
  const outcome = await recordAdministration(engine, {
    chain: `cfg:${id}`,
    commandId: genesisId(nameOf(publication)),
    requestHash: createHash('sha256').update(canon).digest(),
    actor: { system: 'genesis' },
    type: 'ConfigurationPublished',
    fact: { kind, id, version, hash: sha256(canon), validFrom, validTo },
    texts: [],
    payload: { canon },
  });
  if ('refusal' in outcome) throw new Error(`${nameOf(publication)}: ${outcome.refusal.refused}`);
}

/** A value that the ledger can hold: unknown is left out, text is NFC. */
function plain(value: unknown): Canonical {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.filter((v) => v !== null).map(plain);
  if (typeof value !== 'object' || value === null) return value as Canonical;
  const known = Object.entries(value).filter(([, v]) => v !== null && v !== undefined);
  return Object.fromEntries(known.map(([k, v]) => [k, plain(v)]));
}
