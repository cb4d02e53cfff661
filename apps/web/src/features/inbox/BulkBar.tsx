import { Button } from '@mantine/core';
import type { InboxRow } from '#contract';
import { SnoozeChoice } from '../../shared/decision/SnoozeForm';
import { useSnooze } from '../../shared/decision/use-snooze';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import { useState } from 'react';
import classes from './InboxPage.module.css';
import type { Marks } from './use-marks';

interface BarProps {
  rows: InboxRow[];
  marks: Marks;
  /** The open row was among those that left the list. */
  onGone: () => void;
}

/** What can be done with all marked rows at once. Nothing here rejects. */
export function BulkBar({ marks, onGone }: BarProps) {
  const { t } = useWords();
  const [choosing, setChoosing] = useState(false);
  const { snooze, error, busy } = useSnooze();
  if (marks.ids.length === 0) return null;
  const putAside = async (days: 1 | 3 | 7): Promise<void> => {
    if (!(await snooze(marks.ids, days))) return;
    setChoosing(false);
    marks.clear();
    onGone();
  };
  return (
    <div className={classes.bulk} role="region" aria-label={t('bulk.bar')}>
      <strong role="status">{t('bulk.marked', { count: marks.ids.length })}</strong>
      {choosing ? (
        <SnoozeChoice busy={busy} onChoose={(days) => void putAside(days)} onBack={() => setChoosing(false)} />
      ) : (
        <>
          <Button variant="default" onClick={() => setChoosing(true)}>
            {t('decide.snooze')}
          </Button>
          <Button variant="default" onClick={marks.clear}>
            {t('bulk.clear')}
          </Button>
        </>
      )}
      {error ? <Refused error={error} /> : null}
    </div>
  );
}
