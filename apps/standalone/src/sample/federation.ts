import type { Role, SeatFlag, UnitLevel } from '#domain';
import { COUNCIL_UNIT } from './council.data.js';
import { CORPORATIONS, FEDERATION, ONE_OFFICER, TWO_OFFICERS } from './names.data.js';
import { crowdOf, type Crowd, type Somebody } from './people.js';
import { randomOf } from './random.js';

export interface SampleUnit {
  readonly key: string;
  readonly name: string;
  readonly symbol: string;
  readonly level: UnitLevel;
  readonly parent: string | null;
  readonly members: number | null;
  readonly workers: number | null;
}

/** Somebody with seats in their unit and an account. */
export interface Officer extends Somebody {
  readonly login: string;
  readonly roles: readonly Role[];
  readonly flags: readonly SeatFlag[];
}

/** Units, superiors first, and the people in their seats. */
export interface Federation {
  readonly units: readonly SampleUnit[];
  readonly officers: readonly Officer[];
  /** Makes the people who are nominated, none of them namesake of an officer. */
  readonly crowd: Crowd;
}

interface Post {
  readonly login: string;
  readonly roles: readonly Role[];
  readonly flags?: readonly SeatFlag[];
}

const clerk: Post = { login: 'canbo', roles: ['clerk'] };
const appraiser: Post = { login: 'thamdinh', roles: ['appraiser'] };
const signer: Post = { login: 'chutich', roles: ['signer'] };
const deputy: Post = { login: 'phochutich', roles: ['signer'] };
const watchers: readonly Post[] = [
  { login: 'quantri', roles: ['administrator'] },
  { login: 'kiemtra', roles: ['auditor'] },
];

const FEDERATION_POSTS: readonly Post[] = [
  ...watchers,
  { login: 'quantri2', roles: ['administrator'] },
  clerk,
  { login: 'canbo2', roles: ['clerk'] },
  appraiser,
  { login: 'thamdinh2', roles: ['appraiser'] },
  { login: 'thamdinh3', roles: ['appraiser'] },
  signer,
  { ...deputy, flags: ['override'] },
];
const LEVEL2_POSTS: readonly Post[] = [
  ...watchers,
  clerk,
  appraiser,
  { login: 'thamdinh2', roles: ['appraiser'] },
  signer,
  deputy,
];
/** Who belongs to the council beside the chairs and an appraiser. */
const COUNCIL_POSTS: readonly Post[] = [
  { login: 'thuky', roles: ['secretary'] },
  { login: 'uyvien', roles: ['member'] },
  { login: 'uyvien2', roles: ['member'] },
  { login: 'uyvien3', roles: ['member'] },
];
const SUPERIOR_POSTS: readonly Post[] = [...watchers, clerk, appraiser, signer];
const GRASSROOTS_POSTS: readonly Post[] = [clerk, appraiser, signer];
const TWO_POSTS: readonly Post[] = [clerk, signer];
const ONE_POST: readonly Post[] = [{ login: 'chutich', roles: ['clerk', 'signer'] }];

/** The sample federation before its season: the same for ever. */
export function federation(): Federation {
  const crowd = crowdOf('people');
  const units = unitsOf();
  let place = 0;
  const officers = units.flatMap((unit) => {
    const posts = postsOf(unit, unit.level === 'grassroots_union' ? (place += 1) : 0);
    return posts.map((post) => officerOf(crowd, unit, post));
  });
  const council = units
    .filter((u) => u.key === COUNCIL_UNIT)
    .flatMap((u) => COUNCIL_POSTS.map((p) => officerOf(crowd, u, p)));
  return { units, officers: [...officers, ...council], crowd };
}

function unitsOf(): SampleUnit[] {
  const root: SampleUnit = { ...FEDERATION, level: 'federation', parent: null, members: null, workers: null };
  const superiors = CORPORATIONS.map(({ below: _below, ...unit }): SampleUnit => ({
    ...unit,
    members: null,
    workers: null,
  }));
  let place = 0;
  const grassroots = CORPORATIONS.flatMap(({ key, below }) =>
    below.map((name) => grassrootsUnit((place += 1), name, key)),
  );
  return [root, ...superiors, ...grassroots];
}

function grassrootsUnit(place: number, name: string, parent: string): SampleUnit {
  const key = `G${String(place).padStart(2, '0')}`;
  const random = randomOf(`unit/${key}`);
  const workers = ONE_OFFICER.includes(place)
    ? random.int(14, 24)
    : TWO_OFFICERS.includes(place)
      ? random.int(38, 75)
      : random.int(160, 3_900);
  const members = Math.round((workers * random.int(84, 99)) / 100);
  return {
    key,
    name: `Công đoàn ${name}`,
    symbol: `CĐCS-${key.slice(1)}`,
    level: 'grassroots_union',
    parent,
    members,
    workers,
  };
}

function postsOf({ level }: SampleUnit, place: number): readonly Post[] {
  if (level === 'federation') return FEDERATION_POSTS;
  if (level === 'level2_union') return LEVEL2_POSTS;
  if (level === 'immediate_superior_union') return SUPERIOR_POSTS;
  return ONE_OFFICER.includes(place) ? ONE_POST : TWO_OFFICERS.includes(place) ? TWO_POSTS : GRASSROOTS_POSTS;
}

function officerOf(crowd: Crowd, unit: SampleUnit, { login, roles, flags }: Post): Officer {
  const at = unit.key === 'F' ? 'tld' : unit.key.toLowerCase();
  const key = `${unit.key}/${login}`;
  return { ...crowd.make(key, unit.key), login: `${login}.${at}`, roles, flags: flags ?? [] };
}
