import { Keys } from '../../shared/ui/Keys';
import { useWords } from '../../shared/labels';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { EligibilityTag } from '../../shared/ui/tags';
import classes from './HelpPage.module.css';
import { stepHelp } from './steps';

/** What each step means and where it is written, what the marks mean, the keys. */
export function HelpPage() {
  const { t } = useWords();
  return (
    <Page title={t('help.title')}>
      <div className={classes.page}>
        <Panel title={t('help.steps')}>
          <p className={classes.soft}>{t('help.stepsNote')}</p>
          <Steps />
        </Panel>
        <Panel title={t('help.marks')}>
          <dl className={classes.marks}>
            {(['eligible', 'needsReview', 'notEligible'] as const).map((value) => (
              <div key={value}>
                <dt>
                  <EligibilityTag value={value} />
                </dt>
                <dd>{t(`help.mark.${value}`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title={t('keys.title')}>
          <p className={classes.soft}>{t('help.telex')}</p>
          <Keys />
        </Panel>
      </div>
    </Page>
  );
}

function Steps() {
  const { t, word, said, has } = useWords();
  return (
    <ul className={classes.steps}>
      {stepHelp.map((s) => (
        <li key={s.step}>
          <h3>{s.title ? said(s.title) : has('step', s.step) ? word('step', s.step) : word('state', s.step)}</h3>
          <p>{said(s.what)}</p>
          <p className={classes.soft}>
            {s.basis ? said(s.basis) : t('help.noBasis')}
            {s.basis && !s.basis.checked ? <span className={classes.mark}>{t('criteria.unconfirmed')}</span> : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
