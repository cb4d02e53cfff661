import { useWords } from '../../shared/labels';
import { useInboxFilters, useInboxSearch } from './InboxPage';
import classes from './Tabs.module.css';

const tabs = [undefined, 'others', 'decided'] as const;

export function Tabs() {
  const { t } = useWords();
  const { tab } = useInboxSearch();
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
        </button>
      ))}
    </div>
  );
}
