import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentView, MySeat, NewDocument } from '#contract';
import { capacities, documentKinds, type Capacity, type DocumentKind } from '#domain/vocabulary';
import { call } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { meQuery } from '../../shared/queries';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Loading, Refused } from '../../shared/ui/states';
import classes from './documents.module.css';
import { PickList } from './PickList';

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
  const { t } = useWords();
  const { kind = 'QĐ' } = useSearch({ from: '/inside/van-ban/moi' });
  const [as, setAs] = useState(seats[0]!.id);
  const [title, setTitle] = useState('');
  const [capacity, setCapacity] = useState<Capacity>('TM');
  const [picked, setPicked] = useState<string[]>([]);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const create = useCreate();
  const seat = seats.find((s) => s.id === as) ?? seats[0]!;
  const send = (): void => {
    const found: FieldError[] = [];
    if (picked.length === 0) found.push({ field: 'compose-list', text: t('documents.pickSome') });
    if (title.trim().length < 5) found.push({ field: 'compose-title', text: t('documents.titleNeeded') });
    setErrors(found);
    if (found.length === 0) create.mutate({ as, kind, capacity, title, nominations: picked });
  };
  return (
    <div className={classes.stack}>
      <ErrorSummary errors={errors} />
      <Panel title={t('documents.what')}>
        <p>
          {t('documents.body')}: <strong>{seat.unit.name}</strong>
        </p>
        <Choices {...{ seats, as, kind, capacity, setCapacity, setPicked }} onSeat={setAs} />
        <TextInput
          id="compose-title"
          label={t('documents.title')}
          description={t('documents.titleHint')}
          maxLength={300}
          value={title}
          onChange={(e) => setTitle(e.currentTarget.value)}
        />
      </Panel>
      <PickList key={`${as} ${kind}`} seat={as} kind={kind} picked={picked} onPick={setPicked} />
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

function useCreate() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDocument) => call<DocumentView>('POST', '/documents', { body }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['documents'] });
      await navigate({ to: '/van-ban/$id', params: { id: made.id } });
    },
  });
}

interface ChoicesProps {
  seats: MySeat[];
  as: string;
  kind: DocumentKind;
  capacity: Capacity;
  onSeat: (id: string) => void;
  setCapacity: (capacity: Capacity) => void;
  setPicked: (picked: string[]) => void;
}

/** Which body, what it writes, and how it is signed; another body or kind has another list. */
function Choices({ seats, as, kind, capacity, onSeat, setCapacity, setPicked }: ChoicesProps) {
  const { t, word } = useWords();
  const navigate = useNavigate({ from: '/van-ban/moi' });
  return (
    <div className={classes.fields}>
      {seats.length > 1 ? (
        <NativeSelect
          label={t('documents.body')}
          value={as}
          onChange={(e) => {
            onSeat(e.currentTarget.value);
            setPicked([]);
          }}
          data={seats.map((s) => ({ value: s.id, label: s.unit.name }))}
        />
      ) : null}
      <NativeSelect
        label={t('documents.kind')}
        value={kind}
        onChange={(e) => {
          const chosen = documentKinds.find((k) => k === e.currentTarget.value);
          setPicked([]);
          void navigate({ search: (s) => ({ ...s, kind: chosen === 'QĐ' ? undefined : chosen }), replace: true });
        }}
        data={documentKinds.map((k) => ({ value: k, label: t(`documents.kinds.${k}`) }))}
      />
      <NativeSelect
        label={t('documents.capacity')}
        value={capacity}
        onChange={(e) => setCapacity(e.currentTarget.value as Capacity)}
        data={capacities.map((c) => ({ value: c, label: word('capacity', c) }))}
      />
    </div>
  );
}
