import { Button } from '@mantine/core';
import type { Statechart } from '#contract';
import { moment } from '../../../shared/format';
import { useWords } from '../../../shared/labels';
import { Panel } from '../../../shared/ui/Panel';
import { StatusTag, type Tone } from '../../../shared/ui/StatusTag';
import classes from './chart.module.css';
import { fullName, type ChartState } from './words';

const tones: Record<ChartState['status'], Tone> = {
  past: 'ok',
  current: 'info',
  next: 'plain',
  notTaken: 'plain',
  hidden: 'plain',
};

interface StayProps {
  chart: Statechart;
  state: ChartState;
  onClose: () => void;
}

/** Entry, exit and time spent of one state. */
export function Stay({ chart, state, onClose }: StayProps) {
  const { t } = useWords();
  const { status, visits, days, target, returns } = state;
  const over = days !== null && target !== null && days > target;
  return (
    <Panel
      title={fullName(chart, state.state)}
      side={<StatusTag tone={tones[status]}>{t(`chart.status.${status}`)}</StatusTag>}
    >
      <dl className={classes.facts}>
        {visits.map((visit, i) => (
          <Visit key={visit.entered ?? 'draft'} visit={visit} n={visits.length > 1 ? i + 1 : null} />
        ))}
        {target !== null ? (
          <>
            <dt>{t('chart.spent')}</dt>
            <dd>
              {days === null ? t('chart.term', { target }) : t('chart.days', { days, target })}{' '}
              {over ? <StatusTag tone="warn">{t('chart.over', { days: days - target })}</StatusTag> : null}
            </dd>
          </>
        ) : null}
        {returns > 0 ? (
          <>
            <dt>{t('chart.returned')}</dt>
            <dd>{t('chart.returns', { count: returns })}</dd>
          </>
        ) : null}
      </dl>
      {visits.length === 0 ? (
        <p className={classes.soft}>{t(chart.limited ? 'chart.limited' : 'chart.notYet')}</p>
      ) : null}
      <div>
        <Button variant="default" onClick={onClose}>
          {t('chart.all')}
        </Button>
      </div>
    </Panel>
  );
}

function Visit({ visit, n }: { visit: ChartState['visits'][number]; n: number | null }) {
  const { t } = useWords();
  const { entered, left, carried } = visit;
  return (
    <>
      <dt>{n === null ? t('chart.stay') : t('chart.stayN', { n })}</dt>
      <dd>
        {entered ? moment(entered) : '…'} – {left ? moment(left) : t('chart.today')}
        {carried ? ` (${t('timeline.carriedOver')})` : ''}
      </dd>
    </>
  );
}
