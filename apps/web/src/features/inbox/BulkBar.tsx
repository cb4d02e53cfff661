import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { InboxRow } from '#contract';
import { SnoozeChoice } from '../../shared/decision/SnoozeForm';
import { useSnooze } from '../../shared/decision/use-snooze';
import { useWords } from '../../shared/labels';
import { meQuery } from '../../shared/queries';
import { Refused } from '../../shared/ui/states';
import { useState } from 'react';
import classes from './InboxPage.module.css';
import { ToSitting } from './ToSitting';
import type { Marks } from './use-marks';

interface BarProps {
  rows: InboxRow[];
  marks: Marks;
  /** These rows leave the list. */
  onGone: (ids: readonly string[]) => void;
}

/** The server said of each row whether its step is one of many: a document, a paper or a ranked list carries the others. */
function offersApproval(rows: readonly InboxRow[], marks: Marks): boolean {
  return rows.some((r) => marks.has(r.id) && r.together);
}

/** What can be done with all marked rows at once. Nothing here rejects. */
export function BulkBar({ rows, marks, onGone }: BarProps) {
  const { t } = useWords();
  const [choosing, setChoosing] = useState(false);
  const navigate = useNavigate();
  const { snooze, error, busy } = useSnooze();
  const most = useQuery(meQuery).data?.bulkMost ?? 0;
  const few = marks.ids.length <= most;
  const one = few && offersApproval(rows, marks);
  const marked = rows.filter((r) => marks.has(r.id));
  if (marks.ids.length === 0) return null;
  const putAside = async (days: 1 | 3 | 7): Promise<void> => {
    if (!(await snooze(marks.ids, days))) return;
    setChoosing(false);
    onGone(marks.ids);
    marks.clear();
  };
  return (
    <div className={classes.bulk} role="region" aria-label={t('bulk.bar')}>
      <strong role="status">{t('bulk.marked', { count: marks.ids.length })}</strong>
      {choosing ? (
        <SnoozeChoice busy={busy} onChoose={(days) => void putAside(days)} onBack={() => setChoosing(false)} />
      ) : (
        <>
          {one ? (
            <Button onClick={() => void navigate({ to: '/viec/dong-y', state: { marked: marks.ids } })}>
              {t('bulk.check')}
            </Button>
          ) : null}
          {few ? <ToSitting rows={marked} onDone={marks.clear} /> : <span>{t('bulk.most', { count: most })}</span>}
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
