import { Link } from '@tanstack/react-router';
import type { NominationView, RouteStageView } from '#contract';
import { day, moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Due } from '../../shared/ui/Due';
import { Panel } from '../../shared/ui/Panel';
import classes from './Summary.module.css';

type Step = RouteStageView['steps'][number];
const signs: Record<Step['status'], string> = { done: '✓', current: '●', next: '○', skipped: '–' };

/** Where the dossier is: every stage of its route with its steps, and what was fixed when. */
export function Summary({ view }: { view: NominationView }) {
  const { t, stateName } = useWords();
  const due = view.deadlines.find((d) => d.step === view.state && d.state === 'pending');
  return (
    <Panel title={t('dossier.where')}>
      <p>
        {t('dossier.now')} <strong>{stateName(view.state, view.waitingUnit)}</strong>
        {due ? (
          <>
            {' · '}
            {t('inbox.due')}: <Due at={due.dueAt} />
          </>
        ) : null}
      </p>
      <ol className={classes.stages}>
        {view.route.map((stage) => (
          <Stage key={stage.unit.id} stage={stage} />
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

function Stage({ stage }: { stage: RouteStageView }) {
  const { t, word } = useWords();
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
            <span className={classes.chip}>
              <span aria-hidden>{signs[s.status]}</span> {word('step', s.step)}
            </span>{' '}
            <span className={classes.soft}>
              {t(`stepStatus.${s.status}`)}
              {s.by ? ` · ${s.by}` : ''}
              {s.at ? ` · ${moment(s.at)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </li>
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
