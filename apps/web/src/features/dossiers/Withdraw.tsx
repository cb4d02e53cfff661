import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NominationView } from '#contract';
import { sendCommand, useCommandKey } from '../../shared/command';
import { offered } from '../../shared/decision/commands';
import { ReasonBox } from '../../shared/decision/Forms';
import { useWords } from '../../shared/labels';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';

interface WithdrawProps {
  view: NominationView;
  reload: () => Promise<void>;
  onClose: () => void;
}

/** The unit takes its file back; there is no undo, so it is confirmed with a reason. */
export function Withdraw({ view, reload, onClose }: WithdrawProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [error, setError] = useState<unknown>(null);
  const as = offered(view, 'Withdraw')?.seats[0]?.id;
  const send = async (): Promise<void> => {
    if (reason.trim().length < 10) return setErrors([{ field: 'withdraw-reason', text: t('decide.reasonTooShort') }]);
    if (!as) return;
    const body = { type: 'Withdraw', as, reason } as const;
    try {
      await sendCommand(view.id, body, view.revision, keyFor(body));
      await reload();
      void client.invalidateQueries({ queryKey: ['inbox'] });
      onClose();
    } catch (e) {
      setError(e);
    }
  };
  return (
    <Panel title={t('decide.withdraw')}>
      <p>{t('dossier.withdrawNote')}</p>
      <ErrorSummary errors={errors} />
      {error ? <Refused error={error} /> : null}
      <ReasonBox
        id="withdraw-reason"
        value={reason}
        onChange={setReason}
        label={t('decide.reasonFor.Withdraw')}
        onSend={() => void send()}
        focus
      />
      <div>
        <Button onClick={() => void send()}>{t('decide.withdrawNow')}</Button>{' '}
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </Panel>
  );
}
