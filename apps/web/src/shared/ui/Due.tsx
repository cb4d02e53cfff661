import { legalNow, msUntil } from '../clock';
import { day, daysBetween, moment } from '../format';
import { useWords } from '../labels';
import classes from './Due.module.css';

/** A deadline as date and distance; late is said in words, not only in red. */
export function Due({ at }: { at: string | null }) {
  const { t } = useWords();
  if (at === null) return <span className={classes.none}>{t('common.none')}</span>;
  const late = msUntil(at) < 0;
  const days = Math.abs(daysBetween(legalNow(), at));
  const soon = !late && msUntil(at) < 48 * 3_600_000;
  const said = late
    ? days === 0
      ? t('due.late')
      : t('due.lateDays', { count: days })
    : days === 0
      ? t('due.today')
      : t('due.left', { count: days });
  return (
    <span className={classes.due} data-tone={late ? 'late' : soon ? 'soon' : 'calm'}>
      <time dateTime={at} title={moment(at)}>
        {day(at)}
      </time>{' '}
      <span className={classes.said}>{said}</span>
    </span>
  );
}
