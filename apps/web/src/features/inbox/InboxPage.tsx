import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InboxRow } from '#contract';
import { day } from '../../shared/format';
import { usePhone } from '../../shared/hooks';
import { useWords } from '../../shared/labels';
import { inboxQuery } from '../../shared/queries';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import { Cards } from './Cards';
import { Filters } from './Filters';
import classes from './InboxPage.module.css';
import { NewRows } from './NewRows';
import { Paused } from './Paused';
import { narrowedBy, noFilter, useInboxFilter, useInboxFilters } from './search';
import { Tabs } from './Tabs';
import { TopLine } from './TopLine';
import { TwoPanes } from './TwoPanes';
import { useCalmRows } from './use-calm-rows';

const none: InboxRow[] = [];

export function InboxPage() {
  const { t } = useWords();
  const phone = usePhone();
  const filter = useInboxFilter();
  const inbox = useInfiniteQuery(inboxQuery(filter));
  const pages = inbox.data?.pages;
  const {
    shown: rows,
    fresh,
    show,
  } = useCalmRows({
    rows: inbox.data?.rows ?? none,
    list: `${String(pages?.length ?? 0)} ${JSON.stringify(filter)}`,
    settled: pages !== undefined && !inbox.isPlaceholderData,
    more: inbox.hasNextPage,
  });
  const first = pages?.[0];
  const more = (): void => {
    if (inbox.hasNextPage && !inbox.isFetchingNextPage) void inbox.fetchNextPage();
  };
  return (
    <Page title={t('nav.inbox')} tools={<Filters />}>
      <TopLine counts={first?.counts} />
      <Paused />
      <Tabs counts={first?.counts} />
      {inbox.error ? (
        <Failed
          error={inbox.error}
          what={t('inbox.failed')}
          onRetry={() => void inbox.refetch()}
          shownSince={pages ? inbox.dataUpdatedAt : undefined}
        />
      ) : null}
      {filter.q ? (
        <p className={classes.everywhere}>
          <Link to="/tim-kiem" search={{ q: filter.q }}>
            {t('search.everywhere', { q: filter.q })}
          </Link>
        </p>
      ) : null}
      <NewRows count={fresh} onShow={show} />
      {!pages && !inbox.error ? <Loading /> : null}
      {first && rows.length === 0 ? <Nothing expected={first.expected} /> : null}
      {rows.length === 0 ? null : phone ? (
        <Cards rows={rows} />
      ) : (
        <TwoPanes
          rows={rows}
          greyed={inbox.error !== null}
          settled={!inbox.isPlaceholderData}
          waiting={first?.counts.waiting ?? 0}
          onMore={more}
        />
      )}
      {inbox.hasNextPage ? (
        <button type="button" className={classes.more} onClick={more}>
          {t('common.more')}
        </button>
      ) : null}
      {rows.length > 0 ? <ExportLink list="inbox" filters={filter} /> : null}
    </Page>
  );
}

function Nothing({ expected }: { expected: { at: string; unit: string } | null }) {
  const { t } = useWords();
  const filter = useInboxFilter();
  const set = useInboxFilters();
  if (narrowedBy(filter) > 0) {
    return (
      <Empty title={t('inbox.emptyFiltered')}>
        <button type="button" className={classes.more} onClick={() => set(noFilter)}>
          {t('inbox.clearFilters')}
        </button>
      </Empty>
    );
  }
  return (
    <Empty title={t(`inbox.empty.${filter.tab ?? 'waiting'}`)}>
      {!filter.tab && (
        <p>{expected ? t('inbox.expected', { at: day(expected.at), unit: expected.unit }) : t('inbox.emptyNext')}</p>
      )}
    </Empty>
  );
}
