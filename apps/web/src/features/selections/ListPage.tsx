import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { NewSelection, Selections, SelectionView } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { moment } from '../../shared/format';
import { useLive } from '../../shared/live';
import { useWords } from '../../shared/labels';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading, Refused } from '../../shared/ui/states';
import { selectionsQuery } from './queries';
import classes from './selections.module.css';
import { WhyNot } from './WhyNot';

/** Selections of my units: what waits for one, those that are open, and those that were closed. */
export function ListPage() {
  const { t } = useWords();
  const { data, error, refetch } = useLive(selectionsQuery);
  const open = data?.selections.filter((s) => s.closedAt === null) ?? [];
  const closed = data?.selections.filter((s) => s.closedAt !== null) ?? [];
  return (
    <Page title={t('selections.heading')}>
      {error ? <Failed error={error} what={t('selections.failedList')} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data?.selections.length === 0 && data.waiting.length === 0 ? (
        <Empty title={t('selections.none')}>
          <p>{t('selections.noneNext')}</p>
        </Empty>
      ) : null}
      <div className={classes.stack}>
        {data && data.waiting.length > 0 ? <Waiting waiting={data.waiting} /> : null}
        <Lists title={t('selections.openLists')} rows={open} />
        <Lists title={t('selections.closedLists')} rows={closed} />
      </div>
      {data && data.selections.length + data.waiting.length > 0 ? <ExportLink list="selections" filters={{}} /> : null}
    </Page>
  );
}

type Row = Selections['selections'][number];
type WaitingRow = Selections['waiting'][number];

function useHeading(): (row: Row | WaitingRow) => string {
  const { said, word } = useWords();
  return (r) => [said(r.awardName), ...(r.theme ? [word('theme', r.theme)] : []), String(r.year)].join(' · ');
}

function Lists({ title, rows }: { title: string; rows: Row[] }) {
  const { t } = useWords();
  const heading = useHeading();
  if (rows.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className={classes.order}>
        {rows.map((r) => (
          <li key={r.id} className={classes.line}>
            <span>
              <Link to="/lua-chon/$id" params={{ id: r.id }}>
                {heading(r)}
              </Link>
              <span className={classes.sub}>
                {r.unit.name} · {t('selections.count', { count: r.count })} ·{' '}
                {r.closedAt
                  ? t('selections.closedAt', { at: moment(new Date(r.closedAt)) })
                  : t('selections.openedAt', { at: moment(new Date(r.openedAt)) })}
              </span>
            </span>
            <strong>{r.quota ? t('selections.remaining', r.quota) : t('selections.noQuota')}</strong>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Waiting({ waiting }: { waiting: WaitingRow[] }) {
  const { t } = useWords();
  return (
    <Panel title={t('selections.waiting')}>
      <ul className={classes.order}>
        {waiting.map((w) => (
          <WaitingLine key={`${w.unit.id} ${w.award} ${w.theme ?? ''} ${String(w.year)}`} row={w} />
        ))}
      </ul>
    </Panel>
  );
}

/** Opening shows the list at once: it decides nothing yet. */
function WaitingLine({ row: w }: { row: WaitingRow }) {
  const { t } = useWords();
  const heading = useHeading();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const open = useMutation({
    mutationFn: (body: NewSelection) => call<SelectionView>('POST', '/selections', { body, key: keyFor(body) }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['selections'] });
      await navigate({ to: '/lua-chon/$id', params: { id: made.id } });
    },
  });
  const body = { unit: w.unit.id, award: w.award, year: w.year };
  return (
    <li className={classes.line}>
      <span>
        {heading(w)}
        <span className={classes.sub}>
          {w.unit.name} · {t('selections.count', { count: w.count })}
        </span>
        {open.error ? <Refused error={open.error} /> : null}
        <WhyNot command={w.open} />
      </span>
      {w.open.allowed ? (
        <Button
          loading={open.isPending}
          onClick={() =>
            open.mutate(w.theme ? { ...body, theme: w.theme as NonNullable<NewSelection['theme']> } : body)
          }
        >
          {t('selections.open')}
        </Button>
      ) : null}
    </li>
  );
}
