import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '#contract';
import { ApiError, call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useElevated } from '../../shared/elevation';
import { money } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import classes from './documents.module.css';

export type Deed = 'Sign' | 'Issue' | 'Discard';
const paths: Record<Deed, string> = { Sign: 'sign', Issue: 'issue', Discard: 'discard' };

interface CheckProps {
  document: DocumentView;
  deed: Deed;
  reload: () => Promise<void>;
  onClose: () => void;
}

/** What will be signed or issued, once more: how many, whose names, how much money. Then the password, when asked. */
export function Check({ document, deed, reload, onClose }: CheckProps) {
  const { t, word } = useWords();
  const elevated = useElevated();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const heading = useRef<HTMLHeadingElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const seat = document.commands.find((c) => c.type === deed)?.seats[0];
  useEffect(() => heading.current?.focus(), []);
  const send = async (): Promise<void> => {
    if (!seat || busy) return;
    setBusy(true);
    setError(null);
    const body = { as: seat.id, ...(deed === 'Issue' && document.next ? { number: document.next.number } : {}) };
    const key = keyFor({ body, deed, version: document.version });
    try {
      await elevated(() =>
        call<unknown>('POST', `/documents/${document.id}/${paths[deed]}`, {
          body,
          key,
          ifMatch: `"${document.version}"`,
        }),
      );
      await reload();
      void client.invalidateQueries({ queryKey: ['documents'] });
      void client.invalidateQueries({ queryKey: ['inbox'] });
      onClose();
    } catch (e) {
      setError(e);
      setBusy(false);
      if (e instanceof ApiError && (e.status === 412 || e.code === 'number-taken')) await reload();
    }
  };
  return (
    <section className={classes.check} aria-label={t(`documents.check.${deed}`)}>
      <h2 ref={heading} tabIndex={-1}>
        {t(`documents.check.${deed}`)}
      </h2>
      <p>{t(`documents.note.${deed}`)}</p>
      {deed === 'Issue' && document.next ? (
        <p>
          {t('documents.next')}: <strong>{document.next.text}</strong>
        </p>
      ) : null}
      <Facts document={document} />
      <Blocked document={document} error={error} />
      {seat ? (
        <p className={classes.soft}>
          {t('decide.as')} {word('role', seat.role)}, {seat.unit}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <Button loading={busy} onClick={() => void send()}>
          {t(`documents.now.${deed}`)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </section>
  );
}

/** What was refused, and the lines that it names. */
function Blocked({ document, error }: { document: DocumentView; error: unknown }) {
  const { t, word } = useWords();
  if (!error) return null;
  const named = (error instanceof ApiError ? error.problem?.data?.['items'] : undefined) as
    { nomination: string; code: string; refused?: string }[] | undefined;
  const subject = (id: string) => document.items.find((i) => i.nomination === id)?.subject;
  return (
    <Refused error={error}>
      {error instanceof ApiError && error.code === 'number-taken' ? <p>{t('documents.nextChanged')}</p> : null}
      {Array.isArray(named) ? (
        <ul>
          {named.map((n) => (
            <li key={n.nomination}>
              {subject(n.nomination) ?? n.code} · {n.code}
              {n.refused ? `: ${word('refusal', n.refused)}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </Refused>
  );
}

function Facts({ document: d }: { document: DocumentView }) {
  const { t, word } = useWords();
  const unset = d.items.filter((i) => i.amount === null).length;
  const sum = d.items.reduce((total, i) => total + BigInt(i.amount?.replace(/\.\d+$/, '') ?? '0'), 0n);
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{t('documents.title')}</dt>
          <dd>{d.title}</dd>
        </div>
        <div>
          <dt>{t('documents.body')}</dt>
          <dd>
            {d.body.name} · {word('capacity', d.capacity)}
          </dd>
        </div>
        <div>
          <dt>{t('documents.count')}</dt>
          <dd>{d.items.length}</dd>
        </div>
        <div>
          <dt>{t('documents.money')}</dt>
          <dd>
            {unset === d.items.length ? t('documents.moneyUnset') : t('documents.vnd', { amount: money(String(sum)) })}
            {unset > 0 && unset < d.items.length ? ` · ${t('documents.moneyUnsetFor', { count: unset })}` : ''}
          </dd>
        </div>
      </dl>
      <div>
        <h3>{t('documents.names')}</h3>
        <ol className={classes.names} tabIndex={0} aria-label={t('documents.names')}>
          {d.items.map((i) => (
            <li key={i.nomination}>
              {i.subject}, {i.unit} – {i.award}
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
