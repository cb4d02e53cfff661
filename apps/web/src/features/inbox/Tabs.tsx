import type { Inbox } from '#contract';
import { useWords } from '../../shared/labels';
import { useInboxFilter, useInboxFilters } from './search';
import classes from './Tabs.module.css';

const tabs = [undefined, 'snoozed', 'others', 'decided'] as const;

export function Tabs({ counts }: { counts: Inbox['counts'] | undefined }) {
  const { t } = useWords();
  const { tab } = useInboxFilter();
  const set = useInboxFilters();
  return (
    <div className={classes.tabs} role="group" aria-label={t('inbox.tabs')}>
      {tabs.map((name) => (
        <button
          key={name ?? 'waiting'}
          type="button"
          className={classes.tab}
          aria-pressed={tab === name}
          onClick={() => set({ tab: name, due: undefined })}
        >
          {t(`inbox.tab.${name ?? 'waiting'}`)}
          {name === 'snoozed' && counts && counts.snoozed > 0 ? ` (${counts.snoozed})` : ''}
        </button>
      ))}
    </div>
  );
}
