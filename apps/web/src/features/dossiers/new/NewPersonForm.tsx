import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewPerson, Person } from '#contract';
import { ApiError, call } from '../../../shared/api';
import { useWords } from '../../../shared/labels';
import { DateField } from '../../../shared/ui/DateField';
import { ErrorSummary, type FieldError } from '../../../shared/ui/ErrorSummary';
import { Refused } from '../../../shared/ui/states';
import classes from './new.module.css';

interface NewPersonProps {
  unit: string;
  name: string;
  onCreated: (person: Person) => void;
  onCancel: () => void;
}

/** Registers a person; near matches are answered with a conflict, and the clerk may say that it is somebody else. */
export function NewPersonForm({ unit, name: first, onCreated, onCancel }: NewPersonProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState(first.trim());
  const [birthDate, setBirthDate] = useState<string | null>(null);
  const [badDate, setBadDate] = useState(false);
  const [memberNumber, setMemberNumber] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [error, setError] = useState<unknown>(null);
  const near = error instanceof ApiError && error.status === 409;
  const save = async (confirmedNew: boolean): Promise<void> => {
    const found: FieldError[] = [];
    if (name.trim().length < 2) found.push({ field: 'person-name', text: t('create.nameNeeded') });
    if (badDate) found.push({ field: 'person-birth', text: t('common.badDate') });
    setErrors(found);
    setError(null);
    if (found.length > 0) return;
    const member = memberNumber.trim();
    const body: NewPerson = { name, unit, birthDate, memberNumber: member === '' ? null : member, confirmedNew };
    try {
      const person = await call<Person>('POST', '/persons', { body });
      void client.invalidateQueries({ queryKey: ['persons'] });
      onCreated(person);
    } catch (e) {
      setError(e);
    }
  };
  return (
    <div className={classes.form}>
      <h3>{t('create.newPerson')}</h3>
      <ErrorSummary errors={errors} />
      {error ? <Refused error={error} /> : null}
      <TextInput
        id="person-name"
        label={t('create.fullName')}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
      />
      <DateField
        id="person-birth"
        label={t('create.birthDate')}
        value={birthDate}
        onChange={setBirthDate}
        onBad={setBadDate}
      />
      <TextInput
        label={t('create.memberNumber')}
        value={memberNumber}
        onChange={(e) => setMemberNumber(e.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button onClick={() => void save(near)}>{near ? t('create.saveAnyway') : t('create.savePerson')}</Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
