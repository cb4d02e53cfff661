import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NominationCommand, NominationView } from '#contract';
import { sendCommand, useCommandKey } from '../../shared/command';
import { offered } from '../../shared/decision/commands';
import { ReasonBox } from '../../shared/decision/Forms';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './DossierPage.module.css';

interface ComplaintsProps {
  view: NominationView;
  reload: () => Promise<void>;
}

/** Complaints against a refusal: what was lodged and concluded, and the forms of whoever may lodge or conclude one now. */
export function Complaints({ view, reload }: ComplaintsProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const lodge = offered(view, 'Complain');
  const conclude = offered(view, 'ConcludeComplaint');
  const pending = view.complaints.find((c) => c.founded === null);
  if (view.complaints.length === 0 && !lodge) return null;
  const type = conclude && pending ? 'ConcludeComplaint' : 'Complain';
  const command = type === 'ConcludeComplaint' ? conclude : lodge;
  return (
    <Panel title={t('complaints.head')}>
      <Lodged complaints={view.complaints} />
      {!command?.allowed ? <Why refusal={command?.refusal ?? null} /> : null}
      {command?.allowed && !open ? (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t(type === 'Complain' ? 'complaints.open' : 'complaints.conclude')}
          </Button>
        </div>
      ) : null}
      {command?.allowed && open ? (
        <Form
          view={view}
          complaint={type === 'ConcludeComplaint' ? pending?.id : undefined}
          seat={command.seats[0]?.id ?? ''}
          onDone={async () => {
            await reload();
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Panel>
  );
}

function Why({ refusal }: { refusal: NominationView['commands'][number]['refusal'] }) {
  const { said } = useWords();
  return refusal ? <p>{said(refusal.message)}</p> : null;
}

function Lodged({ complaints }: { complaints: NominationView['complaints'] }) {
  const { t } = useWords();
  const result = (founded: boolean | null) =>
    founded === null ? 'complaints.pending' : founded ? 'complaints.foundedSaid' : 'complaints.unfoundedSaid';
  return (
    <ul className={classes.stack}>
      {complaints.map((c) => (
        <li key={c.id}>
          <p>
            <strong>{t(result(c.founded))}</strong> · {t('complaints.heardBy', { unit: c.unit.name })}{' '}
            <span className={classes.soft}>
              {c.by} {moment(c.at)}
            </span>
          </p>
          {c.reason ? <blockquote className={classes.quote}>{c.reason}</blockquote> : null}
          {c.conclusion ? (
            <blockquote className={classes.quote}>
              {c.conclusion} <span className={classes.soft}>{c.concludedBy}</span>
            </blockquote>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface FormProps {
  view: NominationView;
  /** The one to conclude; undefined lodges one. */
  complaint: string | undefined;
  seat: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

function Form({ view, complaint, seat, onDone, onClose }: FormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const [founded, setFounded] = useState(false);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [error, setError] = useState<unknown>(null);
  const send = async (): Promise<void> => {
    if (reason.trim().length < 10) return setErrors([{ field: 'complaint-reason', text: t('decide.reasonTooShort') }]);
    const body: NominationCommand =
      complaint === undefined
        ? { type: 'Complain', as: seat, reason }
        : { type: 'ConcludeComplaint', as: seat, complaint, founded, reason };
    try {
      await sendCommand(view.id, body, view.revision, keyFor(body));
      void client.invalidateQueries({ queryKey: ['inbox'] });
      await onDone();
    } catch (e) {
      setError(e);
    }
  };
  return (
    <div className={classes.stack}>
      {complaint === undefined ? <p>{t('complaints.note')}</p> : null}
      <ErrorSummary errors={errors} />
      {error ? <Refused error={error} /> : null}
      {complaint === undefined ? null : (
        <NativeSelect
          label={t('complaints.founded')}
          value={String(founded)}
          onChange={(e) => setFounded(e.currentTarget.value === 'true')}
          data={[
            { value: 'false', label: t('complaints.isUnfounded') },
            { value: 'true', label: t('complaints.isFounded') },
          ]}
        />
      )}
      <ReasonBox
        id="complaint-reason"
        value={reason}
        onChange={setReason}
        label={t(complaint === undefined ? 'complaints.reason' : 'complaints.conclusion')}
        onSend={() => void send()}
        focus
      />
      <div>
        <Button onClick={() => void send()}>
          {t(complaint === undefined ? 'complaints.send' : 'complaints.sendConclusion')}
        </Button>{' '}
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </div>
  );
}
