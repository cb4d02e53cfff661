import type { Dossier, FactField, NominationView } from '#contract';
import { moment } from '../../shared/format';
import { capital, useWords } from '../../shared/labels';
import { factText, useAward } from '../../shared/nomination/facts';
import { Panel } from '../../shared/ui/Panel';
import classes from './DossierPage.module.css';

interface FactListProps {
  view: NominationView;
  dossier: Dossier | undefined;
}

/** The frozen facts with their sources, and the statement; a fact nobody gave is "not entered", never zero. */
export function FactList({ view, dossier }: FactListProps) {
  const { t } = useWords();
  const award = useAward(view.award.code);
  const facts = view.frozen?.facts ?? view.draft?.facts ?? {};
  const statement = view.frozen?.statement ?? view.draft?.statement ?? '';
  const fields = award?.facts ?? [];
  const others = Object.keys(facts).filter((f) => !fields.some((x) => x.fact === f));
  return (
    <div className={classes.stack}>
      <Panel title={t('dossier.facts')}>
        <dl className={classes.facts}>
          {fields.map((field) => (
            <Fact key={field.fact} field={field} view={view} dossier={dossier} />
          ))}
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

/** One fact with its source: declared, evidenced by which item, from the register, and confirmed by whom. */
function Fact({ field, view, dossier }: FactListProps & { field: FactField }) {
  const { t, said } = useWords();
  const fact = (view.frozen?.facts ?? view.draft?.facts ?? {})[field.fact];
  const named = fact?.item ? view.items.find((i) => i.item === fact.item) : undefined;
  // Under the rules of this nomination, which may not be those of today.
  const taken = view.criteria.flatMap((c) => c.leaves).find((l) => l.fact === field.fact)?.observed;
  const shows = named !== undefined && named.files.length > 0 && taken?.source !== 'declared';
  const known = fact ? undefined : registered(view, field.fact);
  const confirmed = confirmedBy(view, dossier, field.fact);
  const source = known
    ? t('source.registry')
    : shows
      ? `${t('source.evidenced')}: ${said(named.label)}`
      : t('source.declared');
  const value = fact?.value ?? known?.value;
  return (
    <div className={classes.fact}>
      <dt>{capital(said(field.label))}</dt>
      <dd>
        {value === undefined ? <span className={classes.soft}>{t('common.notEntered')}</span> : factText(field, value)}
        {value === undefined ? null : (
          <span className={classes.soft}>
            {' · '}
            {source}
            {confirmed ? ` · ${t('source.confirmed')}: ${confirmed.by}, ${moment(confirmed.at)}` : ''}
          </span>
        )}
      </dd>
    </div>
  );
}

/** What the register says of a fact that nobody has to enter. */
function registered(view: NominationView, fact: string) {
  const leaves = view.criteria.flatMap((c) => c.leaves);
  return leaves.find((l) => l.fact === fact && l.observed?.source === 'registry')?.observed ?? undefined;
}

/** Who confirmed a criterion over this fact, while its result is what they said. */
function confirmedBy(view: NominationView, dossier: Dossier | undefined, fact: string) {
  const over = view.criteria.filter((c) => c.leaves.some((l) => l.fact === fact));
  return dossier?.onCriteria.findLast(
    (m) => m.kind === 'confirmed' && over.some((c) => c.criterion === m.criterion && c.result === m.result),
  );
}
