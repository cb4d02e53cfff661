import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Documents } from '#contract';
import { documentStates } from '#domain/vocabulary';
import { day } from '../../shared/format';
import { usePhone } from '../../shared/hooks';
import { useWords } from '../../shared/labels';
import { documentsQuery, meQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import { DocumentTag } from '../../shared/ui/tags';

export function ListPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/inside/van-ban' });
  const navigate = useNavigate({ from: '/van-ban' });
  const phone = usePhone();
  const list = useInfiniteQuery(documentsQuery(search));
  const { data: me } = useQuery(meQuery);
  const rows = list.data?.pages.flatMap((p) => p.documents);
  const clerk = me?.seats.some((s) => s.role === 'clerk');
  return (
    <Page
      title={t('nav.documents')}
      tools={
        <>
          <NativeSelect
            aria-label={t('filter.state')}
            value={search.state ?? ''}
            onChange={(e) =>
              void navigate({
                search: { state: documentStates.find((s) => s === e.currentTarget.value) },
                replace: true,
              })
            }
            data={[
              { value: '', label: t('filter.anyState') },
              ...documentStates.map((s) => ({ value: s, label: t(`documentState.${s}`) })),
            ]}
          />
          {clerk ? (
            <Button component={Link} to="/van-ban/moi">
              {t('documents.compose')}
            </Button>
          ) : null}
        </>
      }
    >
      {list.error ? (
        <Failed
          error={list.error}
          what={t('documents.failed')}
          onRetry={() => void list.refetch()}
          shownSince={rows ? list.dataUpdatedAt : undefined}
        />
      ) : null}
      {!rows ? list.error ? null : <Loading /> : null}
      {rows?.length === 0 ? (
        <Empty title={t('documents.empty')}>
          <p>{t('documents.emptyNext')}</p>
        </Empty>
      ) : null}
      {rows && rows.length > 0 ? phone ? <Cards rows={rows} /> : <Table rows={rows} /> : null}
      {rows && rows.length > 0 ? <ExportLink list="documents" filters={search} /> : null}{' '}
      {list.hasNextPage ? (
        <Button variant="default" mt="md" onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
    </Page>
  );
}

function Table({ rows }: { rows: Documents['documents'] }) {
  const { t } = useWords();
  return (
    <Panel>
      <Scrolled label={t('nav.documents')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('documents.title')}</th>
              <th scope="col">{t('documents.kind')}</th>
              <th scope="col">{t('documents.number')}</th>
              <th scope="col">{t('documents.count')}</th>
              <th scope="col">{t('inbox.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((d) => (
              <tr key={d.id}>
                <td>
                  <Link to="/van-ban/$id" params={{ id: d.id }}>
                    {d.title}
                  </Link>
                  <span className={table.sub}>{d.body}</span>
                </td>
                <td>{t(`documents.kinds.${d.kind}`)}</td>
                <td>
                  {d.number ?? t('documents.noNumber')}
                  {d.date ? <span className={table.sub}>{day(d.date)}</span> : null}
                </td>
                <td>{d.items}</td>
                <td>
                  <DocumentTag state={d.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </Panel>
  );
}

function Cards({ rows }: { rows: Documents['documents'] }) {
  const { t } = useWords();
  return (
    <ul className={table.cards}>
      {rows.map((d) => (
        <li key={d.id}>
          <Link to="/van-ban/$id" params={{ id: d.id }} className={table.card}>
            <span className={table.name}>{d.title}</span>
            <span className={table.sub}>{d.body}</span>
            <span className={table.cardFoot}>
              <span>
                {d.number ?? t('documents.noNumber')} · {t('documents.items', { count: d.items })}
              </span>
              <DocumentTag state={d.state} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
