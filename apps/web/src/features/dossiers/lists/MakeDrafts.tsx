import { Button, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NomineeDraftsMade, NomineeList } from '#contract';
import { useWords } from '../../../shared/labels';
import { Refused } from '../../../shared/ui/states';
import classes from './lists.module.css';
import { makeDrafts } from './queries';

interface MakeProps {
  list: NomineeList;
  confirmed: number[];
  onDone: () => void;
}

/** Makes the drafts, part by part; broken off, the same button goes on with the rest and makes none twice. */
export function MakeDrafts({ list, confirmed, onDone }: MakeProps) {
  const { t, said } = useWords();
  const client = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<NomineeDraftsMade['refused']>([]);
  const { ready, made, wrong } = list.counts;
  const open = ready + confirmed.length;
  const run = async (): Promise<void> => {
    setError(null);
    setRefused([]);
    setProgress(0);
    try {
      for (let left = 1; left > 0;) {
        const answer = await makeDrafts(list.id, made + open, confirmed);
        left = answer.left;
        setRefused((before) => [...before, ...answer.refused]);
        setProgress(Math.round((100 * (open - left)) / open));
        if (answer.refused.length > 0) break;
      }
      onDone();
    } catch (e) {
      setError(e);
    }
    setProgress(null);
    await client.invalidateQueries({ queryKey: ['nominee-list', list.id] });
    void client.invalidateQueries({ queryKey: ['nominations'] });
  };
  return (
    <div className={classes.make}>
      {wrong > 0 ? <p className={classes.soft}>{t('lists.partly', { wrong })}</p> : null}
      <div className={classes.buttons}>
        <Button disabled={open === 0} loading={progress !== null} onClick={() => void run()}>
          {t('lists.make', { count: open })}
        </Button>
      </div>
      {progress === null ? null : (
        <Progress value={progress} aria-label={t('lists.making', { percent: progress })} transitionDuration={0} />
      )}
      <p role="status">{made > 0 && progress === null ? t('lists.madeSoFar', { count: made }) : null}</p>
      {error ? <Refused error={error} /> : null}
      {refused.length > 0 ? (
        <ul className={classes.wrong}>
          {refused.map((r) => (
            <li key={r.line}>
              {t('lists.lineNo', { line: r.line })}: {said(r.message)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
