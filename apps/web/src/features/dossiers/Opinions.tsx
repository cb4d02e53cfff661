import type { NominationView } from '#contract';
import { moment, number } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './Opinions.module.css';

type Opinion = NominationView['opinions'][number];
type Ballot = NominationView['ballots'][number];
type Step = NominationView['route'][number]['steps'][number];
type OnBehalfOf = Opinion['onBehalfOf'];

/** By level: what was decided, what was said, by whom and on whose behalf; what councils counted, with the formula. */
export function Opinions({ view }: { view: NominationView }) {
  const { t } = useWords();
  const units = new Set([
    ...view.route.filter((s) => s.steps.some((p) => p.status === 'done')).map((s) => s.unit.name),
    ...view.opinions.map((o) => o.unit),
    ...view.ballots.map((b) => b.unit),
  ]);
  if (view.apart) return <Panel title={t('dossier.tab.opinions')}>{t('file.apart')}</Panel>;
  if (units.size === 0) return <Panel title={t('dossier.tab.opinions')}>{t('dossier.noOpinions')}</Panel>;
  return [...units].map((unit) => <Level key={unit} unit={unit} view={view} />);
}

function Level({ unit, view }: { unit: string; view: NominationView }) {
  const { t, word } = useWords();
  const opinions = view.opinions.filter((o) => o.unit === unit);
  const steps = view.route.filter((s) => s.unit.name === unit).flatMap((s) => s.steps);
  const silent = steps.filter((s) => s.status === 'done' && s.by && !opinions.some((o) => saidIt(o, s)));
  return (
    <Panel title={unit}>
      <ul className={classes.opinions}>
        {silent.map((s) => (
          <li key={s.key}>
            <Who by={s.by ?? ''} onBehalfOf={s.onBehalfOf} />
            <p className={classes.soft}>
              {word('step', s.step)}: {t('decide.agreedSilently')}
              {s.at ? ` · ${moment(s.at)}` : ''}
            </p>
          </li>
        ))}
        {opinions.map((o) => (
          <li key={o.seq}>
            <Who by={o.by} onBehalfOf={o.onBehalfOf} />
            <p className={classes.soft}>
              {word('entry', o.type)} · {moment(o.at)}
            </p>
            <blockquote className={classes.quote}>{o.text}</blockquote>
          </li>
        ))}
      </ul>
      {view.ballots
        .filter((b) => b.unit === unit)
        .map((b) => (
          <Totals key={b.ballot} ballot={b} />
        ))}
    </Panel>
  );
}

const saidIt = (o: Opinion, s: Step): boolean => o.by === s.by && o.at === s.at;

/** Both names where one acted for another, and how it was signed: KT., TL., TUQ. */
function Who({ by, onBehalfOf }: { by: string; onBehalfOf: OnBehalfOf }) {
  const { t, word } = useWords();
  return (
    <p>
      <strong>{by}</strong>
      {onBehalfOf ? (
        <>
          {' · '}
          {word('capacity', onBehalfOf.form)} <strong>{onBehalfOf.name}</strong>
          {onBehalfOf.sameDay ? <span className={classes.soft}> ({t('file.sameDay')})</span> : null}
        </>
      ) : null}
    </p>
  );
}

function Totals({ ballot }: { ballot: Ballot }) {
  const { t } = useWords();
  const { totals } = ballot;
  const counts = ['members', 'present', 'recused', 'papers', 'valid', 'agree', 'disagree', 'none'] as const;
  return (
    <section className={classes.ballot}>
      <h3>
        {t('file.ballot.title', { unit: ballot.unit })}{' '}
        <StatusTag tone={ballot.passed ? 'ok' : 'bad'}>
          {t(ballot.passed ? 'result.passed' : 'result.failed')}
        </StatusTag>
      </h3>
      <dl className={classes.counts}>
        {counts.map((name) => (
          <div key={name}>
            <dt>{t(`file.ballot.${name}`)}</dt>
            <dd>{totals[name]}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('file.ballot.formula', {
          agree: totals.agree,
          base: totals.base,
          of: t(`file.ballot.base.${totals.of}`),
          share: totals.base === 0 ? '–' : number(Math.floor((10_000 * totals.agree) / totals.base) / 100),
          part: totals.pass[0],
          whole: totals.pass[1],
          needed: totals.needed,
          result: t(ballot.passed ? 'result.passed' : 'result.failed'),
        })}
      </p>
    </section>
  );
}
