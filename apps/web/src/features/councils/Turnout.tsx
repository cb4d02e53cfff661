import type { BallotView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './councils.module.css';

/** Whose paper is there; what stands on it is told to nobody. */
export function Turnout({ ballot }: { ballot: BallotView }) {
  const { t } = useWords();
  const sent = ballot.turnout.filter((v) => v.sent).length;
  return (
    <Panel title={t('councils.turnout', { sent, total: ballot.turnout.length })}>
      <ul className={classes.lines}>
        {ballot.turnout.map((v) => (
          <li key={v.member} className={classes.line}>
            <span>
              {v.name}{' '}
              {v.mode === 'written' ? <span className={classes.soft}>{t('councils.status.writtenVote')}</span> : null}
            </span>
            <StatusTag tone={v.sent ? 'ok' : 'plain'}>{t(v.sent ? 'councils.sent' : 'councils.notSent')}</StatusTag>
          </li>
        ))}
      </ul>
      <p className={classes.soft}>{t('councils.countsLater')}</p>
    </Panel>
  );
}
