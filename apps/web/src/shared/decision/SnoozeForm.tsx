import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { moment } from '../format';
import { useKeys } from '../keys';
import { useWords } from '../labels';
import { Refused } from '../ui/states';
import classes from './DecisionPanel.module.css';
import { useSnooze } from './use-snooze';

export interface Snoozing {
  /** Put aside until then; null when it waits. */
  until: string | null;
  onDone: () => void;
}

interface ChoiceProps {
  busy: boolean;
  onChoose: (days: 1 | 3 | 7) => void;
  onBack: () => void;
}

/** One, three or seven days, each by its digit. */
export function SnoozeChoice({ busy, onChoose, onBack }: ChoiceProps) {
  const { t } = useWords();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  useKeys({
    Digit1: () => onChoose(1),
    Digit3: () => onChoose(3),
    Digit7: () => onChoose(7),
    Escape: onBack,
  });
  return (
    <div className={classes.buttons} role="group" aria-label={t('decide.snoozeFor')}>
      {([1, 3, 7] as const).map((days, i) => (
        <Button
          key={days}
          ref={i === 0 ? first : undefined}
          variant="default"
          disabled={busy}
          aria-keyshortcuts={String(days)}
          onClick={() => onChoose(days)}
        >
          {t('decide.snoozeDays', { count: days })}
          <kbd className={classes.key} aria-hidden>
            {days}
          </kbd>
        </Button>
      ))}
      <Button variant="default" onClick={onBack}>
        {t('common.back')}
      </Button>
    </div>
  );
}

/** Put aside: nobody else notices, and it comes back by itself. */
export function SnoozeForm({ id, snoozing, onBack }: { id: string; snoozing: Snoozing; onBack: () => void }) {
  const { t } = useWords();
  const { snooze, error, busy } = useSnooze();
  const choose = async (days: 1 | 3 | 7): Promise<void> => {
    if (await snooze([id], days)) snoozing.onDone();
  };
  return (
    <div className={classes.form}>
      <p>
        <strong>{t('decide.snoozeFor')}</strong>
      </p>
      <p className={classes.soft}>{t('decide.snoozeNote')}</p>
      {error ? <Refused error={error} /> : null}
      <SnoozeChoice busy={busy} onChoose={(days) => void choose(days)} onBack={onBack} />
    </div>
  );
}

/** Says until when it is aside, and brings it back. */
export function SnoozedLine({ id, snoozing }: { id: string; snoozing: Snoozing }) {
  const { t } = useWords();
  const { wake, error, busy } = useSnooze();
  if (snoozing.until === null) return null;
  return (
    <div className={classes.block}>
      <p>{t('decide.snoozedUntil', { at: moment(snoozing.until) })}</p>
      {error ? <Refused error={error} /> : null}
      <div>
        <Button
          variant="default"
          loading={busy}
          onClick={() => void wake(id).then((done) => (done ? snoozing.onDone() : undefined))}
        >
          {t('decide.wake')}
        </Button>
      </div>
    </div>
  );
}
