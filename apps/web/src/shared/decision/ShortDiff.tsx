import { useQuery } from '@tanstack/react-query';
import type { NominationView } from '#contract';
import { capital, useWords } from '../labels';
import { factText, useAward } from '../nomination/facts';
import { diffQuery } from '../queries';
import classes from './DecisionPanel.module.css';

const most = 4;

/** In a few lines what the unit changed since the revision before; all of it is one click away. */
export default function ShortDiff({ view }: { view: NominationView }) {
  const { t, said } = useWords();
  const award = useAward(view.award.code);
  const to = view.frozen?.revision ?? 0;
  const { data } = useQuery({ ...diffQuery(view.id, to - 1, to), retry: false });
  if (!data) return null;
  const value = (fact: string, given: (typeof data.facts)[number]['before']): string =>
    given === null
      ? t('common.notEntered')
      : factText(
          award?.facts.find((f) => f.fact === fact),
          given.value,
        );
  const label = (item: string): string =>
    said(view.items.find((i) => i.item === item)?.label ?? { vi: item, en: item });
  const { added, removed, replaced } = data.files;
  const items = new Set([...added, ...removed, ...replaced].map((f) => f.item));
  const lines = [
    ...data.facts.map((f) => `${capital(said(f.label))}: ${value(f.fact, f.before)} → ${value(f.fact, f.after)}`),
    ...[...items].map((item) => t('decide.changedFiles', { item: label(item) })),
    ...(data.statement.length > 0 ? [t('decide.changedStatement')] : []),
  ];
  return (
    <div className={classes.block}>
      <h2>{t('decide.changed', { from: to - 1, to })}</h2>
      {lines.length === 0 ? <p className={classes.soft}>{t('decide.changedNothing')}</p> : null}
      <ul className={classes.changes}>
        {lines.slice(0, most).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        <a href={`/ho-so/${view.id}?tab=versions`}>
          {lines.length > most ? t('decide.changedAll', { count: lines.length }) : t('decide.changedSee')}
        </a>
      </p>
    </div>
  );
}
