import { Radio } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { rejectCodes, type RejectCode } from '#domain/vocabulary';
import { useKeys, type KeyMap } from '../keys';
import { useWords } from '../labels';
import { ErrorSummary, type FieldError } from '../ui/ErrorSummary';
import classes from './DecisionPanel.module.css';
import { FormButtons } from './Forms';
import { opinionErrors, opinionId } from './Opinion';
import type { Decision } from './use-decision';

/** Reject: a code (digits 1–5 pick it) and a reason; a preset fills the reason when none was typed. */
export function RejectForm({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const { view, opinion, setOpinion, seat, seen } = decision;
  const [code, setCode] = useState<RejectCode | null>(null);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const first = useRef<HTMLInputElement>(null);
  const group = `reject-${view.id}`;
  useEffect(() => first.current?.focus(), []);
  const pick = (next: RejectCode): void => {
    const preset = code ? t(`rejectPreset.${code}`) : '';
    setCode(next);
    if (opinion.trim() === '' || opinion === preset) setOpinion(next === 'other' ? '' : t(`rejectPreset.${next}`));
  };
  const send = (): void => {
    const found: FieldError[] = [];
    if (!code) found.push({ field: `${group}-0`, text: t('decide.pickCode') });
    found.push(...opinionErrors(opinionId(view.id), opinion, true));
    setErrors(found);
    if (found.length === 0 && code && seat)
      void decision.send({ type: 'Reject', as: seat.id, seen, code, reason: opinion });
  };
  const map: KeyMap = {};
  rejectCodes.forEach((c, i) => {
    map[`Digit${i + 1}`] = () => pick(c);
  });
  useKeys(map);
  return (
    <div className={classes.form}>
      <ErrorSummary errors={errors} />
      <fieldset className={classes.options}>
        <legend>
          <strong>{t('decide.rejectWhy')}</strong>
        </legend>
        {rejectCodes.map((c, i) => (
          <Radio
            key={c}
            id={`${group}-${i}`}
            ref={i === 0 ? first : undefined}
            name={group}
            checked={code === c}
            onChange={() => pick(c)}
            label={
              <>
                <kbd aria-hidden>{i + 1}</kbd> {t(`rejectCode.${c}`)}
              </>
            }
          />
        ))}
      </fieldset>
      <p className={classes.soft}>{t('decide.reasonAbove')}</p>
      <FormButtons decision={decision} label={t('decide.rejectNow')} onSend={send} />
    </div>
  );
}
