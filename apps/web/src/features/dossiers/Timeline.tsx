import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LedgerEntryView, NominationLedger, NominationView } from '#contract';
import { ApiError } from '../../shared/api';
import { moment, time } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { ledgerQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading } from '../../shared/ui/states';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './Timeline.module.css';

/** Commitments to whole contents: their text is elsewhere in the dossier. */
const silent = new Set(['inputs', 'dossier']);

interface TimelineProps {
  view: NominationView;
  /** Only what led into or out of this state, or happened in it. */
  only?: string;
}

/** What happened, newest first, and whether the chain of hashes still holds. */
export function Timeline({ view, only }: TimelineProps) {
  const { t } = useWords();
  const ledger = useQuery(ledgerQuery(view.id, `${view.revision} ${view.state} ${view.evaluation}`));
  if (ledger.error instanceof ApiError && [403, 404].includes(ledger.error.status)) {
    return <p>{t('timeline.notYours')}</p>;
  }
  if (ledger.error)
    return <Failed error={ledger.error} what={t('timeline.failed')} onRetry={() => void ledger.refetch()} />;
  if (!ledger.data) return <Loading />;
  const all = [...ledger.data.draftEntries, ...ledger.data.entries];
  const entries = only === undefined ? all : all.filter((e) => e.from === only || e.to === only);
  return (
    <Panel title={t('dossier.tab.timeline')} side={<Chip ledger={ledger.data} />}>
      <p className={classes.soft}>{t('timeline.proves')}</p>
      {all.length === 0 ? <p>{t('timeline.empty')}</p> : null}
      <ol className={classes.entries}>
        {entries.toReversed().map((entry) => (
          <Entry key={entry.hash} entry={entry} />
        ))}
      </ol>
    </Panel>
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

function Entry({ entry }: { entry: LedgerEntryView }) {
  const { t, word, stateName } = useWords();
  const [open, setOpen] = useState(false);
  const { actor } = entry;
  const place = [actor.role ? word('role', actor.role) : null, actor.unit].filter(Boolean).join(', ');
  const name = actor.person ? actor.name : t('timeline.system');
  return (
    <li className={classes.entry} data-retracted={entry.retracted || undefined}>
      <p>
        {name}
        {place ? ` (${place})` : ''} <strong>{word('entry', entry.type)}</strong>
        {entry.revision ? ` – ${t('timeline.revision', { n: entry.revision })}` : ''}
        {entry.to && entry.to !== entry.from && entry.type !== 'Migrated' ? ` → ${stateName(entry.to)}` : ''}
      </p>
      <p className={classes.marks}>
        {entry.late ? <StatusTag tone="warn">{t('timeline.late')}</StatusTag> : null}
        {entry.retracted ? <StatusTag tone="plain">{t('timeline.retracted')}</StatusTag> : null}
        {entry.facts.some((f) => f['type'] === 'CarriedOver') ? (
          <StatusTag tone="info">{t('timeline.carriedOver')}</StatusTag>
        ) : null}
      </p>
      <Migrated entry={entry} />
      {entry.texts
        .filter((x) => !silent.has(x.id))
        .map((text) => (
          <blockquote key={text.id + text.commitment} className={classes.quote}>
            {text.value ?? t('timeline.erased')}
          </blockquote>
        ))}
      <p className={classes.soft}>
        {moment(entry.at)} · {t('timeline.event', { seq: entry.seq })} ·{' '}
        <span className={classes.hash} title={entry.hash}>
          {entry.hash.slice(0, 10)}
        </span>{' '}
        <button type="button" className={classes.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('timeline.less') : t('timeline.more')}
        </button>
      </p>
      {open ? <Raw entry={entry} /> : null}
    </li>
  );
}

/** To which version of the procedure it moved, and under which name it stands where it stood. */
function Migrated({ entry }: { entry: LedgerEntryView }) {
  const { t, stateName } = useWords();
  const fact = entry.facts.find((f) => f['type'] === 'Migrated');
  if (!fact) return null;
  const { version } = fact['procedure'] as { version: number };
  const [before, after] = [stateName(entry.from ?? ''), stateName(entry.to ?? '')];
  return (
    <p>
      {before === after ? t('timeline.migrated', { version }) : t('timeline.migratedStep', { version, before, after })}
    </p>
  );
}

/** The recorded facts as they are; the hash to copy. */
function Raw({ entry }: { entry: LedgerEntryView }) {
  const { t } = useWords();
  const shown = { type: entry.type, from: entry.from, to: entry.to, facts: entry.facts, files: entry.files };
  return (
    <div>
      <p className={classes.soft}>{t('timeline.hash')}</p>
      <code className={classes.full}>{entry.hash}</code>
      <pre className={classes.raw} tabIndex={0} role="region" aria-label={t('timeline.more')}>
        {JSON.stringify(shown, null, 2)}
      </pre>
    </div>
  );
}
