import { useState } from 'react';
import type { LedgerEntryView } from '#contract';
import { moment } from '../../../shared/format';
import { useWords } from '../../../shared/labels';
import { StatusTag } from '../../../shared/ui/StatusTag';
import classes from '../Timeline.module.css';

/** Commitments to whole contents: their text is elsewhere in the dossier. */
const silent = new Set(['inputs', 'dossier']);

interface EntryProps {
  entry: LedgerEntryView;
  /** Whether the recorded facts are open at once. */
  full: boolean;
}

/** One event as a sentence, with its marks, its words, and the hash that proves it. */
export function Entry({ entry, full }: EntryProps) {
  const { t, word, stateName } = useWords();
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? full;
  const { actor } = entry;
  const place = [actor.role ? word('role', actor.role) : null, actor.unit].filter(Boolean).join(', ');
  const rules = ruleSetOf(entry);
  return (
    <li className={classes.entry} data-retracted={entry.retracted || undefined}>
      <p>
        {actor.person ? actor.name : t('timeline.system')}
        {place ? ` (${place})` : ''} <strong>{word('entry', entry.type)}</strong>
        {entry.revision ? ` – ${t('timeline.revision', { n: entry.revision })}` : ''}
        {entry.to && entry.to !== entry.from && entry.type !== 'Migrated' ? ` → ${stateName(entry.to)}` : ''}
      </p>
      <Marks entry={entry} />
      <Migrated entry={entry} />
      {entry.texts
        .filter((x) => !silent.has(x.id))
        .map((text) => (
          <blockquote key={text.id + text.commitment} className={classes.quote}>
            {text.value ?? t('timeline.erased')}
          </blockquote>
        ))}
      <p className={classes.soft}>
        {[moment(entry.at), t('timeline.event', { seq: entry.seq }), rules].filter(Boolean).join(' · ')} ·{' '}
        <span className={classes.hash} title={entry.hash}>
          {entry.hash.slice(0, 10)}
        </span>{' '}
        <Copy hash={entry.hash} />
        <button type="button" className={classes.link} aria-expanded={open} onClick={() => setOpened(!open)}>
          {open ? t('timeline.less') : t('timeline.more')}
        </button>
      </p>
      {open ? <Raw entry={entry} /> : null}
    </li>
  );
}

function Marks({ entry }: { entry: LedgerEntryView }) {
  const { t } = useWords();
  const { onBehalfOf } = entry.actor;
  const has = (type: string): boolean => entry.facts.some((f) => f['type'] === type);
  return (
    <p className={classes.marks}>
      {entry.late ? <StatusTag tone="warn">{t('timeline.late')}</StatusTag> : null}
      {entry.retracted ? <StatusTag tone="plain">{t('timeline.retracted')}</StatusTag> : null}
      {has('CarriedOver') ? <StatusTag tone="info">{t('timeline.carriedOver')}</StatusTag> : null}
      {entry.facts.some((f) => f['channel'] === 'paper') ? (
        <StatusTag tone="plain">{t('chart.timeline.paper')}</StatusTag>
      ) : null}
      {onBehalfOf ? (
        <StatusTag tone="plain">
          {t('chart.timeline.behalf', { form: `${onBehalfOf.form}.`, name: onBehalfOf.name })}
        </StatusTag>
      ) : null}
    </p>
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

/** The version of the rules that the event pinned. */
function ruleSetOf({ facts }: LedgerEntryView): string | null {
  const pin = facts.flatMap((f) => (f['ruleSet'] ? [f['ruleSet'] as { id: string; version: number }] : []))[0];
  return pin ? `${pin.id} v${String(pin.version)}` : null;
}

function Copy({ hash }: { hash: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(hash);
    setCopied(true);
    setTimeout(() => setCopied(false), 3_000);
  };
  return (
    <button type="button" className={classes.link} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t('chart.timeline.copied') : t('chart.timeline.copy')}</span>
    </button>
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
