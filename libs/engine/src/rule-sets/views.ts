import type { NewRuleSet, RuleSetProposal, RuleSets, RuleSetText, RulesChecked, RulesPlan } from '#contract';
import { checkRules, type RuleSet } from '#domain';
import { rootToday } from '../administration/proposals.js';
import type { Published } from '../directory.js';
import type { Engine } from '../engine.js';
import { compared, rulesPlanView, type Compared } from './plan.js';
import { rulesBefore, rulesOf } from './rule-sets.js';

interface ProposalRow extends Omit<RuleSetProposal, 'proposedAt' | 'publishedAt' | 'rules'> {
  readonly canon: string;
  readonly proposed_at: Date;
  readonly published_at: Date | null;
}

const proposalText = `select p.id, p.code, p.version, encode(p.hash, 'hex') as hash, p.canon, p.valid_from::text as "validFrom",
    jsonb_build_object('id', b.id, 'name', b.name) as "proposedBy", p.proposed_at, p.published_at,
    case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name) end as "publishedBy"
  from configuration_proposal p join person b on b.id = p.proposed_by left join person q on q.id = p.published_by
  where p.kind = 'rule-set'`;

/** The rule set in force as a text, every published version, and proposals that wait for a second person. */
export async function ruleSetsView(engine: Engine): Promise<RuleSets> {
  const { today } = await rootToday(engine);
  await engine.directory.refresh();
  const inForce = engine.directory.ruleSetInForce(today);
  const open = `${proposalText} and p.published_at is null order by p.proposed_at`;
  const rows = await engine.db.query<ProposalRow>('rules_proposals', open, []);
  return {
    inForce: { ...versionOf(inForce), rules: textOf(inForce.value) },
    versions: engine.directory.ruleSets().map(versionOf),
    proposals: rows.map((row) => {
      const { rules: _, ...rest } = viewOf(row);
      return rest;
    }),
  };
}

/** One proposal with its text; null for an unknown one. */
export async function rulesProposal(engine: Engine, id: string): Promise<RuleSetProposal | null> {
  const text = `${proposalText} and p.id = $1::uuid`;
  const [row] = await engine.db.query<ProposalRow>('rules_proposal', text, [id]);
  return row === undefined ? null : viewOf(row);
}

/** What keeps a text from being proposed; of a sound one, which open nominations it would measure otherwise. */
export async function checkedRules(
  engine: Engine,
  person: string,
  { rules, validFrom }: NewRuleSet,
): Promise<RulesChecked> {
  const before = await rulesBefore(engine, validFrom);
  const after = rulesOf(rules, 0, validFrom);
  const problems = checkRules(after, before).map((p) => ({ ...p }));
  if (problems.length > 0) return { problems, plan: null };
  return { problems, plan: await rulesPlanView(engine, person, await compared(engine, before, after)) };
}

const keptText = `select x.value from ledger_secret x join ledger_entry e on e.chain = x.chain and e.seq = x.seq
  where x.chain = $1 and x.text_id = 'touched' and e.canon::jsonb->'facts'->0->>'proposal' = $2`;

/** What a proposal would touch now, or touched when it was published; null for an unknown one. */
export async function rulesPlan(engine: Engine, person: string, id: string): Promise<RulesPlan | null> {
  const proposal = await rulesProposal(engine, id);
  if (proposal === null) return null;
  if (proposal.publishedAt === null) return (await checkedRules(engine, person, proposal)).plan;
  const [kept] = await engine.db.query<{ value: string }>('rules_kept', keptText, [`cfg:${proposal.code}`, id]);
  return kept === undefined ? null : rulesPlanView(engine, person, JSON.parse(kept.value) as Compared);
}

function versionOf({ pin, value, validFrom, validTo }: Published<RuleSet>): RuleSets['versions'][number] {
  return { code: pin.id, version: pin.version, hash: pin.hash, stateLaw: value.stateLaw, validFrom, validTo };
}

function viewOf({ canon, proposed_at, published_at, ...rest }: ProposalRow): RuleSetProposal {
  return {
    ...rest,
    proposedAt: proposed_at.toISOString(),
    publishedAt: published_at?.toISOString() ?? null,
    rules: textOf(JSON.parse(canon) as RuleSet),
  };
}

/** Without version and days, and without its readonly marks. */
function textOf({ id, stateLaw, switches, awards, evidence }: RuleSet): RuleSetText {
  return JSON.parse(JSON.stringify({ id, stateLaw, switches, awards, evidence })) as RuleSetText;
}
