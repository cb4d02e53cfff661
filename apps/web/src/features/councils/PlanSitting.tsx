import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CouncilView, NewSitting, SittingView } from '#contract';
import { call } from '../../shared/api';
import { legalNow } from '../../shared/clock';
import { useCommandKey } from '../../shared/command';
import { day, isoDate } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Refused } from '../../shared/ui/states';
import classes from './councils.module.css';

/** A day and a way of voting; a council that is too small for a secret ballot is told so here. */
export function PlanSitting({ council }: { council: CouncilView }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { keyFor } = useCommandKey();
  const [mode, setMode] = useState<NewSitting['mode']>('electronic');
  const [typed, setTyped] = useState(day(legalNow()));
  const [open, setOpen] = useState(false);
  const heldOn = isoDate(typed);
  const plan = useMutation({
    mutationFn: (body: NewSitting) =>
      call<SittingView>('POST', `/councils/${council.id}/sittings`, { body, key: keyFor(body) }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['councils'] });
      await navigate({ to: '/hoi-dong/$id', params: { id: made.id } });
    },
  });
  if (!open)
    return (
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('councils.plan')}
        </Button>
      </div>
    );
  return (
    <div className={classes.stack}>
      {council.secret ? null : <p className={classes.warning}>{t('councils.tooSmallPlan')}</p>}
      {plan.error ? <Refused error={plan.error} /> : null}
      <div className={classes.fields}>
        <TextInput
          label={t('councils.heldOn')}
          value={typed}
          error={heldOn ? undefined : t('councils.heldOnWrong')}
          onChange={(e) => setTyped(e.currentTarget.value)}
        />
        <NativeSelect
          label={t('councils.how')}
          value={mode}
          onChange={(e) => setMode(e.currentTarget.value === 'paper' ? 'paper' : 'electronic')}
          data={(['electronic', 'paper'] as const).map((value) => ({ value, label: t(`councils.mode.${value}`) }))}
        />
        <Button loading={plan.isPending} onClick={() => heldOn && plan.mutate({ mode, heldOn })}>
          {t('councils.planNow')}
        </Button>
      </div>
    </div>
  );
}
