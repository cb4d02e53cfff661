import { randomUUID } from 'node:crypto';
import { Connection, type Answer } from '../system/http.js';
import type { Dossier } from '../system/dossiers.js';
import { PASSWORD, type Officer, type World } from '../system/world.js';
import { actorAt, commandOf, COURSES, etagOf } from './plan.js';
import type { Shown } from './yardstick-process.js';

/** Nominations that one connection has under way, so that the mix is the same from the first second to the last. */
const WINDOW = 16;

interface File {
  readonly index: number;
  readonly dossier: Dossier;
  readonly course: number;
  next: number;
  state: string;
  revision: number;
}

/** What a slice measured. */
export interface Slice {
  readonly seconds: number;
  readonly latencies: number[];
}

/** What the driver has to know beforehand: who is signed in, and what the screens would show. */
export interface Knowledge extends Shown {
  readonly url: string;
  readonly world: World;
  readonly dossiers: readonly Dossier[];
  readonly courses: readonly number[];
  readonly cookies: ReadonlyMap<string, string>;
}

/** Signs everybody in through the API, as people do. */
export async function signIn(url: string, officers: readonly Officer[]): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const { login } of officers) {
    const body = JSON.stringify({ login, password: PASSWORD });
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', origin: url },
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (response.status !== 200 || cookie === undefined) throw new Error(`${login}: ${await response.text()}`);
    cookies.set(login, cookie);
  }
  return cookies;
}

/** Reviewers at work over so many connections; a slice goes on where the one before stopped. */
export class Driver {
  private started = 0;
  private readonly windows: File[][];
  private connections: Connection[] = [];
  decided = 0;

  constructor(
    private readonly known: Knowledge,
    private readonly lanes: number,
  ) {
    this.windows = Array.from({ length: lanes }, () => []);
  }

  /** Nominations on which something was decided. */
  get touched(): number {
    return this.started;
  }

  get exhausted(): boolean {
    return this.started >= this.known.dossiers.length;
  }

  async connect(): Promise<void> {
    this.connections = await Promise.all(Array.from({ length: this.lanes }, () => Connection.open(this.known.url)));
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }

  /** Decides for so many seconds, or until nothing is left to decide. */
  async slice(seconds: number): Promise<Slice> {
    const latencies: number[] = [];
    const began = performance.now();
    const until = began + seconds * 1000;
    await Promise.all(this.connections.map((c, lane) => this.work(c, this.windows[lane] ?? [], until, latencies)));
    return { seconds: (performance.now() - began) / 1000, latencies };
  }

  private async work(connection: Connection, window: File[], until: number, latencies: number[]): Promise<void> {
    while (performance.now() < until) {
      while (window.length < WINDOW && !this.exhausted) window.push(this.begin());
      if (window.length === 0) return;
      const place = Math.floor(Math.random() * window.length);
      const file = window[place] as File;
      latencies.push((await this.decide(connection, file)).ms);
      this.decided += 1;
      if (file.next === COURSES[file.course]?.deeds.length) window.splice(place, 1);
    }
  }

  private begin(): File {
    const index = this.started++;
    return {
      index,
      dossier: this.known.dossiers[index] as Dossier,
      course: this.known.courses[index] ?? 0,
      next: 0,
      state: 'draft',
      revision: 0,
    };
  }

  private async decide(connection: Connection, file: File): Promise<Answer> {
    const { dossier, course, next, state, revision } = file;
    const deed = COURSES[course]?.deeds[next] ?? 'Submit';
    const officer = actorAt(this.known.world, { state, unit: dossier.unit }, file.index);
    const command = commandOf(deed, { step: state, evaluation: this.known.digests[course]?.[next] ?? '' });
    const ifMatch = etagOf(deed, dossier.n + (this.known.moved[course]?.[next] ?? 0), revision);
    const answer = await connection.send(
      `POST /api/nominations/${dossier.id}/commands HTTP/1.1\r\nhost: laurel\r\norigin: ${this.known.url}\r\n` +
        `cookie: ${this.known.cookies.get(officer.login) ?? ''}\r\ncontent-type: application/json\r\n` +
        `idempotency-key: ${randomUUID()}\r\nif-match: ${ifMatch}\r\n`,
      JSON.stringify({ ...command, as: officer.seat }),
    );
    if (answer.status !== 200) throw new Error(`${deed} in ${state}: ${String(answer.status)} ${answer.body}`);
    const after = JSON.parse(answer.body) as { state: string; revision: number };
    file.next += 1;
    file.state = after.state;
    file.revision = after.revision;
    return answer;
  }
}
