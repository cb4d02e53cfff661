import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../shared/labels';
import { awardsQuery, meQuery } from '../../shared/queries';
import { useInboxFilters, useInboxSearch } from './InboxPage';
import classes from './Filters.module.css';

const orNone = (value: string): string | undefined => (value === '' ? undefined : value);

export function Filters() {
  const { t, word, awardName } = useWords();
  const search = useInboxSearch();
  const set = useInboxFilters();
  const { data: awards } = useQuery(awardsQuery);
  const { data: me } = useQuery(meQuery);
  const seats = me?.seats ?? [];
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label={t('filter.award')}
        value={search.award ?? ''}
        onChange={(e) => set({ award: orNone(e.currentTarget.value) })}
        data={[
          { value: '', label: t('filter.anyAward') },
          ...(awards?.awards ?? []).filter((a) => a.open).map((a) => ({ value: a.code, label: awardName(a) })),
        ]}
      />
      <NativeSelect
        aria-label={t('filter.due')}
        value={search.due ?? ''}
        onChange={(e) =>
          set({ due: e.currentTarget.value === '' ? undefined : (e.currentTarget.value as 'overdue' | 'soon') })
        }
        data={[
          { value: '', label: t('filter.due') },
          { value: 'overdue', label: t('filter.overdue') },
          { value: 'soon', label: t('filter.soon') },
        ]}
      />
      {seats.length > 1 ? (
        <NativeSelect
          aria-label={t('filter.as')}
          value={search.as ?? ''}
          onChange={(e) => set({ as: orNone(e.currentTarget.value) })}
          data={[
            { value: '', label: t('filter.anySeat') },
            ...seats.map((s) => ({ value: s.id, label: `${word('role', s.role)}, ${s.unit.name}` })),
          ]}
        />
      ) : null}
    </div>
  );
}
