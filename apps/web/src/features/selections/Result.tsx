import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import { actQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Failed } from '../../shared/ui/states';

/** What the closing brought, and how far it has been handed out to the dossiers. */
export function Result({ selection: s, act }: { selection: SelectionView; act: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(actQuery(act));
  const selected = s.rows.filter((r) => r.selected).length;
  const text = data
    ? t('selections.progress', { done: data.done, total: data.total, refused: data.refused.length })
    : t('common.loading');
  return (
    <Panel title={t('selections.closed')}>
      <p role="status">{t('selections.counts', { selected, rest: s.rows.length - selected })}</p>
      {error ? <Failed error={error} what={t('selections.failedAct')} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p>{text}</p>
          <Progress
            value={data.total === 0 ? 100 : (100 * data.done) / data.total}
            aria-label={text}
            transitionDuration={0}
          />
        </>
      ) : null}
      <Link to="/dot-xu-ly/$id" params={{ id: act }}>
        {t('selections.act')}
      </Link>
    </Panel>
  );
}
