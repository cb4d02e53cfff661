import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { NominationRow } from '#contract';
import { outcomes } from '#domain/vocabulary';
import { legalNow } from '../../shared/clock';
import { usePhone } from '../../shared/hooks';
import { unitName, useWords } from '../../shared/labels';
import { awardsQuery, meQuery, nominationsQuery } from '../../shared/queries';
import { Due } from '../../shared/ui/Due';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import { StateTag } from '../../shared/ui/tags';
import classes from './ListPage.module.css';

export function ListPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/inside/ho-so' });
  const phone = usePhone();
  const list = useInfiniteQuery(nominationsQuery(search));
  const { data: me } = useQuery(meQuery);
  const rows = list.data?.pages.flatMap((p) => p.nominations);
  const clerk = me?.seats.some((s) => s.role === 'clerk');
  return (
    <Page
      title={t('nav.dossiers')}
      tools={
        clerk ? (
          <Button component={Link} to="/ho-so/moi">
            {t('nav.newDossier')}
          </Button>
        ) : null
      }
    >
      <Filters />
      {list.error ? (
        <Failed
          error={list.error}
          what={t('dossiers.failed')}
          onRetry={() => void list.refetch()}
          shownSince={rows ? list.dataUpdatedAt : undefined}
        />
      ) : null}
      {!rows ? list.error ? null : <Loading /> : null}
      {rows?.length === 0 ? (
        <Empty title={t('dossiers.empty')}>
          <p>{search.q ? t('dossiers.emptySearch', { q: search.q }) : t('dossiers.emptyNext')}</p>
        </Empty>
      ) : null}
      {rows && rows.length > 0 ? phone ? <Cards rows={rows} /> : <Table rows={rows} /> : null}
      {list.hasNextPage ? (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
      {rows && rows.length > 0 ? <ExportLink list="nominations" filters={search} /> : null}
    </Page>
  );
}

function Filters() {
  const { t, awardName, stateName } = useWords();
  const search = useSearch({ from: '/inside/ho-so' });
  const navigate = useNavigate({ from: '/ho-so' });
  const { data } = useQuery(awardsQuery);
  const set = (name: 'award' | 'state' | 'year', value: string): void =>
    void navigate({ search: (s) => ({ ...s, [name]: value === '' ? undefined : value }), replace: true });
  const thisYear = legalNow().getFullYear();
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label={t('filter.award')}
        value={search.award ?? ''}
        onChange={(e) => set('award', e.currentTarget.value)}
        data={[
          { value: '', label: t('filter.anyAward') },
          ...(data?.awards ?? []).map((a) => ({ value: a.code, label: awardName(a) })),
        ]}
      />
      <NativeSelect
        aria-label={t('filter.state')}
        value={search.state ?? ''}
        onChange={(e) => set('state', e.currentTarget.value)}
        data={[
          { value: '', label: t('filter.anyState') },
          ...['draft', 'returned', 'awaitingDecision', ...outcomes].map((s) => ({ value: s, label: stateName(s) })),
        ]}
      />
      <NativeSelect
        aria-label={t('filter.year')}
        value={search.year ?? ''}
        onChange={(e) => set('year', e.currentTarget.value)}
        data={[
          { value: '', label: t('filter.anyYear') },
          ...[0, 1, 2, 3].map((n) => ({ value: String(thisYear - n), label: String(thisYear - n) })),
        ]}
      />
      {search.q ? <p className={classes.query}>{t('dossiers.searching', { q: search.q })}</p> : null}
    </div>
  );
}

function Table({ rows }: { rows: NominationRow[] }) {
  const { t, awardName } = useWords();
  return (
    <Panel>
      <Scrolled label={t('nav.dossiers')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('inbox.who')}</th>
              <th scope="col">{t('inbox.award')}</th>
              <th scope="col">{t('filter.year')}</th>
              <th scope="col">{t('inbox.state')}</th>
              <th scope="col">{t('inbox.due')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to="/ho-so/$id" params={{ id: row.id }} className={classes.name}>
                    {row.subject.name}
                  </Link>
                  <span className={table.sub}>{unitName(row.unit)}</span>
                  <span className={table.sub}>{row.code ?? t('common.noCode')}</span>
                </td>
                <td>{awardName(row.award)}</td>
                <td>{row.year}</td>
                <td>
                  <StateTag state={row.state} unit={row.waitingUnit} />
                </td>
                <td>
                  <Due at={row.dueAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </Panel>
  );
}

function Cards({ rows }: { rows: NominationRow[] }) {
  const { awardName } = useWords();
  return (
    <ul className={table.cards}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/ho-so/$id" params={{ id: row.id }} className={table.card}>
            <span className={table.name}>{row.subject.name}</span>
            <span>
              {awardName(row.award)} · {row.year}
            </span>
            <span className={table.sub}>{unitName(row.unit)}</span>
            <span className={table.cardFoot}>
              <StateTag state={row.state} unit={row.waitingUnit} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
