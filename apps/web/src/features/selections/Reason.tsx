import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../shared/labels';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Refused } from '../../shared/ui/states';
import classes from './selections.module.css';

interface ReasonProps {
  id: string;
  label: string;
  send: string;
  pending: boolean;
  error: Error | null;
  onSend: (reason: string) => void;
  onBack: () => void;
}

/** The shortest reason that the server takes. */
const SHORTEST = 10;

/** A mandatory reason with its buttons; too short a one is said on top and linked. */
export function Reason({ id, label, send, pending, error, onSend, onBack }: ReasonProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const field = `reason-${id}`;
  const submit = (): void => {
    const short = reason.trim().length < SHORTEST;
    setErrors(short ? [{ field, text: t('selections.reasonShort') }] : []);
    if (!short) onSend(reason.trim());
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      {error ? <Refused error={error} /> : null}
      <Textarea
        id={field}
        label={label}
        description={t('selections.reasonNote')}
        required
        rows={3}
        value={reason}
        error={errors[0]?.text}
        onChange={(e) => setReason(e.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button loading={pending} onClick={submit}>
          {send}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
      </div>
    </>
  );
}
