import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentView, Recovery } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { day, money } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { meQuery } from '../../shared/queries';
import { DateField } from '../../shared/ui/DateField';
import { Scrolled } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import classes from './documents.module.css';

interface RecoveriesProps {
  document: DocumentView;
  recoveries: Recovery[];
  reload: () => Promise<void>;
}

/** Certificates and money that have to come back, each recorded once by the clerk of the body. */
export function Recoveries({ document, recoveries, reload }: RecoveriesProps) {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const [open, setOpen] = useState<Recovery | null>(null);
  const seat = me?.seats.find((s) => s.role === 'clerk' && s.unit.id === document.body.id)?.id;
  if (recoveries.length === 0) return <p>{t('documents.noRecoveries')}</p>;
  const subject = (r: Recovery) => document.items.find((i) => i.nomination === r.nomination)?.subject ?? r.code;
  return (
    <>
      <Scrolled label={t('documents.recoveries')}>
        <table className={`${table.table} ${classes.wide}`}>
          <thead>
            <tr>
              <th scope="col">{t('inbox.who')}</th>
              <th scope="col">{t('documents.object')}</th>
              <th scope="col">{t('documents.recovered')}</th>
            </tr>
          </thead>
          <tbody>
            {recoveries.map((r) => (
              <tr key={r.id}>
                <td>
                  {subject(r)}
                  <span className={table.sub}>{r.code}</span>
                </td>
                <td>
                  {t(`documents.objects.${r.object}`)}
                  {r.amount ? ` · ${t('documents.vnd', { amount: money(r.amount) })}` : ''}
                </td>
                <td>
                  {r.recoveredOn ? day(r.recoveredOn) : t('documents.notRecovered')}{' '}
                  {seat && !r.recoveredOn ? (
                    <Button
                      variant="default"
                      size="compact-md"
                      onClick={() => setOpen(r)}
                      aria-label={t('documents.recoverOf', {
                        object: t(`documents.objects.${r.object}`),
                        code: r.code,
                      })}
                    >
                      {t('documents.recover')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {seat && open ? (
        <Recover key={open.id} {...{ seat, reload }} recovery={open} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

interface RecoverProps {
  recovery: Recovery;
  seat: string;
  reload: () => Promise<void>;
  onClose: () => void;
}

function Recover({ recovery: r, seat, reload, onClose }: RecoverProps) {
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [on, setOn] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: () => {
      const body = { as: seat, on };
      return call<Recovery>('POST', `/recoveries/${r.id}`, { body, key: keyFor(body) });
    },
    onSuccess: async () => {
      await reload();
      onClose();
    },
  });
  const name = t('documents.recoverOf', { object: t(`documents.objects.${r.object}`), code: r.code });
  return (
    <section className={classes.check} aria-label={name}>
      <h3>{name}</h3>
      {save.error ? <Refused error={save.error} /> : null}
      <DateField id={`recover-${r.id}`} label={t('documents.recoverOn')} value={on} onChange={setOn} />
      <div className={classes.buttons}>
        <Button loading={save.isPending} aria-disabled={!on} onClick={() => on && save.mutate()}>
          {t('documents.recoverSave')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
      </div>
    </section>
  );
}
