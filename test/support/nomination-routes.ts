import { randomUUID } from 'node:crypto';
import type { Answer, Client } from './client.js';

/** How much somebody sees of a nomination. */
export type Sight = 'all' | 'outcome' | 'silent' | 'nothing';

export interface Route {
  readonly name: string;
  readonly send: (client: Client, id: string) => Promise<Answer<unknown>>;
  /** Status for somebody who sees that much in that stage. */
  readonly expected: (sight: Exclude<Sight, 'nothing'>, person: string, stage: string) => number;
}

const seen = { step: 'draft', evaluation: '0'.repeat(64) };
const reason = 'Lý do đủ mười ký tự';
const command =
  (type: string, more: object = {}) =>
  (client: Client, id: string) =>
    client.post(
      `/api/nominations/${id}/commands`,
      { type, as: client.seats[0]?.id ?? randomUUID(), ...more },
      { 'idempotency-key': randomUUID(), 'if-match': '"9"' },
    );
const clerkOnly = (_s: Sight, person: string, stage: string) =>
  person !== 'clerk.G1' ? 403 : stage === 'draft' ? 412 : 409;
/** A command that names an old step is told so before anything else; one that names no step, that its revision is old. */
const decidedBefore = (_s: Sight, _p: string, stage: string) => (stage === 'draft' ? 412 : 409);

/** The file of the minutes of each nomination that has one: whoever makes the nominations fills it. */
export const minutesOf = new Map<string, string>();

/** Every route of one nomination, with the answer that each of those who see it gets. */
export const ROUTES: readonly Route[] = [
  { name: 'GET', send: (c, id) => c.get(`/api/nominations/${id}`), expected: () => 200 },
  {
    name: 'GET ledger',
    send: (c, id) => c.get(`/api/nominations/${id}/ledger`),
    expected: (s) => (s === 'all' ? 200 : 404),
  },
  { name: 'GET dossier', send: (c, id) => c.get(`/api/nominations/${id}/dossier`), expected: () => 200 },
  {
    name: 'PUT checklist',
    send: (c, id) =>
      c.send('PUT', `/api/nominations/${id}/checklist/minutes`, {
        body: { fit: true, files: [minutesOf.get(id) ?? randomUUID()] },
      }),
    expected: (s, _p, stage) => (s !== 'all' ? 404 : stage === 'draft' ? 412 : 204),
  },
  { name: 'GET statechart', send: (c, id) => c.get(`/api/nominations/${id}/statechart`), expected: () => 200 },
  {
    name: 'GET item',
    send: (c, id) => c.get(`/api/nominations/${id}/items/minutes/${minutesOf.get(id) ?? randomUUID()}`),
    expected: (s) => (s === 'all' ? 200 : 404),
  },
  {
    name: 'GET versions',
    send: (c, id) => c.get(`/api/nominations/${id}/versions`),
    expected: (s) => (s === 'all' ? 200 : 404),
  },
  {
    name: 'GET diff',
    send: (c, id) => c.get(`/api/nominations/${id}/versions/1/diff/1`),
    expected: (s, _p, stage) => (s === 'all' && stage !== 'draft' ? 200 : 404),
  },
  {
    name: 'PATCH draft',
    send: (c, id) => c.patch(`/api/nominations/${id}/draft`, {}, { 'if-match': '"d-99"' }),
    expected: clerkOnly,
  },
  { name: 'PUT item', send: (c, id) => c.file(id, 'minutes', { etag: '"d-99"' }), expected: clerkOnly },
  {
    name: 'POST upload',
    send: (c, id) =>
      c.post(`/api/nominations/${id}/items/minutes/uploads`, { name: 'a.pdf', size: 9, sha256: '0'.repeat(64) }),
    expected: (_s, person, stage) => (person !== 'clerk.G1' ? 403 : stage === 'draft' ? 201 : 409),
  },
  {
    name: 'DELETE item',
    send: (c, id) =>
      c.send('DELETE', `/api/nominations/${id}/items/minutes/${minutesOf.get(id) ?? randomUUID()}`, {
        headers: { 'if-match': '"d-99"' },
      }),
    expected: clerkOnly,
  },
  {
    name: 'GET objections',
    send: (c, id) => c.get(`/api/nominations/${id}/objections`),
    expected: (s) => (s === 'all' ? 200 : 404),
  },
  {
    name: 'GET outside file',
    send: (c, id) => c.get(`/api/nominations/${id}/outside-files/${randomUUID()}`),
    expected: () => 404,
  },
  {
    name: 'POST outside file',
    send: (c, id) => c.post(`/api/nominations/${id}/outside-files`, {}),
    expected: () => 409,
  },
  {
    name: 'PUT claim',
    send: (c, id) => c.send('PUT', `/api/nominations/${id}/claim`, { body: {} }),
    expected: (_s, person, stage) =>
      ({ 'appraisal@G1': ['appraiser.G1'], 'appraisal@C': ['appraiser.C'], awaitingDecision: ['clerk.F'] })[
        stage
      ]?.includes(person) === true
        ? 200
        : 409,
  },
  {
    name: 'PUT snooze',
    send: (c, id) => c.send('PUT', `/api/nominations/${id}/snooze`, { body: { days: 1 } }),
    expected: (_s, person, stage) =>
      ({ 'appraisal@G1': ['appraiser.G1'], 'appraisal@C': ['appraiser.C'], awaitingDecision: ['clerk.F', 'signer.F'] })[
        stage
      ]?.includes(person) === true
        ? 200
        : 409,
  },
  { name: 'Hold', send: command('Hold', { kind: 'other', reason }), expected: () => 412 },
  { name: 'Recommend', send: command('Recommend', { seen }), expected: decidedBefore },
  { name: 'Reject', send: command('Reject', { seen, code: 'other', reason }), expected: decidedBefore },
  { name: 'Withdraw', send: command('Withdraw', { reason }), expected: () => 412 },
  { name: 'Submit', send: command('Submit'), expected: () => 412 },
];
