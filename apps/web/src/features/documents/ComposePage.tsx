import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentView, MySeat, NewDocument, NominationRow } from '#contract';
import { capacities, type Capacity } from '#domain/vocabulary';
import { call } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { awardsQuery, meQuery, nominationsQuery } from '../../shared/queries';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading, Refused } from '../../shared/ui/states';
import { EligibilityTag } from '../../shared/ui/tags';
import classes from './documents.module.css';

export function ComposePage() {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const seats = (me?.seats ?? []).filter((s) => s.role === 'clerk');
  if (!me) return <Loading />;
  return (
    <Page title={t('documents.compose')}>
      {seats.length === 0 ? <Empty title={t('documents.notClerk')} /> : <Compose seats={seats} />}
    </Page>
  );
}

function Compose({ seats }: { seats: MySeat[] }) {
  const { t, word } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [as, setAs] = useState(seats[0]!.id);
  const [title, setTitle] = useState('');
  const [capacity, setCapacity] = useState<Capacity>('TM');
  const [picked, setPicked] = useState<string[]>([]);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const seat = seats.find((s) => s.id === as) ?? seats[0]!;
  const create = useMutation({
    mutationFn: (body: NewDocument) => call<DocumentView>('POST', '/documents', { body }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['documents'] });
      await navigate({ to: '/van-ban/$id', params: { id: made.id } });
    },
  });
  const send = (): void => {
    const found: FieldError[] = [];
    if (picked.length === 0) found.push({ field: 'compose-list', text: t('documents.pickSome') });
    if (title.trim().length < 5) found.push({ field: 'compose-title', text: t('documents.titleNeeded') });
    setErrors(found);
    if (found.length === 0) create.mutate({ as, kind: 'QĐ', capacity, title, nominations: picked });
  };
  return (
    <div className={classes.stack}>
      <ErrorSummary errors={errors} />
      <Panel title={t('documents.what')}>
        <p>
          {t('documents.body')}: <strong>{seat.unit.name}</strong>
        </p>
        <div className={classes.fields}>
          {seats.length > 1 ? (
            <NativeSelect
              label={t('documents.body')}
              value={as}
              onChange={(e) => {
                setAs(e.currentTarget.value);
                setPicked([]);
              }}
              data={seats.map((s) => ({ value: s.id, label: s.unit.name }))}
            />
          ) : null}
          <NativeSelect
            label={t('documents.capacity')}
            value={capacity}
            onChange={(e) => setCapacity(e.currentTarget.value as Capacity)}
            data={capacities.map((c) => ({ value: c, label: word('capacity', c) }))}
          />
        </div>
        <TextInput
          id="compose-title"
          label={t('documents.title')}
          description={t('documents.titleHint')}
          maxLength={300}
          value={title}
          onChange={(e) => setTitle(e.currentTarget.value)}
        />
      </Panel>
      <PickList key={seat.unit.id} unit={seat.unit.id} picked={picked} onPick={setPicked} />
      {create.error ? <Refused error={create.error} /> : null}
      <div className={classes.buttons}>
        <Button loading={create.isPending} onClick={send}>
          {t('documents.create')}
        </Button>
        <span role="status">{t('documents.picked', { count: picked.length })}</span>
      </div>
    </div>
  );
}

interface PickListProps {
  unit: string;
  picked: string[];
  onPick: (picked: string[]) => void;
}

function PickList({ unit, picked, onPick }: PickListProps) {
  const { t, awardName } = useWords();
  const { award } = useSearch({ from: '/inside/van-ban/moi' });
  const navigate = useNavigate({ from: '/van-ban/moi' });
  const { data: awards } = useQuery(awardsQuery);
  const list = useInfiniteQuery(nominationsQuery({ decidedBy: unit, state: 'awaitingDecision', award, limit: 100 }));
  const rows = list.data?.pages.flatMap((p) => p.nominations);
  const all = rows !== undefined && rows.length > 0 && rows.every((r) => picked.includes(r.id));
  return (
    <Panel title={t('documents.proposed')}>
      <NativeSelect
        aria-label={t('filter.award')}
        value={award ?? ''}
        onChange={(e) => {
          onPick([]);
          void navigate({ search: { award: e.currentTarget.value || undefined }, replace: true });
        }}
        data={[
          { value: '', label: t('filter.anyAward') },
          ...(awards?.awards ?? []).filter((a) => a.open).map((a) => ({ value: a.code, label: awardName(a) })),
        ]}
      />
      {list.error ? (
        <Failed error={list.error} what={t('dossiers.failed')} onRetry={() => void list.refetch()} />
      ) : null}
      {!rows && !list.error ? <Loading /> : null}
      {rows?.length === 0 ? <Empty title={t('documents.nothingWaits')} /> : null}
      {rows && rows.length > 0 ? (
        <>
          <Checkbox
            id="compose-list"
            label={t('documents.all', { count: rows.length })}
            checked={all}
            indeterminate={!all && picked.length > 0}
            onChange={() => onPick(all ? [] : rows.map((r) => r.id))}
          />
          <ul className={classes.picks}>
            {rows.map((row) => (
              <Pick
                key={row.id}
                row={row}
                on={picked.includes(row.id)}
                onToggle={() =>
                  onPick(picked.includes(row.id) ? picked.filter((x) => x !== row.id) : [...picked, row.id])
                }
              />
            ))}
          </ul>
        </>
      ) : null}
      {list.hasNextPage ? (
        <div>
          <Button variant="default" onClick={() => void list.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function Pick({ row, on, onToggle }: { row: NominationRow; on: boolean; onToggle: () => void }) {
  const { awardName } = useWords();
  return (
    <li className={classes.pick}>
      <Checkbox
        checked={on}
        onChange={onToggle}
        label={row.subject.name}
        description={`${awardName(row.award)} · ${row.unit.name} · ${row.code ?? ''}`}
      />
      <EligibilityTag value={row.eligibility} />
    </li>
  );
}
