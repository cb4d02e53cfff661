import type { CriterionView, Dossier, NominationView } from '#contract';
import { Conflict, isConflict } from '../../shared/decision/Conflict';
import { CriterionActions } from '../../shared/decision/CriterionActions';
import { byTrouble, leafLabel, linesOf, neededText, observedValue } from '../../shared/decision/observed';
import { useDecision, type Decision } from '../../shared/decision/use-decision';
import { moment } from '../../shared/format';
import { capital, unitName, useWords } from '../../shared/labels';
import { FileLinks } from '../../shared/nomination/FileLink';
import { useAward } from '../../shared/nomination/facts';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import { StatusTag, type Tone } from '../../shared/ui/StatusTag';
import table from '../../shared/ui/table.module.css';
import classes from './Standards.module.css';

const look: Record<CriterionView['result'], Tone> = {
  passed: 'ok',
  failed: 'bad',
  needsPerson: 'warn',
  notApplicable: 'plain',
  notComputable: 'warn',
};

interface StandardsProps {
  view: NominationView;
  dossier: Dossier | undefined;
  reload: () => Promise<void>;
}

/** Objective, subject, and each quantified standard beside what was reached; confirmed and overridden in its place. */
export function Standards({ view, dossier, reload }: StandardsProps) {
  const { t } = useWords();
  const decision = useDecision({ view, reload });
  return (
    <Panel title={t('file.standards.title')}>
      <Purpose view={view} />
      {isConflict(decision.problem) ? (
        <Conflict error={decision.problem} view={view} onReload={() => void decision.again()} />
      ) : decision.problem ? (
        <Refused error={decision.problem} />
      ) : null}
      {view.criteria.length === 0 ? (
        <p>{t('file.standards.none')}</p>
      ) : (
        <Scrolled label={t('file.standards.title')}>
          <table className={`${table.table} ${classes.standards}`}>
            <thead>
              <tr>
                <th scope="col">{t('file.standards.standard')}</th>
                <th scope="col">{t('file.standards.needed')}</th>
                <th scope="col">{t('file.standards.actual')}</th>
                <th scope="col">{t('file.standards.source')}</th>
              </tr>
            </thead>
            {byTrouble(view.criteria).map((c) => (
              <Standard key={c.criterion} criterion={c} decision={decision} dossier={dossier} />
            ))}
          </table>
        </Scrolled>
      )}
    </Panel>
  );
}

/** What it is for and for whom, as an emulation drive has to state it. */
function Purpose({ view }: { view: NominationView }) {
  const { t, awardName, word } = useWords();
  const occasion = word('occasion', view.occasion) + (view.theme ? ` – ${word('theme', view.theme)}` : '');
  return (
    <dl className={classes.purpose}>
      <div>
        <dt>{t('file.standards.objective')}</dt>
        <dd>
          {awardName(view.award)} · {occasion} · {view.year}
          {view.achievement ? ` · ${t('file.standards.achievement', { title: view.achievement.title })}` : ''}
        </dd>
      </div>
      <div>
        <dt>{t('file.standards.subject')}</dt>
        <dd>
          {view.subject.name} ({word('subjectType', view.subjectType)}) · {unitName(view.unit)}
        </dd>
      </div>
    </dl>
  );
}

interface StandardProps {
  criterion: CriterionView;
  decision: Decision;
  dossier: Dossier | undefined;
}

function Standard({ criterion, decision, dossier }: StandardProps) {
  const { t, said, word, citationInWords } = useWords();
  const { view } = decision;
  const marks = dossier?.onCriteria.filter((c) => c.criterion === criterion.criterion) ?? [];
  return (
    <tbody>
      <tr className={classes.head}>
        <th scope="rowgroup" colSpan={4}>
          {said(criterion.message)}{' '}
          <StatusTag tone={look[criterion.result]}>{word('result', criterion.result)}</StatusTag>
          <span className={table.sub}>
            {criterion.criterion} ·{' '}
            {t('criteria.ruleSet', { id: view.regime.ruleSet.id, version: view.regime.ruleSet.version })} ·{' '}
            {citationInWords(criterion.citation)}
            {criterion.severity === 'hard' ? '' : ` · ${t(`severity.${criterion.severity}`)}`}
            {criterion.unconfirmed ? ` · ${t('criteria.unconfirmed')}` : ''}
            {criterion.overridden ? ` · ${t('criteria.overridden')}` : ''}
          </span>
          {marks.map((m) => (
            <span key={`${m.kind} ${m.at}`} className={table.sub}>
              {t(`file.standards.${m.kind}`, {
                by: m.by,
                unit: m.unit,
                at: moment(m.at),
                result: m.result ? word('result', m.result) : '',
              })}
              {m.onBehalfOf ? ` – ${word('capacity', m.onBehalfOf.form)} ${m.onBehalfOf.name}` : ''}
              {m.reason ? `: “${m.reason}”` : ''}
            </span>
          ))}
          <CriterionActions criterion={criterion} decision={decision} />
        </th>
      </tr>
      {linesOf(criterion).map((leaf, i) => (
        <Line key={i} leaf={leaf} view={view} />
      ))}
    </tbody>
  );
}

function Line({ leaf, view }: { leaf: CriterionView['leaves'][number]; view: NominationView }) {
  const { t, said, word } = useWords();
  const award = useAward(view.award.code);
  const name = leaf.observed?.item;
  const item = name ? view.items.find((i) => i.item === name) : undefined;
  return (
    <tr>
      <td>{leafLabel(leaf)}</td>
      <td>{capital(neededText(award, leaf))}</td>
      <td>{leaf.observed ? observedValue(award, leaf) : t('criteria.unknown')}</td>
      <td>
        {leaf.observed ? word('source', leaf.observed.source) : '–'}
        {item ? (
          <span className={table.sub}>
            {said(item.label)}
            {view.apart ? null : item.files.length > 0 ? (
              <>
                {': '}
                <FileLinks nomination={view.id} item={item} />
              </>
            ) : (
              ` (${t('items.missing')})`
            )}
          </span>
        ) : null}
      </td>
    </tr>
  );
}
