import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BallotView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import { StatusTag } from '../../shared/ui/StatusTag';
import { CheckSection } from './CheckSection';
import { ClosingFacts } from './Closing';
import classes from './councils.module.css';

interface ConfirmProps {
  ballot: BallotView;
  entered: NonNullable<BallotView['entered']>;
  reload: () => Promise<void>;
}

/** Scan and numbers side by side, for the second person of the counting team. */
export function ConfirmTotals({ ballot, entered, reload }: ConfirmProps) {
  const { t } = useWords();
  return (
    <Panel title={t('councils.confirmTotals')}>
      <p>{t(entered.mine ? 'councils.confirmOther' : 'councils.confirmNote')}</p>
      <div className={classes.sides}>
        {ballot.scan ? (
          <div>
            <iframe className={classes.scan} src={`/api/ballots/${ballot.id}/scan`} title={t('councils.scan')} />
            <a href={`/api/ballots/${ballot.id}/scan`} target="_blank" rel="noreferrer">
              {t('councils.openScan')}
            </a>
          </div>
        ) : null}
        <Scrolled label={t('councils.totalsOnPaper')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('inbox.who')}</th>
                <th scope="col">{t('councils.column.papers')}</th>
                <th scope="col">{t('councils.column.agree')}</th>
                <th scope="col">{t('councils.column.disagree')}</th>
              </tr>
            </thead>
            <tbody>
              {entered.items.map((i) => (
                <tr key={i.nomination}>
                  <td>{i.subject}</td>
                  <td className={table.number}>{i.papers}</td>
                  <td className={table.number}>{i.agree}</td>
                  <td className={table.number}>{i.disagree}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      </div>
      {entered.mine ? null : <Confirm ballot={ballot} entered={entered} reload={reload} />}
    </Panel>
  );
}

/** What confirming makes of the numbers, line by line, before it cannot be undone. */
function Confirm({ ballot, entered, reload }: ConfirmProps) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [checking, setChecking] = useState(false);
  const confirm = useMutation({
    mutationFn: () =>
      call<BallotView>('POST', `/ballots/${ballot.id}/confirm`, { body: {}, key: keyFor(ballot.version) }),
    onSuccess: reload,
  });
  if (!checking)
    return (
      <div className={classes.buttons}>
        <Button onClick={() => setChecking(true)}>{t('councils.confirm')}</Button>
      </div>
    );
  return (
    <CheckSection title={t('councils.checkConfirm')}>
      <p>{t('councils.confirmWill')}</p>
      <ClosingFacts ballot={ballot} />
      <ol className={classes.lines}>
        {entered.items.map((i, place) => (
          <li key={i.nomination} className={classes.line}>
            <span>
              {place + 1}. {i.subject} <span className={classes.soft}>{i.formula}</span>
            </span>
            <StatusTag tone={i.passed ? 'ok' : 'bad'}>
              {t(i.passed ? 'councils.passed' : 'councils.failedVote')}
            </StatusTag>
          </li>
        ))}
      </ol>
      <p>
        <strong>{t('councils.cannotUndo')}</strong>
      </p>
      {confirm.error ? <Refused error={confirm.error} /> : null}
      <div className={classes.buttons}>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('councils.confirmNow')}
        </Button>
        <Button variant="default" onClick={() => setChecking(false)}>
          {t('common.back')}
        </Button>
      </div>
    </CheckSection>
  );
}
