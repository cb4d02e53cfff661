import type { NominationView } from '#contract';
import { capital, useWords } from '../../shared/labels';
import { factText, useAward } from '../../shared/nomination/facts';
import { Panel } from '../../shared/ui/Panel';
import classes from './DossierPage.module.css';

/** The frozen facts and the statement; a fact nobody gave is "not entered", never zero. */
export function FactList({ view }: { view: NominationView }) {
  const { t, said } = useWords();
  const award = useAward(view.award.code);
  const facts = view.frozen?.facts ?? view.draft?.facts ?? {};
  const statement = view.frozen?.statement ?? view.draft?.statement ?? '';
  const fields = award?.facts ?? [];
  const others = Object.keys(facts).filter((f) => !fields.some((x) => x.fact === f));
  return (
    <div className={classes.stack}>
      <Panel title={t('dossier.facts')}>
        <dl className={classes.facts}>
          {fields.map((field) => {
            const fact = facts[field.fact];
            const named = fact?.item ? view.items.find((i) => i.item === fact.item) : undefined;
            const shown =
              named !== undefined && named.files.length > 0 && field.evidence?.includes(named.item) !== false;
            const item = shown ? named : undefined;
            return (
              <div key={field.fact} className={classes.fact}>
                <dt>{capital(said(field.label))}</dt>
                <dd>
                  {fact ? factText(field, fact.value) : <span className={classes.soft}>{t('common.notEntered')}</span>}
                  {fact ? (
                    <span className={classes.soft}>
                      {' '}
                      · {item ? `${t('source.evidenced')}: ${said(item.label)}` : t('source.declared')}
                    </span>
                  ) : null}
                </dd>
              </div>
            );
          })}
          {others.map((name) => (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>{factText(undefined, facts[name]?.value ?? '')}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel title={t('dossier.statement')}>
        <p className={classes.statement}>{statement === '' ? t('common.notEntered') : statement}</p>
      </Panel>
    </div>
  );
}
