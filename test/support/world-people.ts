import { createHash, randomUUID } from 'node:crypto';
import type { NewNomination } from '#contract';
import type { Role, SeatFlag, UnitLevel } from '#domain';
import {
  endSeat,
  grantSeat,
  importRegistry,
  legalNow,
  openRootUnit,
  openUnit,
  recordAdministration,
  registerPerson,
  type AdministrationRequest,
  type RegistryFile,
} from '#engine';
import { elevateSession, startSession } from '../../libs/engine/src/identity/session.js';
import type { TestApp } from './app.js';
import { Client, type Seat } from './client.js';

/** What everybody's password is; the hash is made once, because argon2 is slow on purpose. */
export const PASSWORD = 'mat-khau-cho-thu';
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$69+VYUmlw25eczcwwTcVBw$Tg2i2zTNhuElaAck0ZDVAhXIGPCuFdIAdgqU2bTQ5Vg';

const EXCELLENT = 'hoan_thanh_xuat_sac_nhiem_vu';
export interface Registry {
  /** Years of excellent completion; 2025 and 2026. */
  readonly excellent?: readonly number[];
  /** Year of a level-2 certificate; 2025, null for none. */
  readonly certificate?: number | null;
  readonly name?: string;
}

/** Units, people with seats and sessions, and imported history, made by the engine's own administration. */
export class Organisation {
  readonly units: Record<string, string> = {};
  protected readonly people = new Map<string, Client>();

  constructor(readonly app: TestApp) {}

  /** The id of a unit by its key. */
  unit(key: string): string {
    const id = this.units[key];
    if (id === undefined) throw new Error(`no unit ${key}`);
    return id;
  }

  /** The signed-in client of a person by key. */
  as(key: string): Client {
    const client = this.people.get(key);
    if (client === undefined) throw new Error(`nobody is ${key}`);
    return client;
  }

  /** Opens a unit under another, with the three officers unless told whom. */
  async open(
    key: string,
    level: UnitLevel,
    parent: string | null,
    roles: readonly Role[] = ['clerk', 'appraiser', 'signer'],
  ): Promise<string> {
    this.units[key] = await this.openAt(key, level, parent);
    for (const role of roles) await this.seat(`${role}.${key}`, role, key);
    return this.unit(key);
  }

  private async openAt(key: string, level: UnitLevel, parent: string | null): Promise<string> {
    const words = { name: `Công đoàn ${key}`, symbol: key === 'F' ? 'TLĐ' : key };
    if (parent === null) return this.openRoot(words);
    const unit = { ...words, level, parent: this.unit(parent), members: 120, workers: 150, validFrom: '2020-01-01' };
    return idOf(await openUnit(this.app.engine, order(), unit));
  }

  private async openRoot(words: { name: string; symbol: string }): Promise<string> {
    return idOf(await openRootUnit(this.app.engine, order(), { ...words, validFrom: '2020-01-01' }));
  }

  /** Registers a person, with an account and a session. */
  async person(key: string, unit: string, name = `Người ${key}`): Promise<Client> {
    const person = await this.register(unit, name);
    const cookie = await this.account(key, unit, person);
    const client = new Client(this.app.url, person, [], cookie);
    this.people.set(key, client);
    return client;
  }

  /** Gives a person a seat; the person is registered when the key is new. */
  async seat(key: string, role: Role, unit: string, flags: SeatFlag[] = []): Promise<Client> {
    const before = this.people.get(key) ?? (await this.person(key, unit));
    const given = { person: before.person, unit: this.unit(unit), role, flags, validFrom: '2020-01-01' };
    const id = idOf(await grantSeat(this.app.engine, order(), given));
    const seats: Seat[] = [...before.seats, { id, unit: this.unit(unit), role }];
    const client = new Client(this.app.url, before.person, seats, before.cookie);
    this.people.set(key, client);
    return client;
  }

  /** The key of a unit by its id. */
  key(id: string): string {
    return Object.keys(this.units).find((k) => this.units[k] === id) ?? id;
  }

  /** Tells of a seat that was given to a person over HTTP. */
  given(key: string, seat: Seat): Client {
    const { url, person, seats, cookie } = this.as(key);
    const client = new Client(url, person, [...seats, seat], cookie);
    this.people.set(key, client);
    return client;
  }

