import i18next from 'i18next';
import type { Award, CriterionView } from '#contract';
import { capital, said, word } from '../labels';
import { factText, type FactValue } from '../nomination/facts';

type Leaf = CriterionView['leaves'][number];

const plain = (value: unknown): value is FactValue => ['boolean', 'number', 'string'].includes(typeof value);

function valueText(award: Award | undefined, fact: string, value: unknown): string {
  const field = award?.facts.find((f) => f.fact === fact);
  if (Array.isArray(value)) return value.map((v) => valueText(award, fact, v)).join(', ');
  return plain(value) ? factText(field, value) : JSON.stringify(value);
}

/** What was observed, as a value with its unit; empty while nothing is known. */
export const observedValue = (award: Award | undefined, { fact, observed }: Leaf): string =>
  observed === null ? '' : valueText(award, fact, observed.value);

/** "Có 1 năm", or that nothing is known: never a zero in its place. */
export function observedText(award: Award | undefined, leaf: Leaf): string {
  if (leaf.observed === null) return i18next.t('criteria.unknown');
  return i18next.t('criteria.observed', { value: observedValue(award, leaf) });
}

/** "cần ít nhất 2 năm"; of something that is so or not so: "cần: Có". */
export function neededText(award: Award | undefined, leaf: Leaf): string {
  const value = valueText(award, leaf.fact, leaf.needed);
  const isWord = typeof leaf.needed === 'boolean' || typeof leaf.needed === 'string';
  if (leaf.op === '==' && isWord) return i18next.t('criteria.neededValue', { value });
  const shown = typeof leaf.needed === 'string' ? `“${value}”` : value;
  return i18next.t('criteria.needed', { operator: word('operator', leaf.op), value: shown });
}

export const leafLabel = (leaf: Leaf): string => capital(said(leaf.label));

/** Each line once; the lines that decided the result first. */
export function linesOf(criterion: CriterionView): Leaf[] {
  const once = new Map(criterion.leaves.map((l) => [JSON.stringify([l.fact, l.op, l.needed]), l]));
  const lines = [...once.values()];
  return [...lines.filter((l) => l.result === criterion.result), ...lines.filter((l) => l.result !== criterion.result)];
}

const order = { failed: 0, notComputable: 1, needsPerson: 2, passed: 3, notApplicable: 4 } as const;
const weight = { hard: 0, soft: 1, info: 2 } as const;

/** Failing rows first; hard before soft before mere information. */
export function byTrouble(criteria: readonly CriterionView[]): CriterionView[] {
  const rank = (c: CriterionView): number => order[c.result] * 10 + weight[c.severity];
  return [...criteria].sort((a, b) => rank(a) - rank(b));
}
