import type { Procedures, ProposalView } from '#contract';
import { procedureTemplates, type Procedure } from '#domain';
import type { Published } from '../directory.js';
import type { Engine } from '../engine.js';

interface ProposalRow {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly hash: string;
  readonly canon: string;
  readonly valid_from: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly proposed_at: Date;
  readonly publisher_id: string | null;
  readonly publisher_name: string | null;
  readonly published_at: Date | null;
}

const proposalText = `select p.id, p.code, p.version, encode(p.hash, 'hex') as hash, p.canon, p.valid_from::text,
    b.id as by_id, b.name as by_name, p.proposed_at, q.id as publisher_id, q.name as publisher_name, p.published_at
  from configuration_proposal p join person b on b.id = p.proposed_by left join person q on q.id = p.published_by where p.kind = 'procedure'`;

/** Published versions, proposals that wait for a second person, and the procedures to start from. */
export async function proceduresView(engine: Engine): Promise<Procedures> {
  const open = `${proposalText} and p.published_at is null order by p.proposed_at`;
  const rows = await engine.db.query<ProposalRow>('proposals', open, []);
  return {
    versions: engine.directory.procedures().map(({ pin, value, validFrom, validTo }) => ({
      code: pin.id,
      version: pin.version,
      hash: pin.hash,
      name: value.name,
      validFrom,
      validTo,
      appliesTo: appliesToOf(value),
    })),
    proposals: rows.map((row) => {
      const { procedure: _, ...rest } = viewOf(row);
      return rest;
    }),
    templates: procedureTemplates.map((template) => {
      const { version: _, ...text } = plain(template);
      return text;
    }),
  };
}

/** One proposal with its text; null for an unknown one. */
export async function proposalView(engine: Engine, id: string): Promise<ProposalView | null> {
  const rows = await engine.db.query<ProposalRow>('proposal', `${proposalText} and p.id = $1::uuid`, [id]);
  const [row] = rows;
  return row === undefined ? null : viewOf(row);
}

/** The version of a procedure that is in force on a day; null where none is. */
export function procedureOf(engine: Engine, code: string, day: string): Published<Procedure> | null {
  const inForce = engine.directory
    .procedures()
    .filter((p) => p.pin.id === code && p.validFrom <= day && (p.validTo === null || day <= p.validTo))
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom) || a.pin.version - b.pin.version);
  return inForce.at(-1) ?? null;
}

function viewOf(row: ProposalRow): ProposalView {
  const procedure = JSON.parse(row.canon) as ProposalView['procedure'];
  const { publisher_id, publisher_name, published_at } = row;
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    hash: row.hash,
    name: procedure.name,
    validFrom: row.valid_from,
    proposedBy: { id: row.by_id, name: row.by_name },
    proposedAt: row.proposed_at.toISOString(),
    publishedBy: publisher_id === null ? null : { id: publisher_id, name: publisher_name ?? '' },
    publishedAt: published_at?.toISOString() ?? null,
    procedure,
  };
}

function appliesToOf({ appliesTo }: Procedure): Procedures['versions'][number]['appliesTo'] {
  return appliesTo === undefined ? undefined : plain({ appliesTo } as unknown as Procedure).appliesTo;
}

/** The same without its readonly marks. */
function plain(procedure: Procedure): ProposalView['procedure'] {
  return JSON.parse(JSON.stringify(procedure)) as ProposalView['procedure'];
}
