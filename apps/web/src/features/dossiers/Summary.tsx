import { Link } from '@tanstack/react-router';
import type { Dossier, NominationView, RouteStageView } from '#contract';
import { day, moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Due } from '../../shared/ui/Due';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './Summary.module.css';
import { Turn } from './Turn';

type Step = RouteStageView['steps'][number];
const signs: Record<Step['status'], string> = { done: '✓', current: '●', next: '○', skipped: '–' };

interface SummaryProps {
  view: NominationView;
  dossier: Dossier | undefined;
}

/** Where the dossier is: who must act, every stage of its route with its steps and dates, and what was fixed when. */
export function Summary({ view, dossier }: SummaryProps) {
  const { t, stateName } = useWords();
  return (
    <Panel title={t('dossier.where')}>
      <p>
        {t('dossier.now')} <strong>{stateName(view.state, view.waitingUnit)}</strong>
      </p>
      {dossier ? <Turn view={view} dossier={dossier} /> : null}
      <ol className={classes.stages}>
        {view.route.map((stage) => (
          <Stage key={stage.unit.id} stage={stage} view={view} dossier={dossier} />
        ))}
        <li
          className={classes.stage}
          data-status={view.document?.number ? 'done' : view.state === 'awaitingDecision' ? 'current' : 'next'}
        >
          <p className={classes.unit}>{t('dossier.decision')}</p>
          <p className={classes.soft}>
            {view.document ? (
              <Link to="/van-ban/$id" params={{ id: view.document.id }}>
                {view.document.number
                  ? t('dossier.documentNumber', {
                      number: view.document.number,
                      date: view.document.date ? day(view.document.date) : '',
                    })
                  : t('dossier.documentDraft')}
              </Link>
            ) : (
              t('dossier.noDocument')
            )}
          </p>
        </li>
      </ol>
      <Dates view={view} />
    </Panel>
  );
}

function Stage({ stage, view, dossier }: SummaryProps & { stage: RouteStageView }) {
  const { word } = useWords();
  const all = (status: Step['status']): boolean =>
    stage.steps.length > 0 && stage.steps.every((s) => s.status === status || s.status === 'skipped');
  const status = stage.steps.some((s) => s.status === 'current') ? 'current' : all('done') ? 'done' : 'next';
  return (
    <li className={classes.stage} data-status={status}>
      <p className={classes.unit}>
        {stage.unit.name} <span className={classes.soft}>{word('level', stage.level)}</span>
      </p>
      <ul className={classes.steps}>
        {stage.steps.map((s) => (
          <li key={s.key} data-status={s.status} aria-current={s.status === 'current' ? 'step' : undefined}>
            <StepLine step={s} view={view} times={dossier?.steps.find((x) => x.key === s.key)} />
          </li>
        ))}
      </ul>
    </li>
  );
}

interface StepLineProps {
  step: Step;
  view: NominationView;
  times: Dossier['steps'][number] | undefined;
}

/** A step with who finished it and when; the current one with its date, the next ones with their working days. */
function StepLine({ step, view, times }: StepLineProps) {
  const { t, word } = useWords();
  const due = view.deadlines.find((d) => d.step === step.key && d.state !== 'stopped');
  const { status, by, onBehalfOf, at } = step;
  const days = status === 'next' && times?.workingDays ? times.workingDays : null;
  return (
    <>
      <span className={classes.chip}>
        <span aria-hidden>{signs[status]}</span> {word('step', step.step)}
      </span>{' '}
      <span className={classes.soft}>
        {t(`stepStatus.${status}`)}
        {by ? ` · ${by}` : ''}
        {onBehalfOf ? ` (${word('capacity', onBehalfOf.form)} ${onBehalfOf.name})` : ''}
        {at ? ` · ${moment(at)}` : ''}
        {status === 'current' && times?.enteredAt ? ` ${t('file.step.since', { at: moment(times.enteredAt) })}` : ''}
        {days ? ` · ${t('file.step.days', { count: days })}` : ''}
      </span>{' '}
      {status === 'current' && due ? <Due at={due.dueAt} /> : null}
      {status === 'done' && times?.late ? <StatusTag tone="warn">{t('file.step.late')}</StatusTag> : null}
    </>
  );
}

function Dates({ view }: { view: NominationView }) {
  const { t, word } = useWords();
  const lines: [string, string][] = [
    [t('dossier.createdAt'), moment(view.createdAt)],
    [t('dossier.submittedAt'), view.submittedAt ? moment(view.submittedAt) : t('common.notYet')],
    [
      t('dossier.revisionLabel'),
      view.frozen ? t('decide.revision', { n: view.frozen.revision, at: moment(view.frozen.at) }) : t('common.notYet'),
    ],
    [t('dossier.occasion'), word('occasion', view.occasion) + (view.theme ? ` – ${word('theme', view.theme)}` : '')],
    [
      t('dossier.rules'),
      `${view.regime.ruleSet.id} v${view.regime.ruleSet.version} · ${
        view.regime.provisional
          ? t('regime.today')
          : t('regime.pinned', {
              at: view.regime.receivedAt ? day(view.regime.receivedAt) : '',
              law: view.regime.stateLaw,
            })
      }`,
    ],
  ];
  return (
    <dl className={classes.dates}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
