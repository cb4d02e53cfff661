import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClaimView, NominationView } from '#contract';
import { call } from '../api';
import { moment } from '../format';
import { useWords } from '../labels';
import { meQuery, nominationQuery } from '../queries';
import { Refused } from '../ui/states';
import classes from './DecisionPanel.module.css';

/** Who works on it, and the one thing that this person may do about that; until when it is another's, where that is nothing. */
export function ClaimLine({ view }: { view: NominationView }) {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const client = useQueryClient();
  const { id, claim, claimDeed: deed } = view;
  const send = useMutation({
    mutationFn: (): Promise<unknown> =>
      deed === 'release'
        ? call<void>('DELETE', `/nominations/${id}/claim`)
        : call<ClaimView>('PUT', `/nominations/${id}/claim`, { body: { takeOver: deed === 'takeOver' } }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: nominationQuery(id).queryKey }),
        client.invalidateQueries({ queryKey: ['inbox', 'list'] }),
      ]),
  });
  if (!claim && !deed) return null;
  const own = claim?.person.id === me?.person.id;
  return (
    <div className={classes.claim}>
      <p role="status">
        {!claim ? t('claim.nobody') : own ? t('claim.mine') : t('claim.by', { name: claim.person.name })}
        {claim ? <span className={classes.soft}> {t('claim.since', { at: moment(claim.since) })}</span> : null}
        {claim && !own && !deed && claim.until ? (
          <span className={classes.soft}> {t('claim.until', { at: moment(claim.until) })}</span>
        ) : null}
        {claim && !own && claim.free ? <span className={classes.soft}> {t('claim.free')}</span> : null}
      </p>
      {deed ? (
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
          {t(`claim.deed.${deed}`)}
        </Button>
      ) : null}
      {send.error ? <Refused error={send.error} /> : null}
    </div>
  );
}
