import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { CriterionView } from '#contract';
import { useWords } from '../labels';
import { ErrorSummary, type FieldError } from '../ui/ErrorSummary';
import { offered } from './commands';
import classes from './DecisionPanel.module.css';
import { ReasonBox } from './Forms';
import { opinionErrors } from './Opinion';
import type { Decision } from './use-decision';

type Kind = 'Confirm' | 'Override';

/** Confirm on a row that needs a person; Override on a failed hard row, where the server offers it. */
export function CriterionActions({ criterion, decision }: { criterion: CriterionView; decision: Decision }) {
  const { t } = useWords();
  const [open, setOpen] = useState<Kind | null>(null);
  const { view } = decision;
  const mayConfirm = criterion.result === 'needsPerson' && offered(view, 'Confirm')?.allowed === true;
  const mayOverride =
    criterion.result === 'failed' &&
    criterion.severity === 'hard' &&
    !criterion.overridden &&
    offered(view, 'Override')?.allowed === true;
  if (!mayConfirm && !mayOverride) return null;
  if (open) return <Form kind={open} criterion={criterion} decision={decision} onClose={() => setOpen(null)} />;
  return (
    <div className={classes.buttons}>
      {mayConfirm ? (
        <Button
          variant="default"
          onClick={() => setOpen('Confirm')}
          aria-label={`${t('criteria.confirm')} ${criterion.criterion}`}
        >
          {t('criteria.confirm')}
        </Button>
      ) : null}
      {mayOverride ? (
        <Button
          variant="default"
          onClick={() => setOpen('Override')}
          aria-label={`${t('criteria.override')} ${criterion.criterion}`}
        >
          {t('criteria.override')}
        </Button>
      ) : null}
    </div>
  );
}

interface FormProps {
  kind: Kind;
  criterion: CriterionView;
  decision: Decision;
  onClose: () => void;
}

function Form({ kind, criterion, decision, onClose }: FormProps) {
  const { t } = useWords();
  const [result, setResult] = useState<'passed' | 'failed'>('passed');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { view, seen } = decision;
  const field = `${kind}-${criterion.criterion}`;
  const as = offered(view, kind)?.seats[0]?.id;
  const send = async (): Promise<void> => {
    const found = opinionErrors(field, reason, true);
    if (found.length > 0) return setErrors(found);
    if (!as) return;
    const common = { as, seen, criterion: criterion.criterion, reason };
    const sent = await decision.send(
      kind === 'Confirm' ? { type: kind, ...common, result } : { type: kind, ...common },
    );
    if (sent) onClose();
  };
  return (
    <div className={classes.form}>
      <ErrorSummary errors={errors} />
      {kind === 'Confirm' ? (
        <fieldset className={classes.options}>
          <legend>
            <strong>{t('criteria.confirmResult')}</strong>
          </legend>
          <Radio
            name={field}
            checked={result === 'passed'}
            onChange={() => setResult('passed')}
            label={t('result.passed')}
          />
          <Radio
            name={field}
            checked={result === 'failed'}
            onChange={() => setResult('failed')}
            label={t('result.failed')}
          />
        </fieldset>
      ) : (
        <p>{t('criteria.overrideNote')}</p>
      )}
      <ReasonBox
        id={field}
        value={reason}
        onChange={setReason}
        label={t(`criteria.reasonFor.${kind}`)}
        onSend={() => void send()}
        focus
      />
      <div className={classes.buttons}>
        <Button onClick={() => void send()} loading={decision.busy}>
          {t(kind === 'Confirm' ? 'criteria.confirm' : 'criteria.override')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </div>
  );
}
