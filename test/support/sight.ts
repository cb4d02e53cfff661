import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Answer, Client } from './client.js';
import { key } from './councils.js';
import { OBJECTS } from './every-route.js';

/** Comparing what somebody is told of a thing with what they are told of nothing (reliability.md A5). */

const NOBODY = '00000000-0000-4000-8000-000000000000';
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Sends a route of the table about one id; other ids in the path are invented. */
export function sendAbout(client: Client, route: string, id: string, body?: object): Promise<Answer<unknown>> {
  const [method = '', path = ''] = route.split(' ');
  const named = path.replace(':item', 'minutes').replace(':a', '1').replace(':b', '2');
  const filled = named.replace(':id', id).replace(/:\w+/g, randomUUID());
  const headers = { ...key(), 'if-match': route.includes('/draft') || route.includes('/items/') ? '"d-99"' : '"9"' };
  return client.send(method, filled, { ...(body ? { body } : {}), headers });
}

/** An answer without what is of its own at every request; the id asked for, and every other one, is `ID`. */
export function plain({ status, body, text, headers }: Answer<unknown>, id: string): unknown {
  const { requestId: _, ...rest } = (body ?? { text }) as Record<string, unknown>;
  return {
    status,
    type: headers.get('content-type'),
    etag: headers.get('etag'),
    text: JSON.stringify(rest).replaceAll(id, 'ID').replace(UUID, 'ID'),
  };
}

/** What a test knows of a nomination because it made it so; nothing of this is read through the API or `visible`. */
export interface Known {
  readonly subject: string;
  readonly award: string;
  /** Units from the nominating one up to the deciding one. */
  readonly route: readonly string[];
  /** Units that have had it so far. */
  readonly reached: Set<string>;
  /** Who did something on it. */
  readonly actors: Set<string>;
  submitted: boolean;
}

/** A seat that is lent now, by the unit and role of its holder. */
export interface Lent {
  readonly to: string;
  readonly unit: string;
  readonly role: string;
  readonly award: string | undefined;
}

/** Model.md 10, in the words of the test: whether somebody may see a nomination. */
export function sees(client: Client, known: Known, lent: readonly Lent[]): boolean {
  const { person, seats } = client;
  return (
    person === known.subject ||
    known.actors.has(person) ||
    seats.some((s) => s.role !== 'administrator' && known.reached.has(s.unit)) ||
    seats.some((s) => s.role === 'auditor' && known.submitted && known.route.includes(s.unit)) ||
    lent.some((l) => l.to === person && known.reached.has(l.unit) && (l.award ?? known.award) === known.award)
  );
}

/** What somebody might ask in the hope of meeting a nomination. */
export interface Asking {
  readonly name: string;
  readonly subject: string;
  readonly subjectType: 'person' | 'unit';
  readonly unit: string;
  readonly award: string;
  readonly title: string;
  readonly council: string;
  readonly selection: string;
}

/** Asked in its own way: whether a nomination is in what changed in the last minutes. */
export const STREAM = '/api/stream';

/** Asked as Excel files, whose bytes carry the hour: their rows are compared. */
export const SHEETS = '/api/exports/';

const q = (words: string): string => encodeURIComponent(words);

/** Every list, count and search of the API by what it might give away; each is asked as it stands and narrowed. */
export function askings(a: Asking, { seats }: Client): readonly string[] {
  const as = seats.at(-1)?.id ?? NOBODY;
  const lists = ['waiting', 'snoozed', 'others', 'decided'].flatMap((tab) => [
    `/api/inbox?tab=${tab}`,
    `/api/inbox?tab=${tab}&q=${q(a.name)}`,
    `/api/inbox?tab=${tab}&unit=${a.unit}&award=${a.award}&sort=name`,
    `/api/inbox?tab=${tab}&limit=1&year=2026&occasion=annual`,
  ]);
  const searches = [a.name, a.title, 'HS-2026', 'thanh tich noi bat', 'Công đoàn'].map(
    (words) => `/api/nominations?q=${q(words)}`,
  );
  return [
    ...lists,
    ...searches,
    '/api/inbox/units',
    '/api/inbox/filters',
    '/api/nominations',
    '/api/nominations?limit=1',
    `/api/nominations?unit=${a.unit}`,
    `/api/nominations?award=${a.award}&year=2026`,
    `/api/nominations?decidedBy=${seats.at(-1)?.unit ?? a.unit}`,
    '/api/nominations?state=draft',
    '/api/nominations?state=awaitingDecision',
    `/api/persons?q=${q(a.name)}`,
    a.subjectType === 'person' ? `/api/persons/${a.subject}` : `/api/units/${a.subject}`,
    `/api/units/${a.unit}`,
    `/api/units/${a.unit}/path`,
    `/api/units?q=${q('Công đoàn')}`,
    '/api/documents',
    `/api/documents/candidates?as=${as}`,
    `/api/documents/candidates?as=${as}&unit=${a.unit}&award=${a.award}`,
    `/api/achievements/similar?title=${q(a.title)}`,
    '/api/councils',
    `/api/councils/${a.council}`,
    `/api/councils/${a.council}/waiting`,
    '/api/selections',
    `/api/selections/${a.selection}`,
    '/api/quotas?year=2026',
    `/api/quotas?award=${a.award}`,
    '/api/holds',
    '/api/delegations',
    '/api/absences',
    '/api/notifications',
    '/api/notifications?lang=en&limit=1',
    '/api/postings',
    '/api/me',
    `/api/awards/${a.award}`,
    '/api/reorganisations',
    '/api/rule-sets',
    '/api/procedures',
    STREAM,
    `${SHEETS}nominations.xlsx`,
    `${SHEETS}inbox.xlsx?q=${q(a.name)}`,
    `${SHEETS}documents.xlsx`,
    `${SHEETS}notices.xlsx`,
  ];
}

/** Requests that name the nomination, each beside one that names nothing. */
const naming: Record<string, (client: Client, id: string) => Promise<Awaited<ReturnType<typeof sendAbout>>>> = {
  ...Object.fromEntries(
    Object.entries(OBJECTS)
      .filter(([, { of }]) => of === 'nomination')
      .map(([route, { body }]) => [route, (client: Client, id: string) => sendAbout(client, route, id, body)]),
  ),
  approvals: (client, id) =>
    client.post(
      '/api/approvals',
      { nominations: [{ id, as: randomUUID(), seen: { step: 'draft', evaluation: '0'.repeat(64) } }], count: 1 },
      key(),
    ),
  'approvals/check': (client, id) => client.post('/api/approvals/check', { nominations: [id] }),
  compose: (client, id) =>
    client.post(
      '/api/documents',
      { as: client.seats.at(-1)?.id ?? randomUUID(), title: 'Quyết định', nominations: [id] },
      key(),
    ),
  'DELETE claim': (client, id) => client.send('DELETE', `/api/nominations/${id}/claim`),
  'DELETE snooze': (client, id) => client.send('DELETE', `/api/nominations/${id}/snooze`),
  search: (client, id) => client.get(`/api/nominations?q=${id}`),
};

/** Every request that names a nomination is answered to somebody like one that names nothing. */
export async function namesNothing(client: Client, who: string, id: string): Promise<void> {
  for (const [route, send] of Object.entries(naming)) {
    const unknown = randomUUID();
    const [real, invented] = [await send(client, id), await send(client, unknown)];
    expect([who, route, plain(real, id)]).toEqual([who, route, plain(invented, unknown)]);
  }
}
