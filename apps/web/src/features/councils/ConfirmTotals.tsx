import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BallotView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import classes from './councils.module.css';

interface ConfirmProps {
  ballot: BallotView;
  entered: NonNullable<BallotView['entered']>;
  reload: () => Promise<void>;
}

/** Scan and numbers side by side, for the second person of the counting team. */
export function ConfirmTotals({ ballot, entered, reload }: ConfirmProps) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const confirm = useMutation({
    mutationFn: () =>
      call<BallotView>('POST', `/ballots/${ballot.id}/confirm`, { body: {}, key: keyFor(ballot.version) }),
    onSuccess: reload,
  });
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
      {confirm.error ? <Refused error={confirm.error} /> : null}
      {entered.mine ? null : (
        <div className={classes.buttons}>
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('councils.confirmNow')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
