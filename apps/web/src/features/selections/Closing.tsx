import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { SelectionView } from '#contract';
import { ApiError } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './selections.module.css';
import { useChange } from './use-change';
import { WhyNot } from './WhyNot';

interface ClosingProps {
  selection: SelectionView;
  checking: boolean;
  onCheck: (checking: boolean) => void;
  reload: () => Promise<void>;
}

/** Closes the list after a check page; when a place was taken meanwhile, the new numbers are shown and asked for again. */
export function Closing({ selection: s, checking, onCheck, reload }: ClosingProps) {
  const { t } = useWords();
  const why = useId();
  const close = useChange<object>({ selection: s, what: 'close', reload });
  const [from] = useState(s.quota);
  const selected = s.rows.filter((r) => r.selected);
  const rest = s.rows.filter((r) => !r.selected);
  const moved = close.error instanceof ApiError && [409, 412].includes(close.error.status);
  if (!checking)
    return (
      <div>
        <Button
          data-disabled={s.commands.close.allowed ? undefined : true}
          aria-disabled={!s.commands.close.allowed}
          aria-describedby={s.commands.close.allowed ? undefined : why}
          onClick={() => s.commands.close.allowed && onCheck(true)}
        >
          {t('selections.close')}
        </Button>
        <WhyNot id={why} command={s.commands.close} />
      </div>
    );
  return (
    <Panel title={t('selections.check')}>
      <p>{t('selections.checkNote')}</p>
      <p>{t('selections.counts', { selected: selected.length, rest: rest.length })}</p>
      {s.quota ? (
        <p>
          {t('selections.counters', {
            before: s.quota.remaining,
            after: Math.max(0, s.quota.remaining - selected.length),
          })}
        </p>
      ) : null}
      <Names title={t('selections.selected')} rows={selected} />
      <Names title={t('selections.notSelected')} rows={rest} />
      {from && s.quota && from.remaining !== s.quota.remaining ? (
        <p role="status" className={classes.warning}>
          {t('selections.changed')}
        </p>
      ) : null}
      {close.error ? <Refused error={close.error}>{moved ? <p>{t('selections.changed')}</p> : null}</Refused> : null}
      <div className={classes.buttons}>
        <Button loading={close.isPending} onClick={() => close.mutate({})}>
          {t('selections.closeNow')}
        </Button>
        <Button variant="default" onClick={() => onCheck(false)}>
          {t('common.back')}
        </Button>
      </div>
    </Panel>
  );
}

function Names({ title, rows }: { title: string; rows: SelectionView['rows'] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className={classes.small}>
        {title} ({rows.length})
      </h3>
      <ol className={classes.names} start={rows[0]?.rank}>
        {rows.map((r) => (
          <li key={r.nomination}>
            {r.subject} <span className={classes.soft}>{`${r.unit} · ${r.code}`}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
