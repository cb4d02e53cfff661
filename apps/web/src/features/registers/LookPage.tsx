import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportView } from '#contract';
import { ApiError } from '../../shared/api';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading, NotFound, Refused } from '../../shared/ui/states';
import { Accept } from './Accept';
import { drop, errorsUrl, importQuery, type RowState } from './queries';
import classes from './registers.module.css';
import { Rows } from './Rows';

const states = ['wrong', 'doubtful', 'ready'] as const satisfies RowState[];

/** A file that was read: how its rows stand, which of them are taken in, and what came of it. */
export function LookPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/danh-ba/nhap/$id' });
  const found = useQuery(importQuery(id));
  if (found.error instanceof ApiError && [400, 404].includes(found.error.status)) return <NotFound />;
  const file = found.data;
  return (
    <Page title={file ? t('imports.titleOf', { kind: t(`imports.kind.${file.kind}`) }) : t('imports.title')}>
      {found.error ? (
        <Failed error={found.error} what={t('imports.failed')} onRetry={() => void found.refetch()} />
      ) : null}
      {!file && !found.error ? <Loading rows={8} /> : null}
      {file ? (
        <div className={classes.stack}>
          {file.acceptedAt ? <Done file={file} /> : <Look file={file} />}
          <p>
            <Link to="/danh-ba/nhap">{t('imports.another')}</Link>
          </p>
        </div>
      ) : null}
    </Page>
  );
}

function Done({ file }: { file: ImportView }) {
  const { t } = useWords();
  return (
    <Panel title={t('imports.done')}>
      <p role="status">
        {t('imports.doneCount', { count: file.accepted ?? 0, rows: file.rows, at: moment(file.acceptedAt ?? '') })}
      </p>
      <p className={classes.soft}>{t('imports.sha', { sha: file.sha256.slice(0, 12) })}</p>
    </Panel>
  );
}

/** Lines that a person marked, as a set that is replaced. */
function useLines() {
  const [lines, setLines] = useState<ReadonlySet<number>>(new Set());
  const put = (line: number, on: boolean): void => {
    const next = new Set(lines);
    if (on) next.add(line);
    else next.delete(line);
    setLines(next);
  };
  return { lines, put };
}

function Look({ file }: { file: ImportView }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [which, setWhich] = useState<RowState>(() => states.find((s) => file[s] > 0) ?? 'ready');
  const confirmed = useLines();
  const left = useLines();
  const throwAway = useMutation({
    mutationFn: () => drop(file.id),
    onSuccess: () => navigate({ to: '/danh-ba/nhap' }),
  });
  return (
    <>
      <Panel title={t('imports.look')}>
        <p>{t('imports.rows', { count: file.rows })}</p>
        {file.convertedFrom ? (
          <p className={classes.notice}>{t('imports.converted', { from: file.convertedFrom })}</p>
        ) : null}
        <div className={classes.buttons} role="group" aria-label={t('imports.look')}>
          {states.map((state) => (
            <Button
              key={state}
              variant={state === which ? 'filled' : 'default'}
              aria-pressed={state === which}
              onClick={() => setWhich(state)}
            >
              {t(`imports.state.${state}`)} ({file[state]})
            </Button>
          ))}
        </div>
        <Rows id={file.id} which={which} marked={which === 'ready' ? left : confirmed} />
        {file.wrong + file.doubtful > 0 ? (
          <p>
            <a href={errorsUrl(file.id, language)} download>
              {t('imports.errorFile')}
            </a>{' '}
            <span className={classes.soft}>{t('imports.errorFileNote')}</span>
          </p>
        ) : null}
      </Panel>
      <Accept file={file} confirmed={[...confirmed.lines]} except={[...left.lines]} />
      {throwAway.error ? <Refused error={throwAway.error} /> : null}
      <div>
        <Button variant="default" loading={throwAway.isPending} onClick={() => throwAway.mutate()}>
          {t('imports.drop')}
        </Button>
      </div>
    </>
  );
}
