import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Award, NominationView } from '#contract';
import { sendCommand, useCommandKey } from '../../../shared/command';
import { capital, useWords } from '../../../shared/labels';
import { factText } from '../../../shared/nomination/facts';
import { Panel } from '../../../shared/ui/Panel';
import { Refused, Stale } from '../../../shared/ui/states';
import { ApiError } from '../../../shared/api';
import classes from './draft.module.css';
import type { WorkingCopy } from './use-working-copy';

interface CheckProps {
  view: NominationView;
  award: Award;
  copy: WorkingCopy;
  reload: () => Promise<void>;
  onBack: () => void;
}

/** Everything once more before it is frozen: handing in cannot be undone. */
export function CheckPage({ view, award, copy, reload, onBack }: CheckProps) {
  const { t, said, awardName, word } = useWords();
  const blank = <span className={classes.blank}>{t('common.notEntered')}</span>;
  const head: [string, string][] = [
    [t('inbox.award'), awardName(view.award)],
    [t('inbox.who'), view.subject.name],
    [t('create.unit'), view.unit.name],
    [t('filter.year'), `${view.year} · ${word('occasion', view.occasion)}`],
  ];
  return (
    <Panel title={t('draft.checkTitle')}>
      <dl className={classes.checks}>
        {head.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {award.facts.map((field) => {
          const fact = copy.facts[field.fact];
          return (
            <div key={field.fact}>
              <dt>{capital(said(field.label))}</dt>
              <dd>{fact ? factText(field, fact.value) : blank}</dd>
            </div>
          );
        })}
        <div>
          <dt>{t('draft.statement')}</dt>
          <dd>
            {copy.statement.trim() === '' ? blank : t('draft.characters', { count: copy.statement.trim().length })}
          </dd>
        </div>
        {view.items.map((item) => (
          <div key={item.item}>
            <dt>{capital(said(item.label))}</dt>
            <dd>
              {item.files.length > 0 ? (
                item.files.map((f) => f.name).join('; ')
              ) : (
                <span className={classes.blank}>{item.required ? t('items.missing') : t('items.optional')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <HandIn view={view} copy={copy} reload={reload} onBack={onBack} />
    </Panel>
  );
}

function HandIn({ view, copy, reload, onBack }: Omit<CheckProps, 'award'>) {
  const { t, said, word, seatsInWords } = useWords();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const command = view.commands.find((c) => c.type === 'Submit' || c.type === 'Resubmit');
  const type = command?.type === 'Resubmit' ? 'Resubmit' : 'Submit';
  const seat = command?.seats[0];
  const label = t(type === 'Resubmit' ? 'draft.resubmit' : 'draft.submit');
  const send = async (): Promise<void> => {
    if (!command?.allowed || !seat || busy) return;
    setBusy(true);
    setError(null);
    try {
      await copy.flush();
      const body = { type, as: seat.id } as const;
      await sendCommand(view.id, body, copy.etag.current, keyFor({ body, etag: copy.etag.current }));
      onBack();
      await reload();
      void client.invalidateQueries({ queryKey: ['inbox'] });
      void client.invalidateQueries({ queryKey: ['nominations'] });
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  const stale = error instanceof ApiError && error.code === 'stale-draft';
  return (
    <>
      {command?.refusal ? (
        <p id="why-not" role="status">
          <strong>{t('draft.cannotSubmit')}</strong> {said(command.refusal.message)}
          {command.refusal.clearedBy
            ? ` ${t('problem.clearedBy', { who: seatsInWords(command.refusal.clearedBy) })}`
            : ''}
        </p>
      ) : null}
      {stale ? (
        <Stale onReload={() => location.reload()}>{t('draft.lost')}</Stale>
      ) : error ? (
        <Refused error={error} />
      ) : null}
      {seat ? (
        <p className={classes.soft}>
          {t('decide.as')} {word('role', seat.role)}, {seat.unit}
        </p>
      ) : null}
      <p>{t('draft.submitNote')}</p>
      <div className={classes.buttons}>
        <Button
          aria-disabled={!command?.allowed}
          variant={command?.allowed ? 'filled' : 'default'}
          aria-describedby={command?.refusal ? 'why-not' : undefined}
          loading={busy}
          onClick={() => void send()}
        >
          {label}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('draft.backToEdit')}
        </Button>
      </div>
    </>
  );
}
