import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NominationView } from '#contract';
import { ApiError, get } from '../api';
import { moment, time } from '../format';
import { useWords } from '../labels';
import { codeOf, useSentence } from '../ui/states';
import { changedCriteria } from './changes';
import classes from './DecisionPanel.module.css';

const codes = ['step-decided', 'stale-revision', 'evaluation-changed', 'not-released', 'facts-changed', 'stale-draft'];

/** Somebody was first, or what was read is no longer what is there. */
export const isConflict = (error: unknown): boolean => error instanceof ApiError && codes.includes(error.code);

interface ConflictProps {
  error: unknown;
  /** What the person had before their eyes. */
  view: NominationView;
  onReload: () => void;
}

/** Who was first and when, or what changed; the typed opinion stays. */
export function Conflict({ error, view, onReload }: ConflictProps) {
  const { t } = useWords();
  const sentence = useSentence();
  const code = error instanceof ApiError ? error.code : '';
  const { data: fresh } = useQuery({
    queryKey: ['nomination', view.id, 'after', code],
    queryFn: ({ signal }) => get<NominationView>(`/nominations/${encodeURIComponent(view.id)}`, signal),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <div className={classes.conflict} role="alert">
      <p>
        <strong>{sentence(error)}</strong>
      </p>
      <Who error={error} />
      {fresh ? <What shown={view} fresh={fresh} /> : null}
      <p>{t('decide.opinionKept')}</p>
      <Button variant="default" onClick={onReload}>
        {t('decide.showChanges')}
      </Button>
      <p className={classes.soft}>{t('problem.code', { code: codeOf(error) })}</p>
    </div>
  );
}

function Who({ error }: { error: unknown }) {
  const { t } = useWords();
  const data = error instanceof ApiError ? error.problem?.data : undefined;
  const by = typeof data?.['by'] === 'string' ? data['by'] : null;
  const at = typeof data?.['at'] === 'string' ? data['at'] : null;
  return by && at ? <p>{t('decide.decidedBy', { by, at: moment(at) })}</p> : null;
}

function What({ shown, fresh }: { shown: NominationView; fresh: NominationView }) {
  const { t, said, word } = useWords();
  const newer = fresh.frozen && fresh.revision > shown.revision ? fresh.frozen : null;
  return (
    <>
      {newer ? <p>{t('decide.resubmitted', { n: newer.revision, at: time(newer.at) })}</p> : null}
      {changedCriteria(shown, fresh).map((c) => (
        <p key={c.criterion}>
          {t('decide.criterionChanged', {
            criterion: c.criterion,
            before: c.before ? word('result', c.before) : t('common.notYet'),
            after: word('result', c.after),
          })}{' '}
          <span className={classes.soft}>{said(c.message)}</span>
        </p>
      ))}
    </>
  );
}
