import { randomUUID } from 'node:crypto';
import type {
  CalendarProposal,
  Calendars,
  DelegationView,
  DocumentView,
  ImportView,
  MigrationView,
  NomineeList,
  ProcedureText,
  ProposalView,
  QuotaView,
  ReorganisationView,
  RuleSetProposal,
  RuleSets,
  SavedFilter,
  SelectionView,
} from '#contract';
import { performActItem } from '#engine';
import { councilProcedure, quotaProcedure, standardProcedure, type Role } from '#domain';
import { ok, type Client } from './client.js';
import { administrator, key, publish } from './councils.js';
import { Imports } from './imports.js';
import { asked, reason, two } from './migrations.js';
import { NomineeLists } from './nominee-lists.js';
import { workbook } from './sheets.js';
import { begin, bytesOf } from './uploads.js';
import type { World } from './world.js';

/** One object of every kind of `ELSEWHERE`, made over HTTP by whoever may, and who stands around it. */

export const ROLES: readonly Role[] = [
  'clerk',
  'appraiser',
  'signer',
  'secretary',
  'member',
  'administrator',
  'auditor',
];
/** To C: itself, its parent, a child, a sibling, and a unit under the sibling. */
export const UNITS = ['C', 'F', 'G1', 'X', 'Y'];

export const THEMATIC = { award: 'UNION_CERT_VGCL_THEMATIC', theme: 'workAndFamily', year: 2026 } as const;

/** Seats of every role in every unit, and two people who hold none and were lent one. */
export async function people(w: World): Promise<void> {
  await w.open('Y', 'grassroots_union', 'X', ROLES);
  for (const unit of ['C', 'F', 'G1']) for (const role of ROLES.slice(3)) await w.seat(`${role}.${unit}`, role, unit);
  for (const from of ['clerk.F', 'signer.C']) {
    const [seat] = w.as(from).seats;
    const { person } = await w.person(`lent.${from}`, from.endsWith('F') ? 'F' : 'C');
    const lent = { seat: seat?.id, to: person, form: 'KT', validTo: '2026-12-31' };
    const { id } = ok(await w.as(from).post<DelegationView>('/api/delegations', lent, key())).body;
    if (seat !== undefined) w.given(`lent.${from}`, { ...seat, id });
  }
}

/** The ids of one object of every kind. */
export async function objectsOf(w: World): Promise<Record<string, string>> {
  const admin = await administrator(w);
  return {
    unit: w.unit('C'),
    person: await w.nominee('C'),
    recovery: await recovery(w),
    selection: await selection(w),
    ...(await own(w)),
    ...(await quotas(w, admin)),
    ...(await configuration(w, admin)),
    reorganisation: await reorganisation(w, admin),
    migration: await migration(w, admin),
  };
}

/** What is nobody else’s than whose it is: a file, a list, an upload, a filter. */
async function own(w: World): Promise<Record<string, string>> {
  const clerk = w.as('clerk.C');
  const csv = 'Họ tên;Đơn vị\nNguyễn Thị Hằng;C';
  const file: ImportView = await new Imports(w, w.as('administrator.C'), 'C').read('persons', csv);
  const rows = [['STT', 'Họ và tên'], [1, 'Không Ai Cả']] as const; // prettier-ignore
  const list: NomineeList = await new NomineeLists(w, clerk, { unit: w.unit('C') }).read(await workbook(rows));
  const draft = await w.nominate({ unit: 'C', submit: false });
  const upload = ok(await begin(clerk, draft, bytesOf(64))).body;
  const filter = ok(
    await w.as('holder.G1').post<SavedFilter>('/api/inbox/filters', { name: 'Của tôi', query: {} }),
  ).body;
  return { import: file.id, 'nominee-list': list.id, upload: upload.id, filter: filter.id };
}

async function quotas(w: World, admin: Client): Promise<Record<string, string>> {
  const set = async (unit: string) => {
    const body = { award: 'UNION_CERT_VGCL', year: 2026, unit: w.unit(unit), cap: 10, before: 5 };
    return ok(await admin.post<QuotaView>('/api/quotas', body, key())).body.id;
  };
  return { quota: await set('C'), otherQuota: await set('X') };
}

