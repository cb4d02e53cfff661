import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BallotView, SittingView } from '#contract';
import { ApiError, call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './councils.module.css';

/** Opens the ballot over the saved agenda; when the threshold cannot be reached, names the ways out. */
export function OpenBallot({ sitting, reload }: { sitting: SittingView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const open = useMutation({
    mutationFn: () =>
      call<BallotView>('POST', `/sittings/${sitting.id}/ballots`, { body: {}, key: keyFor(sitting.version) }),
    onSuccess: reload,
  });
  const problem = open.error instanceof ApiError ? open.error.problem : null;
  return (
    <Panel title={t('councils.opening')}>
      <p>{t('councils.openingNote')}</p>
      {open.error ? (
        <Refused error={open.error}>
          {problem?.code === 'threshold-unattainable' ? (
            <>
              <p>{t('councils.unattainable', { needed: problem.needed ?? '', observed: problem.observed ?? '' })}</p>
              <ul>
                <li>{t('councils.wayOut.substitute')}</li>
                <li>{t('councils.wayOut.baseWithoutRecused')}</li>
                <li>{t('councils.wayOut.superiorCouncil')}</li>
              </ul>
            </>
          ) : null}
        </Refused>
      ) : null}
      <div className={classes.buttons}>
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          {t('councils.open')}
        </Button>
      </div>
    </Panel>
  );
}
