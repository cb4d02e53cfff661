import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DocumentView } from '#contract';
import { capacities, type Capacity } from '#domain/vocabulary';
import { call } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import classes from './documents.module.css';

/** Composes a document about an issued one, and opens its draft. */
export function useComposeOn(original: string, path: 'corrections' | 'annulments') {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => call<DocumentView>('POST', `/documents/${original}/${path}`, { body }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['documents'] });
      await navigate({ to: '/van-ban/$id', params: { id: made.id } });
    },
  });
}

interface TitleProps {
  title: string;
  capacity: Capacity;
  onTitle: (title: string) => void;
  onCapacity: (capacity: Capacity) => void;
}

/** Subject line and capacity of a document that is about another. */
export function TitleFields({ title, capacity, onTitle, onCapacity }: TitleProps) {
  const { t, word } = useWords();
  return (
    <div className={classes.fields}>
      <TextInput
        id="composed-title"
        label={t('documents.title')}
        maxLength={300}
        value={title}
        onChange={(e) => onTitle(e.currentTarget.value)}
      />
      <NativeSelect
        label={t('documents.capacity')}
        value={capacity}
        onChange={(e) => onCapacity(e.currentTarget.value as Capacity)}
        data={capacities.map((c) => ({ value: c, label: word('capacity', c) }))}
      />
    </div>
  );
}

interface SaveProps {
  original: string;
  saving: { isPending: boolean; error: unknown };
  onSave: () => void;
  children?: ReactNode;
}

/** What the server said against it, the way on and the way back. */
export function Save({ original, saving, onSave, children }: SaveProps) {
  const { t } = useWords();
  return (
    <>
      {saving.error ? <Refused error={saving.error} /> : null}
      <div className={classes.buttons}>
        <Button loading={saving.isPending} onClick={onSave}>
          {t('documents.create')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/van-ban/$id" params={{ id: original }} />}
        >
          {t('common.back')}
        </Button>
        {children}
      </div>
    </>
  );
}
