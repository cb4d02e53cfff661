import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRested } from '../../../shared/hooks';
import { useWords } from '../../../shared/labels';
import { unitsQuery } from '../../../shared/queries';
import { Failed, Loading } from '../../../shared/ui/states';
import classes from './new.module.css';

interface UnitBelowProps {
  above: string;
  picked: string | null;
  onPick: (unit: string) => void;
}

/** The unit whose papers are entered: one below the clerk's own. */
export function UnitBelow({ above, picked, onPick }: UnitBelowProps) {
  const { t, word } = useWords();
  const [typed, setTyped] = useState('');
  const q = useRested(typed).trim();
  const found = useQuery(unitsQuery({ q: q || undefined, unit: above, limit: 20 }));
  const units = (found.data?.units ?? []).filter((u) => u.id !== above && u.validTo === null);
  return (
    <div className={classes.form}>
      <TextInput
        id="new-below"
        type="search"
        label={t('create.below')}
        value={typed}
        onChange={(e) => setTyped(e.currentTarget.value)}
      />
      {found.error ? (
        <Failed error={found.error} what={t('create.failedSearch')} onRetry={() => void found.refetch()} />
      ) : null}
      {!found.data && !found.error ? <Loading rows={2} /> : null}
      {found.data && units.length === 0 ? <p role="status">{t('create.nobody')}</p> : null}
      <ul className={classes.choices} aria-label={t('create.found')}>
        {units.map((u) => (
          <li key={u.id}>
            <button
              type="button"
              className={classes.choice}
              aria-pressed={picked === u.id}
              onClick={() => onPick(u.id)}
            >
              <strong>{u.name}</strong>
              <span className={classes.soft}>{word('level', u.level)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
