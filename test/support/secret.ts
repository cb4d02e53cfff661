import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import { sees, type Asking, type Known, type Lent } from './sight.js';
import type { World } from './world.js';

/** What may be done to a nomination. */
export const LIFE = [
  'onward',
  'onward',
  'onward',
  'hold',
  'release',
  'recuse',
  'relate',
  'coAuthor',
  'superior',
  'return',
  'withdraw',
  'claim',
  'snooze',
] as const;

export type Deed = (typeof LIFE)[number];

/** A nomination of a unit, what is lent around it, and what is done to it. */
export interface Plot {
  readonly unit: 'G1' | 'G2' | 'C';
  readonly award: string;
  readonly subject: 'fresh' | 'known' | 'team';
  readonly achievement: boolean;
  readonly lends: readonly { readonly from: string; readonly to: string; readonly limited: boolean }[];
  /** Who is away on these days. */
  readonly away: readonly string[];
  readonly life: readonly Deed[];
}

const above: Record<string, readonly string[]> = { G1: ['G1', 'C', 'F'], G2: ['G2', 'C', 'F'], C: ['C', 'F'] };

/** A nomination that is not for everybody, with what the test knows of it. */
export class Secret {
  readonly lent: Lent[] = [];
  readonly outbox = new Set<string>();
  id = '';

  constructor(
    private readonly w: World,
    readonly plot: Plot,
    readonly known: Known,
    readonly asking: Asking,
  ) {}

  /** Somebody else than the subject, whose deed is remembered where it was taken. */
  async does(who: string, command: Parameters<Client['command']>[1]): Promise<boolean> {
    const client = this.w.as(who);
    if (!sees(client, this.known, this.lent)) return false;
    const { status } = await client.command(this.id, command);
    if (status < 300) this.known.actors.add(client.person);
    return status < 300;
  }
}

/** Registers whom it is about, and says what the test knows of the nomination to come. */
export async function conceived(w: World, plot: Plot, at: Pick<Asking, 'council' | 'selection'>): Promise<Secret> {
  const mark = randomUUID().slice(0, 8);
  const { name, subject, subjectType } = await subjectOf(w, plot, mark);
  const route = above[plot.unit] ?? [];
  const units = (plot.award === 'UNION_CERT_LEVEL2' ? route.filter((u) => u !== 'F') : route).map((u) => w.unit(u));
  const known = { subject, award: plot.award, route: units, reached: new Set<string>(), actors: new Set<string>() };
  const title = `Cải tiến giấu kín ${mark}`;
  const asking = { name, subject, subjectType, unit: w.unit(plot.unit), award: plot.award, title, ...at };
  return new Secret(w, plot, { ...known, submitted: false }, asking);
}

async function subjectOf(w: World, { unit, subject }: Plot, mark: string) {
  // A team is a unit without seats, and stands under C.
  const isTeam = subject === 'team' && unit === 'C';
  const subjectType = isTeam ? ('unit' as const) : ('person' as const);
  if (isTeam) {
    const team = `Tổ ${mark}`;
    const id = await w.open(team, 'grassroots_union', unit, []);
    for (const year of [2025, 2026]) await w.assess(id, year, 'hoan_thanh_xuat_sac_nhiem_vu');
    return { name: team, subject: id, subjectType };
  }
  const name = `Trần Thị Kín ${mark}`;
  const known = subject === 'known' && unit !== 'G2' ? w.as(`subject.${unit}`).person : undefined;
  return { name, subject: known ?? (await w.nominee(unit, { name })), subjectType };
}
