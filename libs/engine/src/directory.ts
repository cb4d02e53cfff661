import { closeness, type Calendar, type Occasion, type Pin, type Procedure, type RuleSet } from '#domain';
import type { Db } from './db.js';

/** A published version of configuration; immutable, so it is cached for ever. */
export interface Published<T> {
  readonly pin: Pin;
  readonly value: T;
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface Row {
  kind: 'procedure' | 'rule-set' | 'calendar' | 'award-catalogue';
  id: string;
  version: number;
  canon: string;
  hash: string;
  valid_from: string;
  valid_to: string | null;
}

/** Configuration by pin and by date. What is in force is asked of dates, never of "latest". */
export interface Directory {
  /** Number of published versions that are cached; another number in the database means: refresh. */
  size(): number;
  refresh(): Promise<void>;
  procedure(pin: Pin): Published<Procedure>;
  /** The procedure that is meant most closely for what is asked; without it, the general one. */
  procedureInForce(date: string, of?: { readonly award: string; readonly occasion: Occasion }): Published<Procedure>;
  /** Every published version, by id and version. */
  procedures(): readonly Published<Procedure>[];
  ruleSet(pin: Pin): Published<RuleSet>;
  ruleSetInForce(date: string): Published<RuleSet>;
  /** The rule set of a day, or null; `ruleSetInForce` is for days that must have one. */
  ruleSetOn(date: string): Published<RuleSet> | null;
  ruleSetOf(id: string, version: number): Published<RuleSet> | null;
  /** The rule set that takes over within `days` after `date`, or null. */
  ruleSetAfter(date: string, until: string): Published<RuleSet> | null;
  /** Every published version, by the day from which it holds. */
  ruleSets(): readonly Published<RuleSet>[];
  calendarInForce(date: string): Published<Calendar>;
  /** Every published version, by id and version. */
  calendars(): readonly Published<Calendar>[];
}

const everything = `select kind, id, version, canon, encode(hash, 'hex') as hash,
  valid_from::text, valid_to::text from configuration order by kind, id, version`;

/** A directory over the table `configuration`; empty until the first `refresh`. */
export function directoryOf(db: Db): Directory {
  let cache: readonly (Published<unknown> & { readonly kind: Row['kind'] })[] = [];
  const of = (kind: Row['kind']) => cache.filter((p) => p.kind === kind);
  const pinned = <T>(kind: Row['kind'], pin: Pin): Published<T> => {
    const found = of(kind).find((p) => p.pin.id === pin.id && p.pin.version === pin.version && p.pin.hash === pin.hash);
    if (found === undefined) throw new Error(`${kind} ${pin.id}@${pin.version} is not published`);
    return found as Published<T>;
  };
  const inForce = <T>(kind: Row['kind'], date: string): Published<T> => {
    const found = of(kind).findLast((p) => p.validFrom <= date && (p.validTo === null || date <= p.validTo));
    if (found === undefined) throw new Error(`no ${kind} is in force on ${date}`);
    return found as Published<T>;
  };
  /** By the day of taking over: the one that took over last is in force, whatever its name. */
  const ruleSets = () =>
    (of('rule-set') as Published<RuleSet>[]).toSorted((a, b) => a.validFrom.localeCompare(b.validFrom));
  const ruleSetOn = (date: string) =>
    ruleSets().findLast((p) => p.validFrom <= date && (p.validTo === null || date <= p.validTo)) ?? null;
  return {
    size: () => cache.length,
    async refresh() {
      cache = (await db.query<Row>('configuration', everything)).map(publishedOf);
    },
    procedure: (pin) => pinned('procedure', pin),
    procedureInForce: (date, asked) => closest(of('procedure') as readonly Published<Procedure>[], date, asked),
    procedures: () => of('procedure') as readonly Published<Procedure>[],
    ruleSet: (pin) => pinned('rule-set', pin),
    ruleSetInForce: (date) => {
      const found = ruleSetOn(date);
      if (found === null) throw new Error(`no rule-set is in force on ${date}`);
      return found;
    },
    ruleSetOn,
    ruleSetOf: (id, version) =>
      (of('rule-set').find((p) => p.pin.id === id && p.pin.version === version) as Published<RuleSet> | undefined) ??
      null,
    ruleSetAfter: (date, until) => ruleSets().find((p) => p.validFrom > date && p.validFrom <= until) ?? null,
    ruleSets,
    calendarInForce: (date) => inForce('calendar', date),
    calendars: () => of('calendar') as readonly Published<Calendar>[],
  };
}

/** Among those in force: the most specific one, and of equally specific ones the one that took over last. */
function closest(
  procedures: readonly Published<Procedure>[],
  date: string,
  asked: { readonly award: string; readonly occasion: Occasion } | undefined,
): Published<Procedure> {
  const inForce = procedures
    .filter((p) => p.validFrom <= date && (p.validTo === null || date <= p.validTo))
    .flatMap((p) => {
      const near = asked ? closeness(p.value, asked.award, asked.occasion) : p.value.appliesTo === undefined ? 0 : null;
      return near === null ? [] : [{ p, near }];
    })
    .sort((a, b) => b.near - a.near || b.p.validFrom.localeCompare(a.p.validFrom) || b.p.pin.version - a.p.pin.version);
  const [found] = inForce;
  if (found === undefined) throw new Error(`no procedure is in force on ${date}`);
  return found.p;
}

function publishedOf(r: Row): Published<unknown> & { kind: Row['kind'] } {
  return {
    kind: r.kind,
    pin: { id: r.id, version: r.version, hash: r.hash },
    value: JSON.parse(r.canon) as unknown,
    validFrom: r.valid_from,
    validTo: r.valid_to,
  };
}
