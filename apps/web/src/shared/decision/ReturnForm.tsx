import { Checkbox, NativeSelect } from '@mantine/core';
import i18next from 'i18next';
import { useEffect, useRef, useState } from 'react';
import type { Award } from '#contract';
import { returnCodes, type ReturnCode } from '#domain/vocabulary';
import { capital, said, useWords } from '../labels';
import { useAward } from '../nomination/facts';
import { DateField } from '../ui/DateField';
import { ErrorSummary, type FieldError } from '../ui/ErrorSummary';
import classes from './DecisionPanel.module.css';
import { FormButtons } from './Forms';
import { opinionErrors, opinionId } from './Opinion';
import type { Decision } from './use-decision';

type Picked = Record<string, ReturnCode | ''>;

/** Return for completion: which items, why each, until when, and a reason in words. */
export function ReturnForm({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const { view, opinion, seat, seen } = decision;
  const [picked, setPicked] = useState<Picked>({});
  const [due, setDue] = useState<string | null>(null);
  const [badDue, setBadDue] = useState(false);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const all = returnable(decision, useAward(view.award.code));
  const prefix = `return-${view.id}`;
  const send = (): void => {
    const items = Object.entries(picked);
    const found: FieldError[] = [];
    if (items.length === 0) found.push({ field: `${prefix}-0`, text: t('decide.pickItems') });
    for (const [item, code] of items) {
      if (code === '')
        found.push({
          field: `${prefix}-${item}-code`,
          text: t('decide.pickItemCode', { item: nameOf(all, item) }),
        });
    }
    if (badDue) found.push({ field: `${prefix}-due`, text: t('common.badDate') });
    found.push(...opinionErrors(opinionId(view.id), opinion, true));
    setErrors(found);
    if (found.length > 0 || !seat) return;
    const asked = items.flatMap(([item, code]) => (code === '' ? [] : [{ item, code }]));
    void decision.send({ type: 'Return', as: seat.id, seen, items: asked, reason: opinion, ...(due ? { due } : {}) });
  };
  return (
    <div className={classes.form}>
      <ErrorSummary errors={errors} />
      <Items all={all} prefix={prefix} picked={picked} onPick={setPicked} />
      <DateField
        id={`${prefix}-due`}
        label={t('decide.due')}
        description={t('decide.dueHint')}
        value={due}
        onChange={setDue}
        onBad={setBadDue}
      />
      <p className={classes.soft}>{t('decide.reasonAbove')}</p>
      <FormButtons decision={decision} label={t('decide.returnNow')} onSend={send} />
    </div>
  );
}

interface Returnable {
  item: string;
  label: { vi: string; en: string };
  hasFile: boolean;
}

/** Everything that may be sent back: the documents, each fact of the award, and the two parts as a whole. */
function returnable(decision: Decision, award: Award | undefined): Returnable[] {
  const part = (item: 'facts' | 'statement') => {
    const label = i18next.t(`items.${item}`);
    return { item, label: { vi: label, en: label }, hasFile: true };
  };
  const documents = decision.view.items.map((i) => ({ item: i.item, label: i.label, hasFile: i.files.length > 0 }));
  const facts = (award?.facts ?? []).map((f) => ({ item: f.fact, label: f.label, hasFile: true }));
  return [...documents, ...facts, part('facts'), part('statement')];
}

function nameOf(all: readonly Returnable[], item: string): string {
  const found = all.find((i) => i.item === item);
  return found ? capital(said(found.label)) : item;
}

interface ItemsProps {
  all: readonly Returnable[];
  prefix: string;
  picked: Picked;
  onPick: (picked: Picked) => void;
}

function Items({ all, prefix, picked, onPick }: ItemsProps) {
  const { t } = useWords();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const toggle = (item: string, hasFile: boolean): void => {
    const { [item]: had, ...rest } = picked;
    onPick(had === undefined ? { ...picked, [item]: hasFile ? '' : 'missing' } : rest);
  };
  return (
    <fieldset className={classes.options}>
      <legend>
        <strong>{t('decide.returnWhat')}</strong>
      </legend>
      {all.map((i, n) => (
        <div key={i.item} className={classes.item}>
          <Checkbox
            id={`${prefix}-${n}`}
            ref={n === 0 ? first : undefined}
            checked={picked[i.item] !== undefined}
            onChange={() => toggle(i.item, i.hasFile)}
            label={`${capital(said(i.label))}${i.hasFile ? '' : ` (${t('items.missing')})`}`}
          />
          {picked[i.item] === undefined ? null : (
            <NativeSelect
              id={`${prefix}-${i.item}-code`}
              aria-label={t('decide.itemCode', { item: said(i.label) })}
              value={picked[i.item]}
              onChange={(e) => onPick({ ...picked, [i.item]: e.currentTarget.value as ReturnCode | '' })}
              data={[
                { value: '', label: t('decide.chooseCode') },
                ...returnCodes.map((c) => ({ value: c, label: t(`returnCode.${c}`) })),
              ]}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
