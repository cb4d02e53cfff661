import { useQuery } from '@tanstack/react-query';
import type { Award, DeclaredFacts, FactField } from '#contract';
import { number } from '../format';
import { said, word } from '../labels';
import { awardQuery } from '../queries';
import i18next from 'i18next';

export type FactValue = DeclaredFacts[string]['value'];

/** The value in words: yes and no, the label of a choice, a number with its unit. */
export function factText(field: FactField | undefined, value: FactValue): string {
  if (typeof value === 'boolean') return i18next.t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') {
    const unit = field?.unit ? ` ${word('unitOf', field.unit)}` : '';
    return number(value) + unit;
  }
  const choice = field?.values?.find((v) => v.value === value);
  return choice ? said(choice.label) : value;
}

export function useAward(code: string): Award | undefined {
  return useQuery(awardQuery(code)).data;
}
