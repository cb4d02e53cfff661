import { useState } from 'react';
import type { SittingView } from '#contract';
import { useLive } from '../../shared/live';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading } from '../../shared/ui/states';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './councils.module.css';
import { ballotQuery } from './queries';
import { Results } from './Results';

type Ballots = SittingView['ballots'];

/** Ballots of the sitting that are over, beside the one that is shown. */
export function EarlierBallots({ ballots }: { ballots: Ballots }) {
  const { t } = useWords();
  if (ballots.length === 0) return null;
  return (
    <Panel title={t('councils.earlier', { count: ballots.length })}>
      {ballots.map((b, i) => (
        <Line key={b.id} ballot={b} place={i + 1} />
      ))}
    </Panel>
  );
}

function Line({ ballot, place }: { ballot: Ballots[number]; place: number }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.earlier} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        {t('councils.ballotAt', { place, at: moment(ballot.openedAt), count: ballot.items })}{' '}
        <StatusTag tone={ballot.state === 'void' ? 'bad' : 'ok'}>
          {t(ballot.state === 'void' ? 'councils.voided' : 'councils.counted')}
        </StatusTag>
      </summary>
      {open ? <Shown id={ballot.id} /> : null}
    </details>
  );
}

function Shown({ id }: { id: string }) {
  const { t } = useWords();
  const { data: ballot, error, refetch } = useLive(ballotQuery(id));
  if (error) return <Failed error={error} what={t('councils.failed')} onRetry={() => void refetch()} />;
  if (!ballot) return <Loading rows={2} />;
  if (ballot.voided === null) return <Results ballot={ballot} />;
  const { why, reason } = ballot.voided;
  return <p>{why === 'key-lost' ? t('councils.keyLost') : t('councils.voidReason', { reason: reason ?? '–' })}</p>;
}
