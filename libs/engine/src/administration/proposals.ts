import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import type { Engine } from '../engine.js';
import { administer, type Change, type Refused } from './record.js';
import { orderOf, type Request } from './request.js';
import { administratorOf } from './rights.js';

/** Configuration that one administrator proposes and another one publishes. */
export type ProposalKind = 'procedure' | 'calendar' | 'rule-set';

/** A proposal as the database holds it. */
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
async function nextVersion(engine: Engine, kind: ProposalKind, code: string): Promise<number> {
  const [row] = await engine.db.query<{ next: number }>('proposal-next', nextText, [kind, code]);
  return row?.next ?? 1;
}

async function proposedOf(engine: Engine, kind: ProposalKind, id: string): Promise<Proposed | undefined> {
  return (await engine.db.query<Proposed>('proposed', proposedText, [kind, id]))[0];
}

export type Outcome = Promise<{ id: string } | Refused>;

/** A text that was found sound, and its first day. */
export interface Drafted {
  readonly value: object;
  readonly validFrom: string;
}

/** What an entry of a publication says besides; its first day, where that is not the proposed one. */
export interface Publication {
  readonly fact?: Change['fact'];
  readonly texts?: Change['texts'];
  readonly payload?: Change['payload'];
}

const notFound: Refused = { refusal: { refused: 'not-found' } };

/**
 * Proposes the next version of a piece of configuration, by an administrator of the root unit: `wrong-seat`, and what `draft` refuses.
 */
export async function propose(
  engine: Engine,
  request: Request,
  { kind, code, draft }: ProposalOf & { draft: (version: number, today: string) => Promise<Drafted | Refused> },
): Outcome {
  const id = uuidv5(request.commandId, 'proposal');
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:${code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const version = await nextVersion(engine, kind, code);
      const drafted = await draft(version, root.today);
      if ('refusal' in drafted) return drafted;
      const canon = canonicalize(drafted.value as Canonical);
      const fact = { proposal: id, kind, id: code, version, hash: sha256(canon), validFrom: drafted.validFrom };
      return { actor, type: 'ConfigurationProposed', fact, texts: [], payload: { canon } };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

interface ProposalOf {
  readonly kind: ProposalKind;
  readonly code: string;
}

/**
 * Publishes a proposal as it stands, by another administrator of the root unit than the one who proposed it, after signing in again:
 * `wrong-seat`, `elevation-needed`, `second-person-needed`, `not-now` for a published one, and what `check` refuses.
 */
export async function publish(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  of: {
    readonly kind: ProposalKind;
    readonly id: string;
    readonly check: (now: Proposed, today: string) => Promise<Publication | Refused>;
  },
): Outcome {
  const found = await proposedOf(engine, of.kind, of.id);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(found === undefined ? notFound : `cfg:${found.code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const now = await proposedOf(engine, of.kind, of.id);
      if (now === undefined) return notFound;
      const said = publishingRefusal(now, request) ?? (await of.check(now, root.today));
      if ('refusal' in said) return said;
      const { code, version, hash, valid_from: validFrom, canon } = now;
      const person = 'person' in actor ? actor.person : null;
      const fact = { kind: of.kind, id: code, version, hash, validFrom, proposal: of.id, ...said.fact };
      const payload = { canon, person, ...said.payload };
      return { actor, type: 'ConfigurationPublished', fact, texts: said.texts ?? [], payload };
    },
  });
  if ('refusal' in outcome) return outcome;
  await engine.directory.refresh();
  return { id: of.id };
}

/** What keeps this person from publishing it: not signed in again, published already, or the one who proposed it. */
function publishingRefusal(now: Proposed, { by, elevated }: Request & { readonly elevated: boolean }): Refused | null {
  if (!elevated) return { refusal: { refused: 'elevation-needed', needed: 'password' } };
  if (now.published) return { refusal: { refused: 'not-now', observed: 'published' } };
  if ('person' in by && by.person === now.proposed_by) {
    return { refusal: { refused: 'second-person-needed', clearedBy: 'administrator' } };
  }
  return null;
}
