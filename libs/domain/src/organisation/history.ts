import type { UnitVersion } from './tree.js';

type Words = Partial<Pick<UnitVersion, 'name' | 'symbol'>>;

/** The versions after a unit got other words from a day on; later versions that had the same ones get them too. */
export function renamed(
  versions: readonly UnitVersion[],
  unit: string,
  { on, words }: { readonly on: string; readonly words: Words },
): readonly UnitVersion[] {
  const own = versions.filter((v) => v.unit === unit).sort((a, b) => (a.from < b.from ? -1 : 1));
  const now = own.find((v) => v.to === null || v.to > on);
  if (!now) return versions;
  const others = versions.filter((v) => v.unit !== unit || v.from < now.from);
  const later = own.filter((v) => v.from > on && v !== now).map((v) => ({ ...v, ...carried(v, now, words) }));
  if (now.from >= on) return [...others, { ...now, ...words }, ...later];
  const { successors: _, ...before } = now;
  return [...others, { ...before, to: on }, { ...now, ...words, from: on }, ...later];
}

function carried(version: UnitVersion, now: UnitVersion, { name, symbol }: Words): Words {
  return {
    ...(name !== undefined && version.name === now.name ? { name } : {}),
    ...(symbol !== undefined && version.symbol === now.symbol ? { symbol } : {}),
  };
}

/** The versions after a unit ended on a day, without a reorganisation. */
export function ended(versions: readonly UnitVersion[], unit: string, on: string): readonly UnitVersion[] {
  const left = versions.filter((v) => v.unit !== unit || v.to !== null || v.from < on);
  const last = left.filter((v) => v.unit === unit).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  return left.map((v) => (v === last ? { ...v, to: on } : v));
}
