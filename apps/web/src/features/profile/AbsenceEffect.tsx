import { useQuery } from '@tanstack/react-query';
import type { AbsenceEffect as Effect } from '#contract';
import { useWords } from '../../shared/labels';
import { Loading, Refused } from '../../shared/ui/states';
import classes from './ProfilePage.module.css';
import { effectQuery } from './queries';

/** Before an absence is reported: what waits for each seat, and to whom it would go. `quiet`: the form already says what is wrong. */
export function AbsenceEffect({ from, to, quiet }: { from: string; to: string; quiet: boolean }) {
  const { t } = useWords();
  const { data, error, isPlaceholderData } = useQuery(effectQuery(from, to));
  if (error) return quiet ? null : <Refused error={error} />;
  if (!data) return <Loading rows={1} />;
  return (
    <div className={classes.effect} role="status" aria-busy={isPlaceholderData}>
      <h3>{data.seats.length === 0 ? t('people.effectNone') : t('people.effect')}</h3>
      <ul className={classes.seats}>
        {data.seats.map((s) => (
          <SeatEffect key={`${s.seat.id} ${String(s.lent)}`} effect={s} />
        ))}
      </ul>
    </div>
  );
}

function SeatEffect({ effect: { seat, waiting, goesTo, lent } }: { effect: Effect['seats'][number] }) {
  const { t, word } = useWords();
  const names = goesTo.map((g) => (g.form ? `${g.form}. ${g.person.name}` : g.person.name)).join(', ');
  return (
    <li>
      <strong>{word('role', seat.role)}</strong>, {seat.unit.name} ·{' '}
      <span className={classes.soft}>{t('people.waitingNow', { count: waiting })}</span>
      <p className={names ? undefined : classes.warning}>
        {!names ? t('people.stays') : lent ? t('people.goesBack', { names }) : t('people.goesTo', { names })}
      </p>
    </li>
  );
}
