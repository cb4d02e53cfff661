import { localDate, type Choice } from '#domain';
import {
  addCouncilMember,
  ballotView,
  closeBallot,
  openBallot,
  openCouncil,
  performActItem,
  planSitting,
  proposeProcedure,
  publishProcedure,
  putPaper,
  setAgenda,
  setAttendance,
  setCurrentItem,
  sittingView,
  type By,
  type ByOfficer,
} from '#engine';
import { uuidv5 } from '#ledger';
import {
  COUNCIL_MEMBERS,
  COUNCIL_NAME,
  COUNCIL_PROCEDURE,
  COUNCIL_UNIT,
  SENT,
  type BallotPlan,
} from './council.data.js';
import type { Federation } from './federation.js';
import { commandId, personId, request, requestHash, unitId } from './ids.js';
import { each } from './pool.js';
import { accepted, WIDTH, type SampleLoad } from './sample.js';

const councilId = (): string => uuidv5(commandId('council'), 'council');
const memberId = (login: string): string => uuidv5(commandId(`council/${login}`), 'member');
const sittingId = (key: string): string => uuidv5(commandId(`sitting/${key}`), 'sitting');
const ballotId = (key: string): string => uuidv5(commandId(`ballot/${key}`), 'ballot');
const personOf = (login: string): string => personId(`${COUNCIL_UNIT}/${login}`);
const secretary = (deed: string): ByOfficer => {
  return { commandId: commandId(deed), requestHash: requestHash(deed), person: personOf('thuky') };
};

/** Opens the council with its members from `today` on, and has two administrators publish the procedure that asks it. */
export async function foundCouncil({ engine }: SampleLoad, { officers }: Federation, today: string): Promise<void> {
  const by = (login: string): By => {
    const found = officers.find((o) => o.login === login);
    if (found === undefined) throw new Error(`nobody signs in as ${login}`);
    return { person: personId(found.key) };
  };
  const administrator = by('quantri.c1');
  const council = { unit: unitId(COUNCIL_UNIT), name: COUNCIL_NAME };
  accepted('council', await openCouncil(engine, request('council', administrator), council));
  for (const [login, role] of COUNCIL_MEMBERS) {
    const deed = `council/${login}`;
    const member = { person: personOf(login), role };
    accepted(deed, await addCouncilMember(engine, request(deed, administrator), councilId(), member));
  }
  const deed = 'council-procedure';
  const proposal = { procedure: COUNCIL_PROCEDURE, validFrom: today };
  const { id } = accepted(deed, await proposeProcedure(engine, request(deed, by('quantri.tld')), proposal));
  const publishing = { ...request(`${deed}/publish`, by('quantri2.tld')), elevated: true };
  accepted(deed, await publishProcedure(engine, publishing, id));
}

/**
 * A sitting votes on a list: it is planned for today unless it has met already, everybody's attendance is noted, papers come in. A
 * ballot that ends is counted and its results are handed out. Every step has its own command id, so it may be done again.
 */
export async function playBallot(load: SampleLoad, plan: BallotPlan, nominations: readonly string[]): Promise<void> {
  const { engine, keys } = load;
  const { key, sitting, agree } = plan;
  await meet(load, plan, nominations);
  const opened = `ballot/${key}`;
  accepted(opened, await openBallot(engine, keys, secretary(opened), sittingId(sitting)));
  const voters = COUNCIL_MEMBERS.map(([login]) => login).filter((login) => agree !== null || SENT.includes(login));
  if ((await ballotOf(load, key)).state === 'open') {
    await each(WIDTH, voters, (login) => vote(load, plan, login, nominations));
  }
  if (agree === null) {
    accepted(opened, await setCurrentItem(engine, personOf('thuky'), sittingId(sitting), nominations[0] ?? null));
    return;
  }
  accepted(`${opened}/close`, await closeBallot(engine, keys, secretary(`${opened}/close`), ballotId(key)));
  const { act } = await ballotOf(load, key);
  for (const nomination of nominations) {
    const done = await performActItem(engine, act ?? '', nomination);
    if (done !== 'done') throw new Error(`sample: ${opened}: ${nomination} is ${done}`);
  }
}

async function meet({ engine }: SampleLoad, plan: BallotPlan, nominations: readonly string[]): Promise<void> {
  const { key, sitting, attendance } = plan;
  const id = sittingId(sitting);
  const [clock] = await engine.db.query<{ now: Date }>('sample-now', 'select laurel_clock() as now');
  const heldOn = localDate(clock?.now.toISOString() ?? '');
  const planned = `sitting/${sitting}`;
  accepted(planned, await planSitting(engine, secretary(planned), councilId(), { mode: 'electronic', heldOn }));
  const asked = async (deed: string): Promise<ByOfficer> => {
    const view = await sittingView(engine, personOf('thuky'), id);
    return { ...secretary(deed), ifMatch: view?.version ?? 0 };
  };
  const agenda = `agenda/${key}`;
  accepted(agenda, await setAgenda(engine, await asked(agenda), id, { nominations: [...nominations] }));
  const there = `attendance/${key}`;
  const list = COUNCIL_MEMBERS.map(([login], i) => {
    return { member: memberId(login), status: attendance[i] === 'w' ? ('writtenVote' as const) : ('present' as const) };
  });
  accepted(there, await setAttendance(engine, await asked(there), id, { attendance: list }));
}

/** Who disagrees moves on by two members from one nomination to the next. */
async function vote(
  { engine }: SampleLoad,
  { key, agree }: BallotPlan,
  login: string,
  nominations: readonly string[],
): Promise<void> {
  const deed = `paper/${key}/${login}`;
  const member = COUNCIL_MEMBERS.findIndex(([l]) => l === login);
  const choices = nominations.map((nomination, i): [string, Choice] => {
    const place = (member + 2 * i) % COUNCIL_MEMBERS.length;
    const yes = agree?.[i] ?? COUNCIL_MEMBERS.length;
    return [nomination, place < yes ? 'agree' : place === yes ? 'none' : 'disagree'];
  });
  const paper = { receipt: requestHash(deed).toString('hex').slice(0, 32), choices: Object.fromEntries(choices) };
  const who = { ballot: ballotId(key), person: personOf(login), commandId: commandId(deed) };
  accepted(deed, await putPaper(engine, who, paper));
}

async function ballotOf(
  { engine }: SampleLoad,
  key: string,
): Promise<NonNullable<Awaited<ReturnType<typeof ballotView>>>> {
  const view = await ballotView(engine, personOf('thuky'), ballotId(key));
  if (view === null) throw new Error(`sample: ballot ${key} is not open`);
  return view;
}
