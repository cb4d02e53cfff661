import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me, NewAbsence } from '#contract';
import { call, newKey } from '../../shared/api';
import { legalNow } from '../../shared/clock';
import { day, isoDate } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { DateField } from '../../shared/ui/DateField';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading, Refused } from '../../shared/ui/states';
import { AbsenceEffect } from './AbsenceEffect';
import classes from './ProfilePage.module.css';
import { absencesQuery } from './queries';

const { queryKey } = absencesQuery;

/** Days on which one is away: what waits goes to the delegate or to the others of the role. */
export function Absence({ me }: { me: Me }) {
  const { t } = useWords();
  const client = useQueryClient();
  const list = useQuery(absencesQuery);
  const end = useMutation({
    mutationFn: (id: string) => call('POST', `/absences/${id}/end`, { key: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  const today = isoDate(day(legalNow())) ?? '';
  const mine = list.data?.absences.filter(
    (a) => a.person.id === me.person.id && a.endedAt === null && a.validTo >= today,
  );
  return (
    <Panel title={t('people.absence')}>
      <p className={classes.soft}>{t('people.absenceNote')}</p>
      {list.error ? (
        <Failed error={list.error} what={t('people.failed')} onRetry={() => void list.refetch()} />
      ) : !mine ? (
        <Loading rows={1} />
      ) : null}
      {mine?.length === 0 ? <p>{t('people.noAbsence')}</p> : null}
      <ul className={classes.seats}>
        {mine?.map((a) => (
          <li key={a.id} className={classes.row}>
            <span>{t('people.days', { from: day(a.validFrom), to: day(a.validTo) })}</span>
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate(a.id)}>
              {t('people.endAbsence')}
            </Button>
          </li>
        ))}
      </ul>
      {end.error ? <Refused error={end.error} /> : null}
      <AbsenceForm person={me.person.id} onDone={() => void client.invalidateQueries({ queryKey })} />
    </Panel>
  );
}

function AbsenceForm({ person, onDone }: { person: string; onDone: () => void }) {
  const { t } = useWords();
  const [validFrom, setFrom] = useState<string | null>(null);
  const [validTo, setTo] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const [key, setKey] = useState(newKey);
  const send = useMutation({
    mutationFn: (body: NewAbsence) => call('POST', '/absences', { body, key }),
    onSuccess: () => {
      setFrom(null);
      setTo(null);
      setRound(round + 1);
      onDone();
    },
  });
  /** Other days are another request; the same days sent again after a lost connection are not. */
  const change = (set: (value: string | null) => void) => (value: string | null) => {
    set(value);
    setKey(newKey());
  };
  return (
    <form
      key={round}
      onSubmit={(e) => {
        e.preventDefault();
        if (validFrom !== null && validTo !== null) send.mutate({ person, validFrom, validTo });
      }}
    >
      <div className={classes.row}>
        <DateField label={t('people.from')} value={validFrom} onChange={change(setFrom)} />
        <DateField label={t('people.to')} value={validTo} onChange={change(setTo)} />
      </div>
      {validFrom !== null && validTo !== null ? (
        <AbsenceEffect from={validFrom} to={validTo} quiet={send.error !== null} />
      ) : null}
      {send.error ? <Refused error={send.error} /> : null}
      <div className={classes.row}>
        <Button type="submit" loading={send.isPending} disabled={validFrom === null || validTo === null}>
          {t('people.setAbsence')}
        </Button>
      </div>
    </form>
  );
}
