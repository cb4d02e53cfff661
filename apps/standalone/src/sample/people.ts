import { FAMILY, MEN, WOMEN } from './names.data.js';
import { randomOf, type Random } from './random.js';

/** A person of the register. */
export interface Somebody {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly birthDate: string;
  readonly memberNumber: string;
}

/** Gives out invented people; nobody shares a name or a member number with anybody else. */
export interface Crowd {
  make(key: string, unit: string): Somebody;
}

/** A crowd that is the same for the same seed and the same calls in the same order. */
export function crowdOf(seed: string): Crowd {
  const random = randomOf(seed);
  const taken = new Set<string>();
  return {
    make(key, unit) {
      let name = nameOf(random);
      while (taken.has(name)) name = nameOf(random);
      taken.add(name);
      const birthDate = `${random.int(1967, 1998)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
      return { key, name, unit, birthDate, memberNumber: `MAU-${String(taken.size).padStart(5, '0')}` };
    },
  };
}

function nameOf(random: Random): string {
  const { middle, given } = random.chance(0.5) ? WOMEN : MEN;
  return `${random.pick(FAMILY)} ${random.pick(middle)} ${random.pick(given)}`.normalize('NFC');
}

/** Whether a name of the crowd is a woman's. */
export function isWoman({ name }: Somebody): boolean {
  return WOMEN.given.some((given) => name.endsWith(` ${given}`));
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
