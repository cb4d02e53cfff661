import { Button } from '@mantine/core';
import { ApiError } from '../api';
import { useWords } from '../labels';
import { codeOf, useSentence } from '../ui/states';
import classes from './DecisionPanel.module.css';

const codes = ['step-decided', 'stale-revision', 'evaluation-changed', 'not-released', 'facts-changed', 'stale-draft'];

/** Somebody was first, or what was read is no longer what is there. */
export const isConflict = (error: unknown): boolean => error instanceof ApiError && codes.includes(error.code);

export function Conflict({ error, onReload }: { error: unknown; onReload: () => void }) {
  const { t, word } = useWords();
  const sentence = useSentence();
  const code = error instanceof ApiError ? error.code : '';
  return (
    <div className={classes.conflict} role="alert">
      <p>
        <strong>{sentence(error)}</strong>
      </p>
      {sentence(error) === word('refusal', code) ? null : <p>{word('refusal', code)}</p>}
      <p>{t('decide.opinionKept')}</p>
      <Button variant="default" onClick={onReload}>
        {t('decide.showChanges')}
      </Button>
      <p className={classes.soft}>{t('problem.code', { code: codeOf(error) })}</p>
    </div>
  );
}
