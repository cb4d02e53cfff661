import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';

/**
 * Routes about objects that are not for everybody in their own way: each with its own decision table over who asks, in the words of the
 * test (reliability.md A1). Nothing of it is read from the code that decides.
 */

/** Somebody who asks: a role in a unit, or one of `ALONE`. */
export interface Asker {
  readonly key: string;
  readonly role: string | undefined;
  readonly unit: string | undefined;
}

export type Circle = (asker: Asker) => boolean;
export type Ids = Readonly<Record<string, string>>;

export interface Elsewhere {
  readonly route: string;
  readonly of: string;
  /** Who is told that the object exists; everybody else is told what they are told of nothing. */
  readonly knows: Circle;
  /** Of those, whose seat the deed takes. */
  readonly may: Circle;
  readonly body?: (ids: Ids, by: Client) => object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who holds no seat of their own: nobody at all, and those who were lent the seat of F's clerk or C's signer. */
export const ALONE: Readonly<Record<string, Omit<Asker, 'key'>>> = {
  nobody: { role: undefined, unit: undefined },
  'lent.clerk.F': { role: 'clerk', unit: 'F' },
  'lent.signer.C': { role: 'signer', unit: 'C' },
};

const everybody: Circle = () => true;
const nobody: Circle = () => false;
const seated: Circle = ({ role }) => role !== undefined;
const administrators: Circle = ({ role }) => role === 'administrator';
const rootAdministrators: Circle = ({ key }) => key === 'administrator.F';
/** A seat of C or one above it that administers. */
const administratorsOfC: Circle = ({ role, unit }) => role === 'administrator' && (unit === 'C' || unit === 'F');
/** The people of F, whose administrator is none of them. */
const peopleOfF: Circle = ({ role, unit }) => unit === 'F' && role !== 'administrator';
const only =
  (key: string): Circle =>
  (asker) =>
    asker.key === key;

const reason = 'Lý do đủ mười ký tự';
/** Nobody’s `expected`: whoever may is refused for the number, and the object stays. */
const expected = 999;

type Rest = Omit<Elsewhere, 'route' | 'of' | 'knows' | 'may'>;
const about =
  (of: string, knows: Circle) =>
  (route: string, may: Circle = knows, rest: Rest = {}): Elsewhere => ({ route, of, knows, may, ...rest });

const unit = about('unit', everybody);
const reorganisation = about('reorganisation', administrators);
const person = about('person', seated);
const file = about('import', only('administrator.C'));
const list = about('nominee-list', only('clerk.C'));
const upload = about('upload', only('clerk.C'));
const filter = about('filter', nobody);
const selection = about('selection', peopleOfF);
const quota = about('quota', seated);
const migration = about('migration', administrators);
const proposals = ['procedure', 'rule-set', 'calendar'].flatMap((kind) => {
  const ask = about(`${kind}-proposal`, seated);
  const path = `/api/${kind}s/proposals/:id`;
  const plan = kind === 'procedure' ? [] : [about(`${kind}-proposal`, administrators)(`GET ${path}/plan`)];
  return [ask(`GET ${path}`), ...plan, ask(`POST ${path}/publish`, rootAdministrators, { body: () => ({}) })];
});

const ranks: Circle = ({ role }) => role === 'secretary' || role === 'signer';
const octets = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '7' };

/** What ends an object stands last of its kind. */
export const ELSEWHERE: readonly Elsewhere[] = [
  unit('GET /api/units/:id/path'),
  reorganisation('GET /api/reorganisations/:id'),
  reorganisation('GET /api/reorganisations/:id/plan', administratorsOfC),
  reorganisation('POST /api/reorganisations/:id/effect', administratorsOfC, { body: () => ({}) }),
  reorganisation('POST /api/reorganisations/:id/cancel', administratorsOfC, { body: () => ({}) }),
  person('POST /api/persons/:id/merge', administratorsOfC, { body: ({ person: into }) => ({ into, reason }) }),
  person('POST /api/persons/:id/unmerge', administratorsOfC, { body: () => ({ reason }) }),
  file('GET /api/imports/:id'),
  file('GET /api/imports/:id/rows'),
  file('GET /api/imports/:id/errors.csv'),
  file('POST /api/imports/:id/accept', undefined, { body: () => ({ expected }) }),
  file('DELETE /api/imports/:id'),
  list('GET /api/nominee-lists/:id'),
  list('GET /api/nominee-lists/:id/rows'),
  list('GET /api/nominee-lists/:id/errors.xlsx'),
  list('GET /api/nominee-lists/:id/rows.xlsx'),
  list('PUT /api/nominee-lists/:id/columns', undefined, { body: () => ({ columns: [], convert: false }) }),
  list('POST /api/nominee-lists/:id/drafts', undefined, { body: () => ({ expected }) }),
  list('DELETE /api/nominee-lists/:id'),
  ...proposals,
  migration('GET /api/procedures/migrations/:id'),
  migration('GET /api/procedures/migrations/:id/plan'),
  migration('POST /api/procedures/migrations/:id/start', rootAdministrators, { body: () => ({}) }),
  selection('GET /api/selections/:id'),
  selection('GET /api/exports/selections/:id'),
  selection('GET /api/exports/selections/:id/print'),
  selection('PUT /api/selections/:id/ranking', ranks, { body: () => ({ groups: [[randomUUID()]] }) }),
  selection('POST /api/selections/:id/moves', ranks, {
    body: () => ({ nomination: randomUUID(), before: null, reason }),
  }),
  selection('POST /api/selections/:id/ties', ranks, {
    body: () => ({ order: [randomUUID(), randomUUID()], reason }),
  }),
  selection('POST /api/selections/:id/close', ranks, { body: () => ({}) }),
  about('recovery', peopleOfF)('POST /api/recoveries/:id', ({ role }) => role === 'clerk', {
    body: (_ids, by) => ({ as: by.seats[0]?.id ?? randomUUID(), on: '2020-01-01' }),
  }),
  filter('DELETE /api/inbox/filters/:id'),
  upload('GET /api/uploads/:id'),
  upload('PATCH /api/uploads/:id', undefined, { body: () => 'abc', headers: octets }),
  upload('POST /api/uploads/:id/completion', undefined, { headers: { 'if-match': '"d-99"' } }),
  upload('DELETE /api/uploads/:id'),
  quota('PATCH /api/quotas/:id', rootAdministrators, { body: () => ({ cap: 0 }) }),
  quota('POST /api/quotas/:id/transfer', rootAdministrators, {
    body: ({ otherQuota: to = '' }) => ({ to, places: 99 }),
  }),
];
