import { Button, Radio } from '@mantine/core';
import { useId, useState } from 'react';
import type { CommandView, CriterionView } from '#contract';
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
  const confirm = criterion.result === 'needsPerson' ? offered(view, 'Confirm') : null;
  const failed = criterion.result === 'failed' && criterion.severity === 'hard' && !criterion.overridden;
  const override = failed ? offered(view, 'Override') : null;
  const [mayConfirm, mayOverride] = [confirm?.allowed === true, override?.allowed === true];
  const refused = [confirm, override].find((c) => c?.allowed === false);
  if (refused) return <Refusal command={refused} />;
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

/** Their turn, and yet it cannot be done: why, and who can clear it. */
function Refusal({ command }: { command: CommandView }) {
  const { t, said, seatsInWords } = useWords();
  const { refusal, type } = command;
  if (!refusal || (type !== 'Confirm' && type !== 'Override')) return null;
  return (
    <p className={classes.soft}>
      {t(`criteria.cannot.${type}`)} {said(refusal.message)}
      {refusal.clearedBy ? ` ${t('problem.clearedBy', { who: seatsInWords(refusal.clearedBy) })}` : ''}
    </p>
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
  const field = useId();
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
