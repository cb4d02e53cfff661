import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useWords } from '../labels';
import { ErrorSummary, type FieldError } from '../ui/ErrorSummary';
import { offered } from './commands';
import classes from './DecisionPanel.module.css';
import { opinionErrors, opinionId } from './Opinion';
import { RejectForm } from './RejectForm';
import { ReturnForm } from './ReturnForm';
import { SnoozeForm } from './SnoozeForm';
import type { Decision } from './use-decision';

/** The form of the decision that was begun: one confirmation for approval, reasons for the others. */
export function Forms({ decision }: { decision: Decision }) {
  switch (decision.mode) {
    case 'approve':
      return <Approve decision={decision} />;
    case 'return':
      return <ReturnForm decision={decision} />;
    case 'reject':
      return <RejectForm decision={decision} />;
    case 'recuse':
    case 'withdraw':
      return <StepAside decision={decision} />;
    case 'snooze':
      return decision.snoozing ? (
        <SnoozeForm id={decision.view.id} snoozing={decision.snoozing} onBack={() => decision.setMode('idle')} />
      ) : null;
    case 'idle':
      return null;
  }
}

function Approve({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const { view, opinion, seat, seen } = decision;
  const [errors, setErrors] = useState<FieldError[]>([]);
  const confirm = useRef<HTMLButtonElement>(null);
  const needsReason = offered(view, 'Recommend')?.needsReason === true;
  useEffect(() => confirm.current?.focus(), []);
  const send = (): void => {
    if (!seat) return;
    const found = opinionErrors(opinionId(view.id), opinion, needsReason);
    if (found.length > 0) return setErrors(found);
    const said = opinion.trim() === '' ? {} : { opinion };
    void decision.send({ type: 'Recommend', as: seat.id, seen, ...said });
  };
  return (
    <div className={classes.form}>
      <ErrorSummary errors={errors} />
      <p>{t('decide.confirmApprove', { name: view.subject.name })}</p>
      <FormButtons decision={decision} label={t('decide.approveNow')} onSend={send} confirm={confirm} />
    </div>
  );
}

/** Recuse and Withdraw ask for a reason and nothing else. */
function StepAside({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const { view, mode, seat } = decision;
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const field = `aside-${view.id}`;
  const type = mode === 'withdraw' ? 'Withdraw' : 'Recuse';
  const as = offered(view, type)?.seats[0]?.id ?? seat?.id;
  const send = (): void => {
    const found = opinionErrors(field, reason, true);
    if (found.length > 0) return setErrors(found);
    if (as) void decision.send({ type, as, reason });
  };
  return (
    <div className={classes.form}>
      <ErrorSummary errors={errors} />
      <ReasonBox
        id={field}
        value={reason}
        onChange={setReason}
        label={t(`decide.reasonFor.${type}`)}
        onSend={send}
        focus
      />
      <FormButtons
        decision={decision}
        label={t(type === 'Withdraw' ? 'decide.withdrawNow' : 'decide.recuseNow')}
        onSend={send}
      />
    </div>
  );
}

interface ReasonProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  label: string;
  onSend: () => void;
  focus?: boolean;
}

export function ReasonBox({ id, value, onChange, label, onSend, focus = false }: ReasonProps) {
  const { t } = useWords();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  return (
    <div className={classes.options}>
      <label htmlFor={id}>
        <strong>{label}</strong> <span className={classes.soft}>{t('decide.reasonHint')}</span>
      </label>
      <textarea
        ref={box}
        id={id}
        className={classes.reason}
        rows={3}
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (!e.ctrlKey || !e.code.endsWith('Enter') || e.nativeEvent.isComposing) return;
          e.stopPropagation();
          onSend();
        }}
      />
    </div>
  );
}

interface FormButtonsProps {
  decision: Decision;
  label: string;
  onSend: () => void;
  confirm?: Ref<HTMLButtonElement>;
}

export function FormButtons({ decision, label, onSend, confirm }: FormButtonsProps) {
  const { t } = useWords();
  const { sendOpenForm } = decision;
  useEffect(() => {
    sendOpenForm.current = onSend;
    return () => {
      sendOpenForm.current = null;
    };
  }, [onSend, sendOpenForm]);
  return (
    <div className={classes.buttons}>
      <Button ref={confirm} onClick={onSend} loading={decision.busy}>
        {label}
      </Button>
      <Button variant="default" onClick={() => decision.setMode('idle')}>
        {t('common.back')}
      </Button>
    </div>
  );
}
