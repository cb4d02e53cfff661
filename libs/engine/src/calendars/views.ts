import type { CalendarChecked, CalendarPlan, CalendarProposal, Calendars, CalendarText } from '#contract';
import { calendarOf, calendarText, checkCalendar, type Calendar } from '#domain';
import { rootToday } from '../administration/proposals.js';
import type { Published } from '../directory.js';
import type { Engine } from '../engine.js';
import { calendarNow } from './calendars.js';
import { planOf, planView, type Moved } from './plan.js';

interface ProposalRow extends Omit<CalendarProposal, 'proposedAt' | 'publishedAt' | 'calendar'> {
  readonly canon: string;
  readonly proposed_at: Date;
  readonly published_at: Date | null;
}

const proposalText = `select p.id, p.code, p.version, encode(p.hash, 'hex') as hash, p.canon,
    jsonb_build_object('id', b.id, 'name', b.name) as "proposedBy", p.proposed_at, p.published_at,
    case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name) end as "publishedBy",
    (select a.id from act a where a.kind = 'calendar' and a.payload->>'calendar' = p.code || '@' || p.version) as act
  from configuration_proposal p join person b on b.id = p.proposed_by left join person q on q.id = p.published_by
  where p.kind = 'calendar'`;

/** The calendar in force as a text, every published version, and proposals that wait for a second person. */
export async function calendarsView(engine: Engine): Promise<Calendars> {
  const { today } = await rootToday(engine);
  const inForce = await calendarNow(engine, today);
  const open = `${proposalText} and p.published_at is null order by p.proposed_at`;
  const rows = await engine.db.query<ProposalRow>('calendar_proposals', open, []);
  return {
    inForce: { ...versionOf(inForce), calendar: textOf(inForce.value) },
    versions: engine.directory.calendars().map(versionOf),
    proposals: rows.map((row) => {
      const { calendar: _, ...rest } = viewOf(row);
      return rest;
    }),
  };
}

/** One proposal with its text; null for an unknown one. */
export async function calendarProposal(engine: Engine, id: string): Promise<CalendarProposal | null> {
  const text = `${proposalText} and p.id = $1::uuid`;
  const [row] = await engine.db.query<ProposalRow>('calendar_proposal', text, [id]);
  return row === undefined ? null : viewOf(row);
}

/** What keeps a text from being proposed; of a sound one, which running terms it would move if it were published now. */
export async function checkedCalendar(engine: Engine, person: string, text: CalendarText): Promise<CalendarChecked> {
  const problems = checkCalendar(text).map((p) => ({ ...p }));
  if (problems.length > 0) return { problems, plan: null };
  const { today } = await rootToday(engine);
  const { value } = await calendarNow(engine, today);
  const { moved } = await planOf(engine, value, calendarOf(text, value.id, value.version + 1), today);
  return { problems, plan: await planView(engine, person, moved) };
}

const movedText = `select d.id as deadline, i.nomination_id as nomination, d.step_key as step, d.due_at, d.remind_at, t.term
  from act a join act_item i on i.act_id = a.id
  cross join lateral jsonb_array_elements(i.data->'terms') with ordinality as t (term, n)
  join deadline d on d.id = (t.term->>'deadline')::uuid
  where a.id = $1::uuid order by i.position, t.n`;

interface MovedRow extends Pick<Moved, 'deadline' | 'nomination' | 'step'> {
  readonly due_at: Date;
  readonly remind_at: Date;
  readonly term: Moved['after'];
}

/** What a proposal would move now, or did move when it was published; null for an unknown one. */
export async function proposalPlan(engine: Engine, person: string, id: string): Promise<CalendarPlan | null> {
  const proposal = await calendarProposal(engine, id);
  if (proposal === null) return null;
  if (proposal.act === null) return (await checkedCalendar(engine, person, proposal.calendar)).plan;
  const rows = await engine.db.query<MovedRow>('calendar_moved', movedText, [proposal.act]);
  const moved = rows.map(({ due_at, remind_at, term: { dueAt, remindAt }, ...rest }) => {
    const before = { dueAt: due_at.toISOString(), remindAt: remind_at.toISOString() };
    return { ...rest, before, after: { dueAt, remindAt } };
  });
  return planView(engine, person, moved);
}

function versionOf({ pin, validFrom }: Published<Calendar>): Calendars['versions'][number] {
  return { code: pin.id, version: pin.version, hash: pin.hash, validFrom };
}

function viewOf({ canon, proposed_at, published_at, ...rest }: ProposalRow): CalendarProposal {
  return {
    ...rest,
    proposedAt: proposed_at.toISOString(),
    publishedAt: published_at?.toISOString() ?? null,
    calendar: textOf(JSON.parse(canon) as Calendar),
  };
}

/** Without its readonly marks. */
function textOf(calendar: Calendar): CalendarText {
  return JSON.parse(JSON.stringify(calendarText(calendar))) as CalendarText;
}
