import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { NominationRow } from '#contract';
import { usePhone } from '../../shared/hooks';
import { useKeys } from '../../shared/keys';
import { useWords } from '../../shared/labels';
import { inboxQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import { Cards } from './Cards';
import { Filters } from './Filters';
import classes from './InboxPage.module.css';
import { Rows } from './Rows';
import { SidePanel } from './SidePanel';
import { sorted } from './sorted';
import { Tabs } from './Tabs';
import { TopLine } from './TopLine';

export type InboxSearch = ReturnType<typeof useInboxSearch>;
export const useInboxSearch = () => useSearch({ from: '/inside/viec' });

export function useInboxFilters() {
  const navigate = useNavigate({ from: '/viec' });
  /** A new filter starts at its first row. */
  return (change: Partial<InboxSearch>): void =>
    void navigate({ search: (s) => ({ ...s, ...change, selected: undefined }), replace: true });
}

export function InboxPage() {
  const { t } = useWords();
  const search = useInboxSearch();
  const phone = usePhone();
  const { tab, q, award, as, due } = search;
  const inbox = useInfiniteQuery(inboxQuery({ tab, q, award, as, due }));
  const pages = inbox.data?.pages;
  const rows = useMemo(() => sorted(pages?.flatMap((p) => p.rows) ?? [], search.sort), [pages, search.sort]);
  return (
    <Page title={t('nav.inbox')} tools={<Filters />}>
      <TopLine counts={pages?.[0]?.counts} />
      <Tabs />
      {inbox.error ? (
        <Failed
          error={inbox.error}
          what={t('inbox.failed')}
          onRetry={() => void inbox.refetch()}
          shownSince={pages ? inbox.dataUpdatedAt : undefined}
        />
      ) : null}
      {!pages ? inbox.error ? null : <Loading /> : null}
      {pages && rows.length === 0 ? <Nothing /> : null}
      {rows.length > 0 ? phone ? <Cards rows={rows} /> : <TwoPanes rows={rows} greyed={inbox.error !== null} /> : null}
      {inbox.hasNextPage ? (
        <button type="button" className={classes.more} onClick={() => void inbox.fetchNextPage()}>
          {t('common.more')}
        </button>
      ) : null}
    </Page>
  );
}

function Nothing() {
  const { t } = useWords();
  const { tab, q, award, as, due } = useInboxSearch();
  const set = useInboxFilters();
  if (q || award || as || due) {
    return (
      <Empty title={t('inbox.emptyFiltered')}>
        <button
          type="button"
          className={classes.more}
          onClick={() => set({ q: undefined, award: undefined, as: undefined, due: undefined })}
        >
          {t('inbox.clearFilters')}
        </button>
      </Empty>
    );
  }
  return (
    <Empty title={t(tab ? `inbox.empty.${tab}` : 'inbox.empty.waiting')}>
      <p>{t('inbox.emptyNext')}</p>
    </Empty>
  );
}

/** List left, decision right. The selection is in the address; a decided row hands over to the next one. */
function TwoPanes({ rows, greyed }: { rows: NominationRow[]; greyed: boolean }) {
  const { tab, selected } = useInboxSearch();
  const navigate = useNavigate({ from: '/viec' });
  const list = useRef<HTMLDivElement>(null);
  const [decided, setDecided] = useState(0);
  const first = rows[0]?.id;
  const shown = selected ?? first;
  const select = (id: string, focus: boolean): void => {
    void navigate({ search: (s) => ({ ...s, selected: id }), replace: true, resetScroll: false });
    if (focus) requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
  };
  useEffect(() => {
    if (selected === undefined && first) {
      void navigate({ search: (s) => ({ ...s, selected: first }), replace: true, resetScroll: false });
    }
  }, [selected, first, navigate]);
  const place = rows.findIndex((r) => r.id === shown);
  const move = (by: number): void => {
    const next = rows[place < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, place + by))];
    if (next) select(next.id, true);
  };
  useKeys({ ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  const afterDecision = (): void => {
    setDecided((n) => n + 1);
    const next = rows[place + 1] ?? rows[place - 1];
    if (next) select(next.id, true);
  };
  return (
    <div className={classes.panes}>
      <div ref={list} className={greyed ? classes.greyed : undefined}>
        <Rows rows={rows} shown={shown} onSelect={select} decided={decided} />
      </div>
      {shown ? (
        <SidePanel
          key={shown}
          id={shown}
          listed={place >= 0}
          keys={tab === undefined}
          onDecided={afterDecision}
          onUndone={() => {
            setDecided((n) => Math.max(0, n - 1));
            select(shown, true);
          }}
        />
      ) : null}
    </div>
  );
}