async function configuration(w: World, admin: Client): Promise<Record<string, string>> {
  const { version: _, ...procedure } = JSON.parse(JSON.stringify(standardProcedure)) as ProcedureText & { version: 1 };
  const propose = async <Body extends { readonly id: string }>(kind: string, body: object) =>
    ok(await admin.post<Body>(`/api/${kind}/proposals`, body, key())).body.id;
  const { rules } = ok(await w.as('clerk.F').get<RuleSets>('/api/rule-sets')).body.inForce;
  const { calendar } = ok(await w.as('clerk.F').get<Calendars>('/api/calendars')).body.inForce;
  return {
    'procedure-proposal': await propose<ProposalView>('procedures', { procedure, validFrom: '2027-01-01' }),
    'rule-set-proposal': await propose<RuleSetProposal>('rule-sets', { rules, validFrom: '2027-01-01' }),
    'calendar-proposal': await propose<CalendarProposal>('calendars', { calendar }),
  };
}

async function reorganisation(w: World, admin: Client): Promise<string> {
  const deeds = [{ do: 'change', unit: w.unit('G2'), name: 'Công đoàn tên mới' }];
  const body = { on: '2027-06-01', deeds, reason };
  return ok(await admin.post<ReorganisationView>('/api/reorganisations', body, key())).body.id;
}

/** The last of all: from here on nominations go through other steps. */
async function migration(w: World, admin: Client): Promise<string> {
  await publish(w, two, '2026-01-01');
  return ok(await admin.post<MigrationView>('/api/procedures/migrations', { reason, ...asked() }, key())).body.id;
}

/** A list of F, in a procedure in which the federation does nothing but select. */
export async function selection(w: World): Promise<string> {
  const [first, , federation] = quotaProcedure.stages;
  await publish(w, {
    ...quotaProcedure,
    id: 'SELECTION',
    appliesTo: { awards: [THEMATIC.award], occasions: ['thematic'] },
    stages: [
      { level: 'any', steps: (first?.steps ?? []).filter((s) => s.kind === 'signature') },
      { level: 'federation', steps: (federation?.steps ?? []).filter((s) => s.kind === 'selection') },
    ],
  });
  const waiting = await w.nominate(THEMATIC);
  await w.climb(waiting, 'selection@F');
  const body = { unit: w.unit('F'), ...THEMATIC };
  return ok(await w.as('secretary.F').post<SelectionView>('/api/selections', body, key())).body.id;
}

/** The certificate of an award that F gave and annulled. */
async function recovery(w: World): Promise<string> {
  const clerk = w.as('clerk.F');
  const id = await w.nominate({ unit: 'G2', award: 'UNION_MEDAL_KNC' });
  await w.climb(id, 'awaitingDecision');
  const original = await w.decision([id]);
  await performActItem(w.app.engine, original.act, id);
  const [today] = await w.app.sql<{ d: string }>('select legal_date()::text as d');
  const on = { concludedOn: today?.d, receivedOn: today?.d };
  const body = { as: clerk.seats[0]?.id, title: 'Hủy bỏ quyết định', nominations: [id], ground: 'fraud', ...on };
  const path = `/api/documents/${original.document}/annulments`;
  const annulment = ok(await clerk.post<DocumentView>(path, body)).body;
  ok(await w.as('signer.F').deed(annulment.id, 'sign'));
  ok(await clerk.deed(annulment.id, 'issue'));
  const { annulment: after } = ok(await clerk.get<DocumentView>(`/api/documents/${annulment.id}`)).body;
  return after?.recoveries[0]?.id ?? randomUUID();
}

/** The ballots of the file, beside the list of another award. */
export const ballotsOnly = {
  ...councilProcedure,
  appliesTo: { awards: ['UNION_CERT_VGCL'], occasions: ['annual' as const] },
};
