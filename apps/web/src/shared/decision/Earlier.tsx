import type { NominationView } from '#contract';
import { day, moment } from '../format';
import { useWords } from '../labels';
import classes from './DecisionPanel.module.css';

type Opinion = NominationView['opinions'][number];

/** What was decided below and what was said, level by level, with names and dates; what councils counted. */
export function Earlier({ view }: { view: NominationView }) {
  const { t } = useWords();
  const units = new Set([
    ...view.route.filter((s) => s.steps.some((p) => p.status === 'done')).map((s) => s.unit.name),
    ...view.opinions.map((o) => o.unit),
    ...view.ballots.map((b) => b.unit),
  ]);
  if (units.size === 0) return null;
  return (
    <div className={classes.block}>
      <h2>{t('decide.opinions')}</h2>
      {[...units].map((unit) => (
        <Level key={unit} unit={unit} view={view} />
      ))}
    </div>
  );
}

function Level({ unit, view }: { unit: string; view: NominationView }) {
  const { t, word } = useWords();
  const steps = view.route.filter((s) => s.unit.name === unit).flatMap((s) => s.steps);
  const opinions = view.opinions.filter((o) => o.unit === unit);
  const silent = steps.filter((s) => s.status === 'done' && s.by && !opinions.some((o) => said(o, s.by, s.at)));
  return (
    <section className={classes.level}>
      <h3>{unit}</h3>
      <ul className={classes.opinions}>
        {silent.map((s) => (
          <li key={s.key} className={classes.soft}>
            {s.by} · {word('step', s.step)}: {t('decide.agreedSilently')}
            {s.at ? ` · ${moment(s.at)}` : ''}
          </li>
        ))}
        {opinions.map((o) => (
          <li key={o.seq}>
            <p className={classes.soft}>
              {o.by} · {word('entry', o.type)} · {moment(o.at)}
            </p>
            <blockquote className={classes.quote}>{o.text}</blockquote>
          </li>
        ))}
        {view.ballots
          .filter((b) => b.unit === unit)
          .map((b) => (
            <li key={b.ballot}>
              {t('decide.ballot', {
                agree: b.totals.agree,
                base: b.totals.base,
                needed: b.totals.needed,
                result: t(b.passed ? 'result.passed' : 'result.failed'),
              })}
            </li>
          ))}
      </ul>
    </section>
  );
}

const said = (o: Opinion, by: string | null, at: string | null): boolean =>
  o.by === by && at !== null && day(o.at) === day(at);
