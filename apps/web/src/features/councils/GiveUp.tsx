import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BallotView, VoidBallot } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import { CheckSection } from './CheckSection';
import classes from './councils.module.css';

const shortest = 10;

/** Gives a ballot up before it is counted: its papers go unopened, its items are free, the reason stays. */
export function GiveUp({ ballot, reload }: { ballot: BallotView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const giveUp = useMutation({
    mutationFn: (body: VoidBallot) =>
      call<BallotView>('POST', `/ballots/${ballot.id}/void`, { body, key: keyFor(body) }),
    onSuccess: reload,
  });
  const tooShort = reason.trim().length < shortest;
  if (!asking)
    return (
      <div>
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t('councils.giveUp')}
        </Button>
      </div>
    );
  return (
    <CheckSection title={t('councils.checkGiveUp')}>
      <p>{t('councils.giveUpWill', { count: ballot.turnout.filter((v) => v.sent).length })}</p>
      <Textarea
        label={t('councils.giveUpReason')}
        description={t('councils.giveUpPublic')}
        autosize
        minRows={2}
        value={reason}
        error={missing && tooShort ? t('councils.giveUpShort') : undefined}
        onChange={(e) => setReason(e.currentTarget.value)}
      />
      {giveUp.error ? <Refused error={giveUp.error} /> : null}
      <div className={classes.buttons}>
        <Button
          color="red"
          loading={giveUp.isPending}
          onClick={() => (tooShort ? setMissing(true) : giveUp.mutate({ reason: reason.trim() }))}
        >
          {t('councils.giveUpNow')}
        </Button>
        <Button variant="default" onClick={() => setAsking(false)}>
          {t('common.back')}
        </Button>
      </div>
    </CheckSection>
  );
}
