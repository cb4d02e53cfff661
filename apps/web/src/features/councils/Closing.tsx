import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BallotView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import { CheckSection } from './CheckSection';
import classes from './councils.module.css';
import { Source } from './Source';

/** Closes the ballot, after a check page that says who has not voted yet and what closing does. */
export function Closing({ ballot, reload }: { ballot: BallotView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [checking, setChecking] = useState(false);
  const close = useMutation({
    mutationFn: () => call<BallotView>('POST', `/ballots/${ballot.id}/close`, { body: {}, key: keyFor(ballot.id) }),
    onSuccess: reload,
  });
  if (!checking)
    return (
      <Panel>
        <div className={classes.buttons}>
          <Button onClick={() => setChecking(true)}>{t('councils.close')}</Button>
        </div>
      </Panel>
    );
  return (
    <CheckSection title={t('councils.checkClose')}>
      <p>{t('councils.closeWill')}</p>
      <ClosingFacts ballot={ballot} />
      <p>
        <strong>{t('councils.checkCloseNote')}</strong>
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
    </CheckSection>
  );
}

/** Papers there and missing, who was in the room and had to be, and what passes. */
export function ClosingFacts({ ballot }: { ballot: BallotView }) {
  const { t } = useWords();
  const { counts, rule } = ballot;
  const missing = ballot.turnout.filter((v) => !v.sent);
  const electronic = ballot.mode === 'electronic';
  return (
    <dl className={classes.facts}>
      {electronic ? (
        <>
          <dt>{t('councils.fact.papers')}</dt>
          <dd>
            {t('councils.turnout', { sent: ballot.turnout.length - missing.length, total: ballot.turnout.length })}.{' '}
            {missing.length > 0 ? t('councils.missing', { names: missing.map((v) => v.name).join(', ') }) : ''}
          </dd>
        </>
      ) : null}
      <dt>{t('councils.fact.quorum')}</dt>
      <dd>
        {t('councils.presentOf', { present: counts.present, needed: ballot.quorumNeeded })}{' '}
        {rule.source ? <Source share={rule.quorum} source={rule.source} /> : null}
      </dd>
      <dt>{t('councils.fact.threshold')}</dt>
      <dd>
        {t('councils.passFrom', { part: rule.pass[0], whole: rule.pass[1] })} {t(`councils.baseOf.${rule.base}`)}
      </dd>
    </dl>
  );
}
