import { Link } from '@tanstack/react-router';
import type { BallotView } from '#contract';
import { number } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './councils.module.css';
import { ReceiptCheck } from './ReceiptCheck';

type Item = BallotView['items'][number];

/** The result of each line with its formula, and the check of a receipt. */
export function Results({ ballot }: { ballot: BallotView }) {
  const { t } = useWords();
  return (
    <>
      <Panel title={t('councils.results')}>
        {ballot.hidden > 0 ? <p>{t('councils.hidden', { count: ballot.hidden })}</p> : null}
        <ol className={classes.papers}>
          {ballot.items.map((item, i) => (
            <li key={item.nomination} className={classes.result}>
              <Result item={item} place={i + 1} />
            </li>
          ))}
        </ol>
        {ballot.act ? (
          <Link to="/dot-xu-ly/$id" params={{ id: ballot.act }}>
            {t('councils.act')}
          </Link>
        ) : null}
        {ballot.votes.length > 0 ? <OpenVotes ballot={ballot} /> : null}
        {ballot.scan ? (
          <a href={`/api/ballots/${ballot.id}/scan`} target="_blank" rel="noreferrer">
            {t('councils.scan')}
          </a>
        ) : null}
      </Panel>
      {ballot.mode === 'electronic' ? <ReceiptCheck receipts={ballot.receipts} /> : null}
    </>
  );
}

function Result({ item, place }: { item: Item; place: number }) {
  const { t } = useWords();
  const { totals } = item;
  return (
    <>
      <div className={classes.line}>
        <strong>
          {place}. {item.subject}
        </strong>
        <StatusTag tone={item.passed ? 'ok' : 'bad'}>
          {t(item.passed ? 'councils.passed' : 'councils.failedVote')}
        </StatusTag>
      </div>
      <p>
        {t('councils.totals', { ...totals })} {t(`councils.base.${totals.of}`, { count: totals.base })}
      </p>
      <p className={classes.formula}>
        {t('councils.share', { agree: totals.agree, base: totals.base, share: share(totals) })}{' '}
        {t('councils.threshold', { part: totals.pass[0], whole: totals.pass[1] })} {item.formula}
      </p>
    </>
  );
}

/** For reading only; the server decides by whole numbers. */
function share({ agree, base }: Item['totals']): string {
  return base === 0 ? '–' : number(Math.floor((10_000 * agree) / base) / 100);
}

/** Names and choices, of an open ballot only. */
function OpenVotes({ ballot }: { ballot: BallotView }) {
  const { t } = useWords();
  const subject = new Map(ballot.items.map((i) => [i.nomination, i.subject]));
  return (
    <details>
      <summary>{t('councils.votes')}</summary>
      <ul className={classes.lines}>
        {ballot.votes.map((v) => (
          <li key={`${v.member} ${v.nomination}`} className={classes.line}>
            <span>
              {v.name} · {subject.get(v.nomination)}
            </span>
            {v.choice === 'agree' || v.choice === 'disagree' || v.choice === 'none'
              ? t(`councils.choice.${v.choice}`)
              : v.choice}
          </li>
        ))}
      </ul>
    </details>
  );
}
