import { Textarea } from '@mantine/core';
import { offered } from './commands';
import type { Decision } from './use-decision';
import { useWords } from '../labels';

export const opinionId = (id: string): string => `opinion-${id}`;
export const shortest = 10;

/** The opinion box. Digits typed here are text; Ctrl+Enter in the open form sends it. */
export function Opinion({ decision }: { decision: Decision }) {
  const { t } = useWords();
  const needed = offered(decision.view, 'Recommend')?.needsReason === true;
  return (
    <Textarea
      id={opinionId(decision.view.id)}
      label={needed ? t('decide.opinionNeeded') : t('decide.opinion')}
      autosize={false}
      rows={3}
      maxLength={4000}
      value={decision.opinion}
      onChange={(e) => decision.setOpinion(e.currentTarget.value)}
    />
  );
}
