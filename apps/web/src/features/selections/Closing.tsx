import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SelectionView } from '#contract';
import { ApiError, call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './selections.module.css';

/** Closes the list after a check page; when a place was taken meanwhile, the new numbers are shown and asked for again. */
export function Closing({ selection: s, reload }: { selection: SelectionView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [checking, setChecking] = useState(false);
  const close = useMutation({
    mutationFn: () =>
      call<SelectionView>('POST', `/selections/${s.id}/close`, {
        body: {},
        key: keyFor(s.version),
        ifMatch: String(s.version),
      }),
    onSettled: reload,
  });
  const selected = s.rows.filter((r) => r.selected).length;
  const moved = close.error instanceof ApiError && [409, 412].includes(close.error.status);
  if (!checking) return <Button onClick={() => setChecking(true)}>{t('selections.close')}</Button>;
  return (
    <Panel title={t('selections.check')}>
      <p>{t('selections.checkNote')}</p>
      <p>{t('selections.counts', { selected, rest: s.rows.length - selected })}</p>
      {s.quota ? (
        <p>
          {t('selections.counters', { before: s.quota.remaining, after: Math.max(0, s.quota.remaining - selected) })}
        </p>
      ) : null}
      {close.error ? <Refused error={close.error}>{moved ? <p>{t('selections.changed')}</p> : null}</Refused> : null}
      <div className={classes.buttons}>
        <Button loading={close.isPending} onClick={() => close.mutate()}>
          {t('selections.closeNow')}
        </Button>
        <Button variant="default" onClick={() => setChecking(false)}>
          {t('common.back')}
        </Button>
      </div>
    </Panel>
  );
}
