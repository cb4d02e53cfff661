import type { SittingView } from '#contract';
import { useWords } from '../../shared/labels';
import classes from './councils.module.css';
import { Source } from './Source';

type Counts = SittingView['counts'];

/** Who is in the room, against who must be there by the rule of the agenda. Written votes make no quorum. */
export function Quorum({ counts, quorum }: { counts: Counts; quorum: SittingView['quorum'] }) {
  const { t } = useWords();
  const text = t('councils.quorum', { ...counts });
  const share = (n: number): string => `${String(counts.members === 0 ? 0 : (100 * n) / counts.members)}%`;
  return (
    <div className={classes.meter}>
      <p>{text}</p>
      <div
        className={classes.bar}
        role="meter"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={counts.members}
        aria-valuenow={counts.present}
      >
        <span
          className={classes.filled}
          data-met={quorum ? quorum.missing === 0 : undefined}
          style={{ width: share(counts.present) }}
        />
        {quorum ? <span className={classes.mark} style={{ left: share(quorum.needed) }} /> : null}
      </div>
      {quorum ? (
        <>
          <p>
            <strong>{t('councils.quorumNeeded', { needed: quorum.needed, members: quorum.members })}</strong>{' '}
            {quorum.missing === 0 ? t('councils.quorumMet') : t('councils.quorumMissing', { count: quorum.missing })}
          </p>
          <Source share={quorum.share} source={quorum.source} />
        </>
      ) : (
        <p className={classes.soft}>{t('councils.quorumUnknown')}</p>
      )}
    </div>
  );
}
