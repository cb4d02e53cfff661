import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InboxFilter } from '#contract';
import { occasions } from '#domain/vocabulary';
import { legalNow } from '../../shared/clock';
import { usePhone } from '../../shared/hooks';
import { useWords } from '../../shared/labels';
import { awardsQuery, inboxQuery, inboxUnitsQuery, meQuery } from '../../shared/queries';
import classes from './Filters.module.css';
import { SavedFilters } from './SavedFilters';
import { narrowedBy, noFilter, useInboxFilter, useInboxFilters } from './search';

type Choice = { value: string; label: string };

/** What narrows the list: three filters at hand, the others folded away; on phones all of them. */
export function Filters() {
  const { t } = useWords();
  const phone = usePhone();
  const filter = useInboxFilter();
  const set = useInboxFilters();
  const n = narrowedBy(filter);
  const rare = [filter.unit, filter.as, filter.year, filter.occasion].some((v) => v !== undefined);
  return (
    <div className={classes.bar}>
      {phone ? null : <Common />}
      <details className={classes.more} open={!phone && rare ? true : undefined}>
        <summary className={classes.summary}>
          {t(phone ? 'filter.all' : 'filter.moreFilters')}
          {n > 0 && phone ? ` (${n})` : ''}
        </summary>
        <div className={classes.filters}>
          {phone ? <Common /> : null}
          <Rare />
        </div>
      </details>
      {n > 0 ? (
        <button type="button" className={classes.summary} onClick={() => set(noFilter)}>
          {t('inbox.clearFilters')}
        </button>
      ) : null}
      <SavedFilters />
    </div>
  );
}

interface SelectProps<K extends keyof InboxFilter> {
  name: K;
  label: string;
  any: string;
  choices: Choice[];
}

function Select<K extends keyof InboxFilter>({ name, label, any, choices }: SelectProps<K>) {
  const filter = useInboxFilter();
  const set = useInboxFilters();
  return (
    <NativeSelect
      aria-label={label}
      value={String(filter[name] ?? '')}
      onChange={(e) => {
        const { value } = e.currentTarget;
        set({ [name]: value === '' ? undefined : name === 'year' ? Number(value) : value });
      }}
      data={[{ value: '', label: any }, ...choices]}
    />
  );
}

function Common() {
  const { t, awardName } = useWords();
  // Forty kilobytes that nobody reads yet do not stand in the way of the rows.
  const { isFetched } = useInfiniteQuery(inboxQuery(useInboxFilter()));
  const { data: awards } = useQuery({ ...awardsQuery, enabled: isFetched });
  const open = (awards?.awards ?? []).filter((a) => a.open);
  return (
    <>
      <Select
        name="award"
        label={t('filter.award')}
        any={t('filter.anyAward')}
        choices={open.map((a) => ({ value: a.code, label: awardName(a) }))}
      />
      <Select
        name="due"
        label={t('filter.due')}
        any={t('filter.anyDue')}
        choices={(['overdue', 'soon'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
      <Select
        name="eligibility"
        label={t('inbox.eligibility')}
        any={t('filter.anyEligibility')}
        choices={(['eligible', 'needsReview', 'notEligible'] as const).map((value) => ({
          value,
          label: t(`eligibility.${value}`),
        }))}
      />
    </>
  );
}

function Rare() {
  const { t, word } = useWords();
  const { data: me } = useQuery(meQuery);
  const { data: from } = useQuery(inboxUnitsQuery);
  const seats = me?.seats ?? [];
  const thisYear = legalNow().getFullYear();
  const years = [thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map(String);
  return (
    <>
      <Select
        name="unit"
        label={t('filter.unit')}
        any={t('filter.anyUnit')}
        choices={(from?.units ?? []).map((u) => ({ value: u.id, label: u.name }))}
      />
      <Select
        name="occasion"
        label={t('filter.occasion')}
        any={t('filter.anyOccasion')}
        choices={occasions.map((value) => ({ value, label: word('occasion', value) }))}
      />
      <Select
        name="year"
        label={t('filter.year')}
        any={t('filter.anyYear')}
        choices={years.map((value) => ({ value, label: value }))}
      />
      {seats.length > 1 ? (
        <Select
          name="as"
          label={t('filter.as')}
          any={t('filter.anySeat')}
          choices={seats.map((s) => ({ value: s.id, label: `${word('role', s.role)}, ${s.unit.name}` }))}
        />
      ) : null}
    </>
  );
}
