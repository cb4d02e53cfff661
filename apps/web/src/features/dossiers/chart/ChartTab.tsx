import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { NominationView, Statechart } from '#contract';
import { get } from '../../../shared/api';
import { day } from '../../../shared/format';
import { usePhone } from '../../../shared/hooks';
import { useWords } from '../../../shared/labels';
import { Panel } from '../../../shared/ui/Panel';
import { Failed, Loading } from '../../../shared/ui/states';
import { StatusTag } from '../../../shared/ui/StatusTag';
import { Timeline } from '../Timeline';
import classes from './chart.module.css';
import { Picture } from './Picture';
import { Stay } from './Stay';
import { StateList } from './StateList';
import { fullName } from './words';

const chartQuery = (id: string) =>
  queryOptions({
    queryKey: ['nomination', id, 'statechart'],
    queryFn: ({ signal }) => get<Statechart>(`/nominations/${encodeURIComponent(id)}/statechart`, signal),
    refetchInterval: 15_000,
    refetchOnWindowFocus: 'always',
  });

/** Where the dossier is in its procedure: a picture, the same in words, and what happened in the state that is selected. */
export function ChartTab({ view }: { view: NominationView }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(chartQuery(view.id));
  if (error && !data) return <Failed error={error} what={t('chart.failed')} onRetry={() => void refetch()} />;
  return data ? <Chart chart={data} view={view} /> : <Loading rows={6} />;
}

function Chart({ chart, view }: { chart: Statechart; view: NominationView }) {
  const { t } = useWords();
  const list = useId();
  const phone = usePhone();
  const [selected, setSelected] = useState<string | null>(null);
  const state = chart.states.find((s) => s.state === selected);
  const choose = (key: string): void => setSelected(key === selected ? null : key);
  if (chart.states.length === 0) return <p>{t('chart.none')}</p>;
  const picture = (
    <Panel key="picture" title={t('dossier.where')}>
      <Now chart={chart} />
      <Notices chart={chart} />
      <Picture chart={chart} selected={selected} onSelect={choose} describedBy={list} />
      <p className={classes.legend}>
        <span>{t('chart.legend.past')}</span>
        <span>{t('chart.legend.current')}</span>
        <span>{t('chart.legend.next')}</span>
        <span>{t('chart.legend.return')}</span>
        <span>{t('chart.legend.reject')}</span>
      </p>
    </Panel>
  );
  const words = (
    <div key="words" className={classes.beside}>
      <Panel title={t('chart.list')}>
        <StateList id={list} chart={chart} selected={selected} onSelect={choose} />
      </Panel>
      <div className={classes.page} data-testid="chart-detail">
        {state ? (
          <>
            <Stay chart={chart} state={state} onClose={() => setSelected(null)} />
            {chart.limited ? null : <Timeline view={view} only={state.state} />}
          </>
        ) : (
          <p className={classes.soft}>{t('chart.choose')}</p>
        )}
      </div>
    </div>
  );
  return (
    <div className={classes.page} data-wide>
      <Moved chart={chart} />
      {phone ? [words, picture] : [picture, words]}
    </div>
  );
}

/** The present state in words, and whether the clocks stand still. */
function Now({ chart }: { chart: Statechart }) {
  const { t } = useWords();
  return (
    <p className={classes.now}>
      {t('dossier.now')} <strong>{fullName(chart, chart.current)}</strong>{' '}
      {chart.held ? <StatusTag tone="warn">{t('chart.held')}</StatusTag> : null}
    </p>
  );
}

/** Which procedure it follows, and what has changed about it since. */
function Notices({ chart }: { chart: Statechart }) {
  const { t, said } = useWords();
  const name = said(chart.procedure.name);
  const { version } = chart.procedure;
  return (
    <>
      <p className={classes.soft}>
        {t(chart.provisional ? 'chart.provisional' : 'chart.pinned', { name, version })}
        {chart.newer === null ? '' : ` ${t('chart.newer', { version: chart.newer })}`}
        {chart.limited ? ` ${t('chart.limited')}` : ''}
      </p>
      {chart.moved.map((m) => (
        <p key={m.at + m.from} className={classes.soft}>
          {m.to === null
            ? t('chart.dropped', { from: fullName(chart, m.from), at: day(m.at) })
            : t('chart.moved', { from: fullName(chart, m.from), to: fullName(chart, m.to), at: day(m.at) })}
        </p>
      ))}
    </>
  );
}

/** Says a change aloud that came while the page was open. */
function Moved({ chart }: { chart: Statechart }) {
  const { t } = useWords();
  const before = useRef(chart.current);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (before.current === chart.current) return;
    before.current = chart.current;
    setSaid(t('chart.changed', { state: fullName(chart, chart.current) }));
  }, [chart.current]);
  return (
    <p role="status" className={classes.hidden}>
      {said}
    </p>
  );
}
