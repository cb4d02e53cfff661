import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../api';
import { moment } from '../format';
import { detailInWords, useWords } from '../labels';
import classes from './states.module.css';

/** Bars that appear only after 200 ms, so that a quick answer shows no flicker. */
export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div className={classes.loading} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={44} radius="md" />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** The sentence of a refusal: the server's own words first, ours when it sent none. */
export function useSentence(): (error: unknown) => string {
  const { t, said, word, has } = useWords();
  return (error) => {
    if (!(error instanceof ApiError)) return t('problem.unknown');
    if (error.problem?.message) return said(error.problem.message);
    if (has('refusal', error.code)) return word('refusal', error.code);
    if (error.status === 0) return t('problem.offline');
    if (error.status === 404) return t('problem.notFound');
    return error.status >= 500 ? t('problem.server') : t('problem.unknown');
  };
}

/** What to read out on the phone. */
export function codeOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'client';
  const request = error.problem?.requestId;
  return request ? `${error.code} · ${request.slice(0, 8)}` : error.code;
}

interface FailedProps {
  error: unknown;
  what: string;
  onRetry?: () => void;
  /** When a list is still shown, greyed: its time. */
  shownSince?: number;
}

/** What failed, whether anything was saved, a retry, and a code. */
export function Failed({ error, what, onRetry, shownSince }: FailedProps) {
  const { t } = useWords();
  const sentence = useSentence();
  return (
    <div className={classes.failed} role="alert">
      <p>
        <strong>{what}</strong> {sentence(error)}
      </p>
      {shownSince ? <p>{t('problem.shownSince', { at: moment(new Date(shownSince)) })}</p> : null}
      <p className={classes.code}>
        {t('problem.nothingSaved')} {t('problem.code', { code: codeOf(error) })}
      </p>
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
}

/** A refusal beside the form that caused it: what was observed, needed, and who can clear it. */
export function Refused({ error, children }: { error: unknown; children?: ReactNode }) {
  const { t, seatsInWords } = useWords();
  const sentence = useSentence();
  const problem = error instanceof ApiError ? error.problem : null;
  // The rows of the panel say the same of criteria, in words.
  const told = problem?.code === 'criteria-block' ? null : problem;
  const observed = told?.observed ? detailInWords(told.observed) : null;
  const needed = told?.needed ? detailInWords(told.needed) : null;
  return (
    <div className={classes.failed} role="alert">
      <p>
        <strong>{sentence(error)}</strong>
      </p>
      {observed ? <p>{t('problem.observed', { value: observed })}</p> : null}
      {needed ? <p>{t('problem.needed', { value: needed })}</p> : null}
      {problem?.clearedBy ? <p>{t('problem.clearedBy', { who: seatsInWords(problem.clearedBy) })}</p> : null}
      {problem?.errors?.map((e) => (
        <p key={e.pointer + e.detail}>
          {e.pointer}: {e.detail}
        </p>
      ))}
      <p className={classes.code}>{t('problem.code', { code: codeOf(error) })}</p>
      {children}
    </div>
  );
}

export function Stale({ children, onReload }: { children: string; onReload: () => void }) {
  const { t } = useWords();
  return (
    <div className={classes.stale} role="status">
      <span>{children}</span>
      <Button variant="default" onClick={onReload}>
        {t('common.reload')}
      </Button>
    </div>
  );
}

export function NotFound() {
  const { t } = useWords();
  return (
    <div className={classes.empty}>
      <h1>{t('problem.notFound')}</h1>
      <p>
        <a href="/viec">{t('problem.backToInbox')}</a>
      </p>
    </div>
  );
}
