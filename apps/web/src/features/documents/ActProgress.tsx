import { Button, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWords } from '../../shared/labels';
import { actQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading } from '../../shared/ui/states';
import type { Kind } from './kind';

interface ActProgressProps {
  act: string;
  kind: Kind;
  onDone: () => Promise<void>;
}

const words = { TTr: 'documents.progressLetter', annulment: 'documents.progressAnnul' } as const;

/** "Đã trao 12/12 · 0 lỗi": asked every second until nothing waits. */
export function ActProgress({ act, kind, onDone }: ActProgressProps) {
  const { t, word, language } = useWords();
  const said = kind === 'TTr' || kind === 'annulment' ? words[kind] : 'documents.progress';
  const commends = kind === 'QĐ';
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(actQuery(act));
  const waiting = data?.waiting;
  useEffect(() => {
    if (waiting !== 0) return;
    void onDone();
    void client.invalidateQueries({ queryKey: ['inbox'] });
    // Only when the last item is through; onDone is a new function in every render.
  }, [waiting]);
  if (error) return <Failed error={error} what={t('documents.failedAct')} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={1} />;
  const text = t(said, { done: data.done, total: data.total, refused: data.refused.length });
  return (
    <Panel
      title={
        data.waiting === 0
          ? t(commends ? 'documents.actDone' : 'documents.doneOther')
          : t(commends ? 'documents.actRuns' : 'documents.runsOther')
      }
    >
      <p role="status">{text}</p>
      <Progress
        value={data.total === 0 ? 100 : (100 * data.done) / data.total}
        aria-label={text}
        transitionDuration={0}
      />
      {data.refused.length > 0 ? (
        <ul>
          {data.refused.map((r) => (
            <li key={r.nomination}>
              <a href={`/ho-so/${r.nomination}`}>{r.code}</a>: {word('refusal', r.reason)}
            </li>
          ))}
        </ul>
      ) : null}
      <div>
        <Button component="a" variant="default" href={`/api/exports/acts/${act}?lang=${language}`} download>
          {t('documents.exportAct')}
        </Button>
      </div>
    </Panel>
  );
}
