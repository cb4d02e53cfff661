import { queryOptions } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { SelectionView } from '#contract';
import { ApiError, get } from '../../shared/api';
import { useLive } from '../../shared/live';
import { useWords } from '../../shared/labels';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading, NotFound } from '../../shared/ui/states';
import { Closing } from './Closing';
import { Ranked } from './Ranked';
import classes from './selections.module.css';

const selectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['selection', id],
    queryFn: ({ signal }) => get<SelectionView>(`/selections/${encodeURIComponent(id)}`, signal),
  });

/** A ranked list against the quota, and its closing. */
export function SelectionPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/lua-chon/$id' });
  const { data, error, refetch } = useLive(selectionQuery(id));
  const reload = async (): Promise<void> => void (await refetch());
  if (data) return <Loaded selection={data} reload={reload} />;
  if (error instanceof ApiError && [400, 404].includes(error.status)) return <NotFound />;
  if (error) return <Failed error={error} what={t('selections.failed')} onRetry={() => void refetch()} />;
  return <Loading rows={8} />;
}

function Loaded({ selection: s, reload }: { selection: SelectionView; reload: () => Promise<void> }) {
  const { t } = useWords();
  return (
    <Page
      title={t('selections.heading')}
      above={`${s.unit.name} · ${s.award} · ${String(s.year)}`}
      tools={
        <strong>
          {s.quota
            ? t('selections.remaining', { remaining: s.quota.remaining, cap: s.quota.cap })
            : t('selections.noQuota')}
        </strong>
      }
    >
      <div className={classes.stack}>
        <Panel>
          {s.hidden > 0 ? <p>{t('selections.hidden', { count: s.hidden })}</p> : null}
          {s.closed ? <p role="status">{t('selections.closed')}</p> : null}
          {s.act ? (
            <Link to="/dot-xu-ly/$id" params={{ id: s.act }}>
              {t('selections.act')}
            </Link>
          ) : null}
          <Ranked selection={s} />
        </Panel>
        {s.closed ? null : <Closing selection={s} reload={reload} />}
      </div>
    </Page>
  );
}
