import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { InboxFilter, SavedFilter } from '#contract';
import { call } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { savedFiltersQuery } from '../../shared/queries';
import { Refused } from '../../shared/ui/states';
import classes from './Filters.module.css';
import { useInboxFilter } from './search';

const written = (filter: InboxFilter): string =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([, v]) => v !== undefined)
      .sort(),
  );

/** Filters under a name of one's own, on every computer: choose one, keep the present one, drop one. */
export function SavedFilters() {
  const { t } = useWords();
  const filter = useInboxFilter();
  const navigate = useNavigate({ from: '/viec' });
  const client = useQueryClient();
  const { data } = useQuery(savedFiltersQuery);
  const [naming, setNaming] = useState(false);
  const filters = data?.filters ?? [];
  const current = filters.find((f) => written(f.query) === written(filter));
  const drop = useMutation({
    mutationFn: (id: string) => call<void>('DELETE', `/inbox/filters/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: savedFiltersQuery.queryKey }),
  });
  const choose = (id: string): void => {
    const chosen = filters.find((f) => f.id === id);
    void navigate({ search: chosen?.query ?? {}, replace: true });
  };
  return (
    <>
      {filters.length > 0 ? (
        <NativeSelect
          aria-label={t('filter.saved')}
          value={current?.id ?? ''}
          onChange={(e) => choose(e.currentTarget.value)}
          data={[{ value: '', label: t('filter.saved') }, ...filters.map((f) => ({ value: f.id, label: f.name }))]}
        />
      ) : null}
      {current ? (
        <button type="button" className={classes.summary} onClick={() => drop.mutate(current.id)}>
          {t('filter.drop')}
        </button>
      ) : written(filter) === '[]' ? null : (
        <button type="button" className={classes.summary} onClick={() => setNaming(true)} aria-haspopup="dialog">
          {t('filter.save')}
        </button>
      )}
      {naming ? <NameDialog filter={filter} onClose={() => setNaming(false)} /> : null}
    </>
  );
}

function NameDialog({ filter, onClose }: { filter: InboxFilter; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => call<SavedFilter>('POST', '/inbox/filters', { body: { name, query: filter } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: savedFiltersQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('filter.save')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit} className={classes.naming}>
        {save.error ? <Refused error={save.error} /> : null}
        <TextInput
          label={t('filter.name')}
          description={t('filter.nameHint')}
          data-autofocus
          required
          maxLength={60}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending}>
          {t('filter.saveNow')}
        </Button>
      </form>
    </Modal>
  );
}
