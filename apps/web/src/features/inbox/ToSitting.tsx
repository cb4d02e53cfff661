import { Button, Modal, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgendaAdded, AgendaAddition, InboxRow, Sittings } from '#contract';
import { partsOfStep } from '#domain/vocabulary';
import { call, get } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { day } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Failed, Loading, Refused } from '../../shared/ui/states';
import classes from './InboxPage.module.css';

interface ToSittingProps {
  rows: InboxRow[];
  onDone: () => void;
}

/** Puts marked rows on the agenda of a sitting; offered where one of them waits for a council. The server says which could go. */
export function ToSitting({ rows, onDone }: ToSittingProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!rows.some((r) => partsOfStep(r.state)?.step === 'ballot')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('bulk.toSitting')}</Button>
      {open ? (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title={t('bulk.toSitting')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <Choice rows={rows} onDone={onDone} />
        </Modal>
      ) : null}
    </>
  );
}

function Choice({ rows, onDone }: ToSittingProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const [chosen, setChosen] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ['sittings'],
    queryFn: ({ signal }) => get<Sittings>('/sittings', signal),
  });
  const sitting = chosen ?? data?.sittings[0]?.id ?? '';
  const add = useMutation({
    mutationFn: (body: AgendaAddition) =>
      call<AgendaAdded>('POST', `/sittings/${sitting}/items`, { body, key: keyFor({ sitting, body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sitting', sitting] }),
  });
  if (error) return <Failed error={error} what={t('bulk.failed')} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={2} />;
  if (data.sittings.length === 0) return <p>{t('bulk.noSitting')}</p>;
  if (add.data) return <Outcome rows={rows} added={add.data} sitting={sitting} onDone={onDone} />;
  return (
    <div className={classes.sitting}>
      {add.error ? <Refused error={add.error} /> : null}
      <NativeSelect
        label={t('bulk.sitting')}
        value={sitting}
        onChange={(e) => setChosen(e.currentTarget.value)}
        data={data.sittings.map((s) => ({
          value: s.id,
          label: t('bulk.sittingOf', { day: day(s.heldOn), council: s.council.name, count: s.items }),
        }))}
      />
      <Button loading={add.isPending} onClick={() => add.mutate({ nominations: rows.map((r) => r.id) })}>
        {t('bulk.toSittingNow', { count: rows.length })}
      </Button>
    </div>
  );
}

function Outcome({ rows, added, sitting, onDone }: ToSittingProps & { added: AgendaAdded; sitting: string }) {
  const { t } = useWords();
  const left = rows.filter((r) => added.leftOut.includes(r.id)).map((r) => r.subject.name);
  return (
    <div className={classes.sitting} role="status">
      <p>{t('bulk.onAgenda', { count: added.on.length })}</p>
      {left.length > 0 ? <p>{t('bulk.notOnAgenda', { names: left.join(', ') })}</p> : null}
      <Link to="/hoi-dong/$id" params={{ id: sitting }}>
        {t('bulk.openSitting')}
      </Link>
      <Button variant="default" onClick={onDone}>
        {t('common.close')}
      </Button>
    </div>
  );
}
