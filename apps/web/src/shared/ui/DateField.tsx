import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { day, isoDate } from '../format';
import { useWords } from '../labels';

interface DateFieldProps {
  id?: string;
  label: string;
  description?: string;
  /** `YYYY-MM-DD`, or null while nothing valid is typed. */
  value: string | null;
  onChange: (value: string | null) => void;
  /** Told when something is typed that is no date. */
  onBad?: (bad: boolean) => void;
}

/** A date typed as dd/mm/yyyy: quicker than a calendar, and the same on every computer. */
export function DateField({ id, label, description, value, onChange, onBad }: DateFieldProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value ? day(value) : '');
  const bad = typed.trim() !== '' && isoDate(typed) === null;
  return (
    <TextInput
      id={id}
      label={label}
      description={description ?? t('common.dateHint')}
      inputMode="numeric"
      placeholder={t('common.datePattern')}
      value={typed}
      error={bad ? t('common.badDate') : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(isoDate(text));
        onBad?.(text.trim() !== '' && isoDate(text) === null);
      }}
    />
  );
}
