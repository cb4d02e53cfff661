import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BallotView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './councils.module.css';

/** Closes the ballot, after a check page that says who has not voted yet. */
export function Closing({ ballot, reload }: { ballot: BallotView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [checking, setChecking] = useState(false);
  const close = useMutation({
    mutationFn: () => call<BallotView>('POST', `/ballots/${ballot.id}/close`, { body: {}, key: keyFor(ballot.id) }),
    onSuccess: reload,
  });
  const missing = ballot.turnout.filter((v) => !v.sent);
  if (!checking)
    return (
      <Panel>
        <div className={classes.buttons}>
          <Button onClick={() => setChecking(true)}>{t('councils.close')}</Button>
        </div>
      </Panel>
    );
  return (
    <section className={classes.check} aria-label={t('councils.checkClose')}>
      <h2>{t('councils.checkClose')}</h2>
      <p>{t('councils.checkCloseNote')}</p>
      <p>
        {t('councils.turnout', { sent: ballot.turnout.length - missing.length, total: ballot.turnout.length })}.{' '}
        {missing.length > 0 ? t('councils.missing', { names: missing.map((v) => v.name).join(', ') }) : ''}
      </p>
      {close.error ? <Refused error={close.error} /> : null}
      <div className={classes.buttons}>
        <Button loading={close.isPending} onClick={() => close.mutate()}>
          {t('councils.closeNow')}
        </Button>
        <Button variant="default" onClick={() => setChecking(false)}>
          {t('common.back')}
        </Button>
      </div>
    </section>
  );
}
