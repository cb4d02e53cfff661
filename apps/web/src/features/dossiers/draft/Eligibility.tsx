import type { NominationView } from '#contract';
import { Criteria, type Judged } from '../../../shared/decision/Criteria';
import { day } from '../../../shared/format';
import { useWords } from '../../../shared/labels';
import { Panel } from '../../../shared/ui/Panel';
import { EligibilityTag } from '../../../shared/ui/tags';
import classes from './draft.module.css';

/** What the server makes of the working copy after each save, or of what is about to become one. */
export function Eligibility({ view }: { view: Judged & Pick<NominationView, 'eligibility'> }) {
  const { t } = useWords();
  return (
    <div className={classes.side}>
      <Panel title={t('draft.eligibility')} side={<EligibilityTag value={view.eligibility} />}>
        <p className={classes.soft}>
          {t('regime.today')}
          {view.regime.changesOn ? ` ${t('regime.changes', { on: day(view.regime.changesOn) })}` : ''}
        </p>
        <Criteria view={view} />
      </Panel>
    </div>
  );
}