  /** Ends the last seat of a person from today on. */
  async end(key: string): Promise<void> {
    const { seats } = this.as(key);
    const validTo = (await legalNow(this.app.engine)).toISOString().slice(0, 10);
    idOf(await endSeat(this.app.engine, order(), seats.at(-1)?.id ?? '', { validTo }));
  }

  /** Imports one assessment of a person. */
  async assess(subject: string, year: number, result: string): Promise<void> {
    const file = { sha256: 'b'.repeat(64), assessments: [{ subject, year, result }], grants: [] };
    done(await importRegistry(this.app.engine, order(), file));
  }

  /** Imports excellent completion and a level-2 certificate, as `nominee` has them, for a person who is there already. */
  async history(subject: string): Promise<void> {
    for (const year of [2025, 2026]) await this.assess(subject, year, EXCELLENT);
    await this.grant(subject, 'UNION_CERT_LEVEL2', 2025);
  }

  /** Imports one past grant of a person. */
  async grant(
    subject: string,
    award: string,
    year: number,
    occasion: NewNomination['occasion'] = 'annual',
  ): Promise<void> {
    const file: RegistryFile = {
      sha256: 'c'.repeat(64),
      assessments: [],
      grants: [{ subjectType: 'person', subject, award, year, occasion }],
    };
    done(await importRegistry(this.app.engine, order(), file));
  }

  /** Nobody: no cookie. */
  get stranger(): Client {
    return new Client(this.app.url, '', [], undefined);
  }

  /** As if this person had just given the password again. */
  async elevate(key: string): Promise<Client> {
    const client = this.as(key);
    await elevateSession(this.app.engine, client.cookie);
    return client;
  }

  private async register(unit: string, name: string): Promise<string> {
    const person = {
      name,
      unit: this.unit(unit),
      birthDate: null,
      memberNumber: null,
      citizenHash: null,
      confirmedNew: true,
    };
    return idOf(await registerPerson(this.app.engine, order(), person));
  }

  private async account(key: string, unit: string, person: string): Promise<string> {
    const account = randomUUID();
    const words = { login: key.toLowerCase() };
    const { commandId, requestHash } = order();
    done(
      await recordAdministration(this.app.engine, {
        commandId,
        requestHash,
        chain: `acl:${this.unit(unit)}`,
        actor: { system: 'test' },
        type: 'AccountOpened',
        fact: { account, person },
        texts: texts(words),
        payload: { ...words, passwordHash: PASSWORD_HASH },
      }),
    );
    const cookie = await startSession(this.app.engine, account, PASSWORD_HASH);
    if (cookie === null) throw new Error('no session');
    return cookie;
  }

  /** A person of a unit with past assessments and grants, imported; by default enough for every award of the tests. */
  async nominee(unit: string, registry: Registry = {}): Promise<string> {
    return (await this.nominees(unit, 1, registry))[0] ?? '';
  }

  async nominees(
    unit: string,
    count: number,
    { excellent = [2025, 2026], certificate = 2025, name }: Registry = {},
  ): Promise<string[]> {
    const people: string[] = [];
    for (let i = 0; i < count; i += 1) people.push(await this.register(unit, name ?? `Nguyễn Văn Ánh ${String(i)}`));
    const file: RegistryFile = {
      sha256: 'a'.repeat(64),
      assessments: people.flatMap((subject) => excellent.map((year) => ({ subject, year, result: EXCELLENT }))),
      grants:
        certificate === null
          ? []
          : people.map((subject) => ({
              subjectType: 'person',
              subject,
              award: 'UNION_CERT_LEVEL2',
              year: certificate,
              occasion: 'annual',
            })),
    };
    done(await importRegistry(this.app.engine, order(), file));
    return people;
  }
}

/** A command of the system under a fresh id. */
export function order(): AdministrationRequest {
  return { commandId: randomUUID(), requestHash: createHash('sha256').update('test').digest(), by: { system: 'test' } };
}

function texts(words: Record<string, string>): { id: string; value: string }[] {
  return Object.entries(words).map(([id, value]) => ({ id, value }));
}

/** The id that an outcome brought; throws what it refused. */
export function idOf(outcome: object): string {
  if (!('id' in outcome)) throw new Error(JSON.stringify(outcome));
  return String(outcome.id);
}

/** Throws what an outcome refused. */
export function done(outcome: object): void {
  if ('refusal' in outcome) throw new Error(JSON.stringify(outcome));
}
