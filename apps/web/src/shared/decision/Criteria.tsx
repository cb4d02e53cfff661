import type { ReactNode } from 'react';
import type { CriterionView, NominationView } from '#contract';
import { useWords } from '../labels';
import { useAward } from '../nomination/facts';
import { FileLinks } from '../nomination/FileLink';
import { Sign, type Tone } from '../ui/StatusTag';
import classes from './Criteria.module.css';
import { byTrouble, leafLabel, linesOf, neededText, observedText } from './observed';

const look: Record<CriterionView['result'], { tone: Tone; sign: string }> = {
  passed: { tone: 'ok', sign: '✓' },
  failed: { tone: 'bad', sign: '✕' },
  needsPerson: { tone: 'warn', sign: '!' },
  notApplicable: { tone: 'plain', sign: '–' },
  notComputable: { tone: 'warn', sign: '?' },
};

/** What is shown of a nomination, or of one that is only proposed: then without an id, and without items. */
export type Judged = Pick<NominationView, 'apart' | 'award' | 'criteria' | 'id' | 'items' | 'regime'>;

interface CriteriaProps {
  view: Judged;
  /** Buttons of a row: confirm, override. */
  actions?: (criterion: CriterionView) => ReactNode;
}

/** One row per criterion, failing first: what was seen, what is needed, by which rule, and who can clear it. */
export function Criteria({ view, actions }: CriteriaProps) {
  const { t } = useWords();
  if (view.criteria.length === 0) return <p className={classes.note}>{t('criteria.none')}</p>;
  return (
    <ul className={classes.list}>
      {byTrouble(view.criteria).map((criterion) => (
        <Row key={criterion.criterion} criterion={criterion} view={view}>
          {actions?.(criterion)}
        </Row>
      ))}
    </ul>
  );
}

function Row({ criterion, view, children }: { criterion: CriterionView; view: Judged; children: ReactNode }) {
  const { t, said, word, citationInWords } = useWords();
  const { tone, sign } = look[criterion.result];
  const blocked = criterion.result !== 'passed' && criterion.result !== 'notApplicable';
  return (
    <li className={classes.row} data-result={criterion.result}>
      <Sign tone={tone} sign={sign} />
      <div className={classes.body}>
        <p className={classes.sentence}>
          {said(criterion.message)} <span className={classes.result}>– {word('result', criterion.result)}</span>
        </p>
        <Leaves criterion={criterion} view={view} />
        <p className={classes.note}>
          {criterion.criterion} ·{' '}
          {t('criteria.ruleSet', { id: view.regime.ruleSet.id, version: view.regime.ruleSet.version })} ·{' '}
          {citationInWords(criterion.citation)}
          {criterion.severity !== 'hard' ? ` · ${t(`severity.${criterion.severity}`)}` : ''}
          {criterion.unconfirmed ? <span className={classes.mark}>{t('criteria.unconfirmed')}</span> : null}
          {criterion.overridden ? <span className={classes.mark}>{t('criteria.overridden')}</span> : null}
        </p>
        {blocked && criterion.clearedBy ? (
          <p className={classes.note}>{t('criteria.clearedBy', { who: said(criterion.clearedBy) })}</p>
        ) : null}
        {children}
      </div>
    </li>
  );
}

const shownLines = 3;

/** What was seen against what is needed; a criterion of many alternatives shows the decisive lines and folds the rest. */
function Leaves({ criterion, view }: { criterion: CriterionView; view: Judged }) {
  const { t } = useWords();
  const lines = linesOf(criterion);
  const line = (leaf: CriterionView['leaves'][number], i: number): ReactNode => (
    <LeafLine key={i} leaf={leaf} view={view} several={lines.length > 1} />
  );
  const rest = lines.slice(shownLines);
  return (
    <>
      {lines.slice(0, shownLines).map(line)}
      {rest.length > 0 ? (
        <details>
          <summary className={classes.fold}>{t('criteria.moreLines', { count: rest.length })}</summary>
          {rest.map(line)}
        </details>
      ) : null}
    </>
  );
}

interface LeafProps {
  leaf: CriterionView['leaves'][number];
  view: Judged;
  several: boolean;
}

function LeafLine({ leaf, view, several }: LeafProps) {
  const { t, word, said } = useWords();
  const award = useAward(view.award.code);
  const item = leaf.observed?.item;
  const file = item ? view.items.find((i) => i.item === item) : undefined;
  return (
    <p className={classes.leaf}>
      {several ? `${leafLabel(leaf)}: ` : ''}
      {observedText(award, leaf)} – {neededText(award, leaf)}
      {leaf.observed ? (
        <>
          {' · '}
          <span>{word('source', leaf.observed.source)}</span>
        </>
      ) : null}
      {file && file.files.length > 0 ? (
        <>
          {': '}
          {said(file.label)} (<FileLinks nomination={view.id} item={file} />)
        </>
      ) : item && view.apart ? (
        `: ${file ? said(file.label) : item}`
      ) : item ? (
        `: ${file ? said(file.label) : item} (${t('items.missing')})`
      ) : null}
    </p>
  );
}
