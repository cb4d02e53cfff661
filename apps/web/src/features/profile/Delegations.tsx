import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DelegationView, Me } from '#contract';
import { call, newKey } from '../../shared/api';
import { legalNow } from '../../shared/clock';
import { day, isoDate } from '../../shared/format';
import { awardName, useWords } from '../../shared/labels';
import { awardsQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading, Refused } from '../../shared/ui/states';
import { StatusTag } from '../../shared/ui/StatusTag';
import { DelegationForm } from './DelegationForm';
import classes from './ProfilePage.module.css';
import { absencesQuery, delegationsQuery } from './queries';

/** Seats that one lent and was lent, and lending another. */
export function Delegations({ me }: { me: Me }) {
  const { t } = useWords();
  const client = useQueryClient();
  const list = useQuery(delegationsQuery);
  const [making, setMaking] = useState(false);
  const mine = me.person.id;
  const changed = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: delegationsQuery.queryKey });
    await client.invalidateQueries({ queryKey: absencesQuery.queryKey });
  };
  const all = list.data?.delegations;
  return (
    <Panel title={t('people.delegations')}>
      <p className={classes.soft}>{t('people.delegationsNote')}</p>
      {list.error ? (
        <Failed error={list.error} what={t('people.delegationsFailed')} onRetry={() => void list.refetch()} />
      ) : !all ? (
        <Loading rows={2} />
      ) : (
        <>
          <h3>{t('people.given')}</h3>
          <Lent rows={all.filter((d) => d.from.id === mine)} empty={t('people.noGiven')} onChanged={changed} />
          <h3>{t('people.received')}</h3>
          <Lent rows={all.filter((d) => d.to.id === mine)} empty={t('people.noReceived')} />
        </>
      )}
      {making ? (
        <DelegationForm
          me={me}
          onCancel={() => setMaking(false)}
          onDone={async () => {
            await changed();
            setMaking(false);
          }}
        />
      ) : (
        <div className={classes.row}>
          <Button onClick={() => setMaking(true)}>{t('people.newDelegation')}</Button>
        </div>
      )}
    </Panel>
  );
}

interface LentProps {
  rows: DelegationView[];
  empty: string;
  /** Given by this person: they may be taken back. */
  onChanged?: () => Promise<void>;
}

function Lent({ rows, empty, onChanged }: LentProps) {
  const { t } = useWords();
  const today = isoDate(day(legalNow())) ?? '';
  const live = rows.filter((d) => d.revokedAt === null && d.validTo >= today);
  const past = rows.filter((d) => !live.includes(d));
  const item = (d: DelegationView) => <Item key={d.id} lent={d} today={today} onChanged={onChanged} />;
  return (
    <>
      {live.length === 0 ? <p>{empty}</p> : <ul className={classes.seats}>{live.map(item)}</ul>}
      {past.length > 0 ? (
        <details className={classes.past}>
          <summary>
            {t('people.past')} ({past.length})
          </summary>
          <ul className={classes.seats}>{past.map(item)}</ul>
        </details>
      ) : null}
    </>
  );
}

interface ItemProps {
  lent: DelegationView;
  today: string;
  onChanged?: (() => Promise<void>) | undefined;
}

function Item({ lent, today, onChanged }: ItemProps) {
  const { t, word } = useWords();
  const [sure, setSure] = useState(false);
  const [key] = useState(newKey);
  const revoke = useMutation({
    mutationFn: () => call<DelegationView>('POST', `/delegations/${lent.id}/revoke`, { key }),
    onSuccess: onChanged,
  });
  const what = { form: `${lent.form}.`, seat: `${word('role', lent.seat.role)}, ${lent.seat.unit.name}` };
  const name = lent.to.name;
  const ended = lent.revokedAt !== null || lent.validTo < today;
  return (
    <li className={classes.lent}>
      <div>
        <strong>
          {onChanged ? t('people.toWhom', { ...what, name }) : t('people.fromWhom', { ...what, name: lent.from.name })}
        </strong>
        <p className={classes.soft}>
          {t('people.days', { from: day(lent.validFrom), to: day(lent.validTo) })} · <Limits lent={lent} />
        </p>
        {sure ? <p>{t('people.revokeSure', { name })}</p> : null}
        {revoke.error ? <Refused error={revoke.error} /> : null}
      </div>
      <div className={classes.row}>
        {ended ? null : (
          <StatusTag tone={lent.inForce ? 'ok' : 'plain'}>
            {lent.inForce ? t('people.inForce') : t('people.planned')}
          </StatusTag>
        )}
        {lent.revokedAt ? (
          <span className={classes.soft}>{t('people.revoked', { at: day(lent.revokedAt) })}</span>
        ) : null}
        {!onChanged || ended ? null : sure ? (
          <>
            <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('people.revokeNow')}
            </Button>
            <Button variant="default" onClick={() => setSure(false)}>
              {t('common.cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" aria-label={t('people.revokeOf', { name })} onClick={() => setSure(true)}>
            {t('people.revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Limits({ lent: { award, level } }: { lent: DelegationView }) {
  const { t, word } = useWords();
  const { data } = useQuery({ ...awardsQuery, enabled: award !== null });
  const found = data?.awards.find((a) => a.code === award);
  const parts = [
    award === null ? null : found ? awardName(found) : award,
    level === null ? null : t('people.onlyLevel', { level: word('level', level) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('people.allAwards') : parts.join(' · ');
}
