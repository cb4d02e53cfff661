import type { SelectionView } from '#contract';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import classes from './selections.module.css';

type Deed = SelectionView['hand'][number];

/** What was done to the order by hand: who, when and why. */
export function Hand({ hand }: { hand: Deed[] }) {
  const { t } = useWords();
  if (hand.length === 0) return null;
  return (
    <Panel title={t('selections.hand')}>
      <ol className={classes.hand}>
        {hand.map((deed) => (
          <li key={deed.at + deed.type}>
            <Said deed={deed} />
            <p className={classes.soft}>
              {t('selections.reasonGiven', { reason: deed.reason ?? t('selections.reasonErased') })}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const named = (i: Deed['items'][number]): string => `${i.subject} (${i.code})`;

function Said({ deed }: { deed: Deed }) {
  const { t } = useWords();
  const [first] = deed.items.map(named);
  const names = deed.items.map(named);
  const said =
    deed.type === 'TieDecided'
      ? t('selections.decided', { names: names.join(' → ') })
      : deed.before === null
        ? t('selections.movedLast', { name: first ?? '' })
        : t('selections.moved', { name: first ?? '', before: named(deed.before) });
  return (
    <p>
      {said}{' '}
      <span className={classes.soft}>{t('selections.byAt', { by: deed.by, at: moment(new Date(deed.at)) })}</span>
    </p>
  );
}
