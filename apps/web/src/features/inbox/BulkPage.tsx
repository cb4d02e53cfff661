import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import type { BulkApproval, BulkPlan, BulkResult, CommandAnswer } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useWords } from '../../shared/labels';
import { meQuery } from '../../shared/queries';
import { useOfferUndo } from '../../shared/undo';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading, Refused } from '../../shared/ui/states';
import classes from './BulkPage.module.css';
import { BulkOutcome } from './BulkOutcome';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Nominations that were marked in the inbox, for the check page. */
    marked?: readonly string[];
  }
}

/** Check your answers before many are agreed to: what is meant, what is left out and why, and the number typed. */
export function BulkPage() {
  const { t } = useWords();
  const marked = useLocation({ select: (l) => l.state.marked });
  const plan = useQuery({
    queryKey: ['bulk', marked],
    queryFn: () => call<BulkPlan>('POST', '/approvals/check', { body: { nominations: marked } }),
    enabled: marked !== undefined && marked.length > 0,
    staleTime: Infinity,
  });
  const [result, setResult] = useState<BulkResult | null>(null);
  return (
    <Page
      title={t(result ? 'bulk.resultTitle' : 'bulk.checkTitle')}
      above={<Link to="/viec">{t('problem.backToInbox')}</Link>}
    >
      {!marked?.length ? <Empty title={t('bulk.nothing')} /> : null}
      {plan.error ? <Failed error={plan.error} what={t('bulk.failed')} onRetry={() => void plan.refetch()} /> : null}
      {marked?.length && plan.isPending ? <Loading /> : null}
      {plan.data && result ? <BulkOutcome plan={plan.data} result={result} /> : null}
      {plan.data && !result ? <Check plan={plan.data} onDone={setResult} /> : null}
    </Page>
  );
}

function Check({ plan, onDone }: { plan: BulkPlan; onDone: (result: BulkResult) => void }) {
  const { t, awardName, stateName } = useWords();
  const [first] = plan.included;
  return (
    <div className={classes.page}>
      {plan.leftOut.length > 0 ? (
        <Panel title={t('bulk.leftOut', { count: plan.leftOut.length })}>
          <ul className={classes.list}>
            {plan.leftOut.map((l) => (
              <li key={l.id}>
                <strong>{l.nomination ? l.nomination.subject.name : t('bulk.unseen')}</strong>
                <span> {l.nomination?.code}</span> – <Why refusal={l.refusal} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {first ? (
        <Panel title={t('bulk.included', { count: plan.included.length })}>
          <p>
            {awardName(first.nomination.award)} · {stateName(first.nomination.state, first.nomination.waitingUnit)}
          </p>
          <ol className={classes.list}>
            {plan.included.map(({ nomination: n }) => (
              <li key={n.id}>
                <Link to="/ho-so/$id" params={{ id: n.id }}>
                  {n.subject.name}
                </Link>
                <span className={classes.soft}>
                  {' '}
                  {n.code} · {n.unit.name} · {t('timeline.revision', { n: n.revision })}
                </span>
              </li>
            ))}
          </ol>
          <Confirm plan={plan} onDone={onDone} />
        </Panel>
      ) : (
        <Empty title={t('bulk.noneLeft')} />
      )}
    </div>
  );
}

/** A reason of the server, in words; which criterion keeps it back. */
export function Why({ refusal }: { refusal: BulkPlan['leftOut'][number]['refusal'] }) {
  const { said, word } = useWords();
  const [criterion, result] = (refusal.observed ?? '').split(': ');
  return (
    <span>
      {said(refusal.message)}
      {refusal.code === 'needs-a-look' && result ? ` (${criterion}: ${word('result', result)})` : ''}
    </span>
  );
}

function useApproval(plan: BulkPlan, onDone: (result: BulkResult) => void) {
  const client = useQueryClient();
  const offer = useOfferUndo();
  const { t } = useWords();
  const { keyFor } = useCommandKey();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (count: number, opinion: string): Promise<void> => {
    const items = plan.included.map((i) => ({
      nomination: i.nomination.id,
      as: i.as.id,
      revision: i.nomination.revision,
      seen: i.seen,
    }));
    const body: BulkApproval = { count, items, ...(opinion.trim() === '' ? {} : { opinion }) };
    setBusy(true);
    setError(null);
    try {
      const result = await call<BulkResult>('POST', '/approvals', { body, key: keyFor(body) });
      const done = result.results.flatMap((r) => (r.answer ? [r.answer] : []));
      offerAll(done, items[0]?.as ?? '');
      onDone(result);
      void client.invalidateQueries({ queryKey: ['inbox'] });
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  const offerAll = (done: readonly CommandAnswer[], as: string): void => {
    const [first, ...others] = done;
    if (!first) return;
    const held = Math.min(...done.map((a) => Date.parse(a.releasedAt) - Date.parse(a.at)));
    offer({
      nomination: first.nomination,
      revision: first.revision,
      seq: first.seq,
      as,
      others: others.map(({ nomination, revision, seq }) => ({ nomination, revision, seq })),
      said: t('bulk.done', { count: done.length }),
      until: Date.now() + held,
    });
  };
  return { send, error, busy };
}

function Confirm({ plan, onDone }: { plan: BulkPlan; onDone: (result: BulkResult) => void }) {
  const { t, word } = useWords();
  const [typed, setTyped] = useState('');
  const [opinion, setOpinion] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { send, error, busy } = useApproval(plan, onDone);
  const count = plan.included.length;
  const { data: me } = useQuery(meQuery);
  const seat = me?.seats.find((s) => s.id === plan.included[0]?.as.id);
  const submit = (): void => {
    if (Number(typed.trim()) !== count) {
      return setErrors([{ field: 'bulk-count', text: t('bulk.wrongCount', { count }) }]);
    }
    setErrors([]);
    void send(count, opinion);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <ErrorSummary errors={errors} />
      {error ? <Refused error={error} /> : null}
      <Textarea
        label={t('bulk.opinion')}
        rows={2}
        maxLength={4000}
        value={opinion}
        onChange={(e) => setOpinion(e.currentTarget.value)}
      />
      <TextInput
        id="bulk-count"
        label={t('bulk.typeCount')}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(e) => setTyped(e.currentTarget.value)}
      />
      {seat ? (
        <p>
          {t('decide.as')}{' '}
          <strong>
            {word('role', seat.role)}, {seat.unit.name}
          </strong>
        </p>
      ) : null}
      <div>
        <Button type="submit" loading={busy}>
          {t('bulk.approveNow', { count })}
        </Button>
      </div>
    </form>
  );
}
