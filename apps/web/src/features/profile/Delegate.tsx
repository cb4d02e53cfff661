import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRested } from '../../shared/hooks';
import { useWords } from '../../shared/labels';
import { personsQuery } from '../../shared/queries';
import { Failed, Loading } from '../../shared/ui/states';
import classes from './ProfilePage.module.css';

export interface Picked {
  id: string;
  name: string;
}

interface DelegateProps {
  /** Whose people come first, before a name is typed. */
  unit: string | undefined;
  picked: Picked | null;
  onPick: (person: Picked | null) => void;
}

/** The one who will act: people of the unit with an account, or whoever is searched by name. */
export function Delegate({ unit, picked, onPick }: DelegateProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const q = useRested(typed).trim();
  const found = useQuery(personsQuery({ q, unit: q === '' ? unit : undefined, account: 'true', limit: 40 }));
  const people = [...(found.data?.persons ?? [])].sort(
    (a, b) => Number(b.unit.id === unit) - Number(a.unit.id === unit),
  );
  if (picked) {
    return (
      <p className={classes.row}>
        <span>
          {t('people.delegate')}: <strong>{picked.name}</strong>
        </span>
        <Button variant="default" onClick={() => onPick(null)}>
          {t('people.changePerson')}
        </Button>
      </p>
    );
  }
  return (
    <div className={classes.seats}>
      <TextInput
        id="lend-delegate"
        type="search"
        label={t('people.findPerson')}
        description={t('people.findHint')}
        value={typed}
        onChange={(e) => setTyped(e.currentTarget.value)}
      />
      {found.error ? (
        <Failed error={found.error} what={t('people.findFailed')} onRetry={() => void found.refetch()} />
      ) : null}
      {!found.data && !found.error ? <Loading rows={2} /> : null}
      {found.data?.persons.length === 0 ? <p role="status">{t('people.nobodyFound')}</p> : null}
      <ul className={classes.people} aria-label={t('people.found')}>
        {people.slice(0, 8).map((p) => (
          <li key={p.id}>
            <button type="button" className={classes.person} onClick={() => onPick({ id: p.id, name: p.name })}>
              <strong>{p.name}</strong> <span className={classes.soft}>{p.unit.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
