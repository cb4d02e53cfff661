import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NominationLedger, NominationView } from '#contract';
import { isOutcome } from '#domain/vocabulary';
import { ApiError } from '../../shared/api';
import { legalNow } from '../../shared/clock';
import { time } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { ledgerQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading } from '../../shared/ui/states';
import { StatusTag } from '../../shared/ui/StatusTag';
import { Entry } from './timeline/Entry';
import { rowsOf, type Row } from './timeline/rows';
import classes from './Timeline.module.css';

interface TimelineProps {
  view: NominationView;
  /** Only what led into or out of this state, or happened in it. */
  only?: string;
}

/** What happened, newest first, and whether the chain of hashes still holds. */
export function Timeline({ view, only }: TimelineProps) {
  const { t } = useWords();
  const [full, setFull] = useState(false);
  const ledger = useQuery(ledgerQuery(view.id, `${view.revision} ${view.state} ${view.evaluation}`));
  if (ledger.error instanceof ApiError && [403, 404].includes(ledger.error.status)) {
    return <p>{t('timeline.notYours')}</p>;
  }
  if (ledger.error)
    return <Failed error={ledger.error} what={t('timeline.failed')} onRetry={() => void ledger.refetch()} />;
  if (!ledger.data) return <Loading />;
  const all = [...ledger.data.draftEntries, ...ledger.data.entries];
  const entries = only === undefined ? all : all.filter((e) => e.from === only || e.to === only);
  const now = isOutcome(view.state) ? null : legalNow();
  return (
    <Panel title={t('dossier.tab.timeline')} side={<Chip ledger={ledger.data} />}>
      <p className={classes.soft}>{t('timeline.proves')}</p>
      {entries.length === 0 ? (
        <p>{t(all.length === 0 ? 'timeline.empty' : 'chart.notYet')}</p>
      ) : (
        <Switch full={full} onChange={setFull} />
      )}
      <ol className={classes.entries}>
        {rowsOf(entries, { full, gaps: only === undefined, now }).map((row) => (
          <TimelineRow key={keyOf(row)} row={row} full={full} />
        ))}
      </ol>
    </Panel>
  );
}

function keyOf(row: Row): string {
  if (row.kind === 'gap') return row.key;
  return row.kind === 'entry' ? row.entry.hash : `system ${row.entries[0]?.hash ?? ''}`;
}

/** Gọn: what people did. Đầy đủ: every event with its recorded facts. */
function Switch({ full, onChange }: { full: boolean; onChange: (full: boolean) => void }) {
  const { t } = useWords();
  return (
    <div role="group" aria-label={t('chart.timeline.view')} className={classes.switch}>
      <Button
        size="compact-md"
        variant={full ? 'default' : 'filled'}
        aria-pressed={!full}
        onClick={() => onChange(false)}
      >
        {t('chart.timeline.compact')}
      </Button>
      <Button
        size="compact-md"
        variant={full ? 'filled' : 'default'}
        aria-pressed={full}
        onClick={() => onChange(true)}
      >
        {t('chart.timeline.full')}
      </Button>
    </div>
  );
}

function TimelineRow({ row, full }: { row: Row; full: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (row.kind === 'entry') return <Entry entry={row.entry} full={full} />;
  if (row.kind === 'gap') {
    const { days, over } = row;
    return (
      <li className={classes.gap}>
        {over > 0 ? t('chart.timeline.gapOver', { days, over }) : t('chart.timeline.gap', { days })}
      </li>
    );
  }
  return (
    <li className={classes.folded}>
      <button type="button" className={classes.link} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('chart.timeline.system', { count: row.entries.length })}
      </button>
      {open ? (
        <ol className={classes.entries}>
          {row.entries.toReversed().map((entry) => (
            <Entry key={entry.hash} entry={entry} full={false} />
          ))}
        </ol>
      ) : null}
    </li>
  );
}

function Chip({ ledger }: { ledger: NominationLedger }) {
  const { t } = useWords();
  const last = ledger.entries.at(-1)?.seq ?? 0;
  return ledger.intact ? (
    <StatusTag tone="ok">{t('timeline.intact', { seq: last, at: time(ledger.checkedAt) })}</StatusTag>
  ) : (
    <StatusTag tone="bad">{t('timeline.broken', { seq: ledger.brokenAt ?? last })}</StatusTag>
  );
}
