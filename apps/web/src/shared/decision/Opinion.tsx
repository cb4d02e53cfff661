import { Textarea } from '@mantine/core';
import { useId } from 'react';
import type { FieldError } from '../ui/ErrorSummary';
import { OldText } from '../ui/OldText';
import i18next from 'i18next';
import { offered } from './commands';
import classes from './DecisionPanel.module.css';
import type { Decision } from './use-decision';
import { useWords } from '../labels';

export const opinionId = (id: string): string => `opinion-${id}`;
export const shortest = 10;
export const longest = 4000;

/** What is wrong with an opinion before it is sent: too short where one is needed, or too long. */
export function opinionErrors(field: string, text: string, needed: boolean): FieldError[] {
  const { length } = text.trim();
  if (needed && length < shortest) return [{ field, text: i18next.t('decide.reasonTooShort') }];
  return length > longest ? [{ field, text: i18next.t('decide.tooLong', { most: longest, now: length }) }] : [];
}

const presets = { approve: ['agree', 'worthy'], return: ['complete', 'unclear'] } as const;

/** The opinion box with ready sentences. Digits typed here are text; Ctrl+Enter in the open form sends it. */
export function Opinion({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const { view, mode, opinion, setOpinion } = decision;
  const needed = offered(view, 'Recommend')?.needsReason === true;
  const note = useId();
  const group = mode === 'return' ? 'return' : 'approve';
  const write = (sentence: string): void =>
    setOpinion(opinion.trim() === '' ? sentence : `${opinion.trim()} ${sentence}`);
  return (
    <div className={classes.block}>
      <Textarea
        id={opinionId(view.id)}
        label={needed ? t('decide.opinionNeeded') : t('decide.opinion')}
        autosize={false}
        rows={3}
        aria-describedby={note}
        error={
          opinion.trim().length > longest ? t('decide.tooLong', { most: longest, now: opinion.length }) : undefined
        }
        value={opinion}
        onChange={(e) => setOpinion(e.currentTarget.value.normalize('NFC'))}
      />
      <p id={note} className={classes.soft}>
        {opinion.length > longest * 0.8 ? t('decide.length', { now: opinion.length, most: longest }) : null}
      </p>
      <OldText value={opinion} onConvert={setOpinion} />
      {mode === 'reject' ? null : (
        <div className={classes.presets} role="group" aria-label={t('decide.presets')}>
          {presets[group].map((name) => (
            <button
              key={name}
              type="button"
              className={classes.preset}
              onClick={() => write(t(`decide.preset.${name}`))}
            >
              {t(`decide.preset.${name}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
