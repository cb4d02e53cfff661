import { isOutcome } from '#domain/vocabulary';
import { useWords } from '../labels';
import { StatusTag, type Tone } from './StatusTag';

const eligibilityTone = { eligible: 'ok', needsReview: 'warn', notEligible: 'bad' } as const;

export function EligibilityTag({ value }: { value: 'eligible' | 'needsReview' | 'notEligible' }) {
  const { t } = useWords();
  return <StatusTag tone={eligibilityTone[value]}>{t(`eligibility.${value}`)}</StatusTag>;
}

function toneOfState(state: string): Tone {
  if (state === 'commended') return 'ok';
  if (state === 'returned') return 'warn';
  if (state === 'draft' || state === 'withdrawn') return 'plain';
  return isOutcome(state) ? 'bad' : 'info';
}

export function StateTag({ state, unit }: { state: string; unit?: { name: string } | null }) {
  const { stateName } = useWords();
  return <StatusTag tone={toneOfState(state)}>{stateName(state, unit)}</StatusTag>;
}

const documentTone = { draft: 'plain', signed: 'info', issued: 'ok', discarded: 'bad' } as const;

export function DocumentTag({ state }: { state: keyof typeof documentTone }) {
  const { t } = useWords();
  return <StatusTag tone={documentTone[state]}>{t(`documentState.${state}`)}</StatusTag>;
}
