import type { Engine } from '../engine.js';
import type { Refused } from './record.js';
import type { Request } from './request.js';

/** Configuration that one administrator proposes and another one publishes. */
export type ProposalKind = 'procedure' | 'calendar' | 'rule-set';

export interface Proposed {
  readonly code: string;
  readonly version: number;
  readonly canon: string;
  readonly hash: string;
  readonly valid_from: string;
  readonly proposed_by: string;
  readonly published: boolean;
}

const rootText = 'select id, legal_date()::text as today from unit where parent_id is null';
const nextText = `select 1 + greatest(
  coalesce((select max(version) from configuration where kind = $1 and id = $2), 0),
  coalesce((select max(version) from configuration_proposal where kind = $1 and code = $2), 0))::int as next`;
const proposedText = `select code, version, canon, encode(hash, 'hex') as hash, valid_from::text, proposed_by, published_at is not null as published
  from configuration_proposal where kind = $1 and id = $2::uuid`;

/** The unit at the root, and the day of today. */
export async function rootToday(engine: Engine): Promise<{ id: string; today: string }> {
  const [root] = await engine.db.query<{ id: string; today: string }>('root-today', rootText, []);
  if (root === undefined) throw new Error('no root unit');
  return root;
}

/** The version that a next proposal gets. */
export async function nextVersion(engine: Engine, kind: ProposalKind, code: string): Promise<number> {
  const [row] = await engine.db.query<{ next: number }>('proposal-next', nextText, [kind, code]);
  return row?.next ?? 1;
}

export async function proposedOf(engine: Engine, kind: ProposalKind, id: string): Promise<Proposed | undefined> {
  return (await engine.db.query<Proposed>('proposed', proposedText, [kind, id]))[0];
}

/** What keeps this person from publishing it: not signed in again, published already, or the one who proposed it. */
export function publishingRefusal(
  now: Proposed,
  { by, elevated }: Request & { readonly elevated: boolean },
): Refused | null {
  if (!elevated) return { refusal: { refused: 'elevation-needed', needed: 'password' } };
  if (now.published) return { refusal: { refused: 'not-now', observed: 'published' } };
  if ('person' in by && by.person === now.proposed_by) {
    return { refusal: { refused: 'second-person-needed', clearedBy: 'administrator' } };
  }
  return null;
}
