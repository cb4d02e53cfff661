import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { NomineeList } from '#contract';
import { useWords } from '../../../shared/labels';
import { awardsQuery } from '../../../shared/queries';
import { Page } from '../../../shared/ui/Page';
import { Panel } from '../../../shared/ui/Panel';
import { Failed, Loading, NotFound } from '../../../shared/ui/states';
import { ApiError } from '../../../shared/api';
import { Columns } from './Columns';
import classes from './lists.module.css';
import { MakeDrafts } from './MakeDrafts';
import { errorsUrl, listQuery, rowsUrl, type RowState } from './queries';
import { Rows } from './Rows';

const states = ['wrong', 'doubtful', 'ready', 'made'] as const satisfies RowState[];

/** A list that was read: what its columns hold, how its rows stand, and the drafts that are made of them. */
export function ListPage() {
  const { t, awardName, word } = useWords();
  const { id } = useParams({ from: '/inside/ho-so/danh-sach/$id' });
  const found = useQuery(listQuery(id));
  const awards = useQuery(awardsQuery);
  if (found.error instanceof ApiError && found.error.status === 404) return <NotFound />;
  const list = found.data;
  const award = awards.data?.awards.find((a) => a.code === list?.award);
  return (
    <Page title={t('lists.title')}>
      {found.error ? (
        <Failed error={found.error} what={t('lists.failed')} onRetry={() => void found.refetch()} />
      ) : null}
      {!list && !found.error ? <Loading rows={8} /> : null}
      {list ? (
        <div className={classes.stack}>
          <Panel title={list.file}>
            <p>
              {award ? `${awardName(award)} · ` : ''}
              {word('subjectType', list.subjectType)} · {list.year} · {t(`occasion.${list.occasion}`)}
            </p>
            <p>{t('lists.rows', { count: list.counts.rows, heading: list.headingLine })}</p>
            <p>
              <Link to="/ho-so/danh-sach">{t('lists.another')}</Link>
            </p>
          </Panel>
          <Columns list={list} />
          <RowsPanel list={list} />
        </div>
      ) : null}
    </Page>
  );
}

function RowsPanel({ list }: { list: NomineeList }) {
  const { t, language } = useWords();
  const [which, setWhich] = useState<RowState>(() => states.find((s) => list.counts[s] > 0) ?? 'ready');
  const [confirmed, setConfirmed] = useState<ReadonlySet<number>>(new Set());
  const confirm = (line: number, yes: boolean): void => {
    const next = new Set(confirmed);
    if (yes) next.add(line);
    else next.delete(line);
    setConfirmed(next);
  };
  return (
    <Panel title={t('lists.look')}>
      <div className={classes.tabs} role="group" aria-label={t('lists.look')}>
        {states.map((state) => (
          <Button
            key={state}
            variant={state === which ? 'filled' : 'default'}
            aria-pressed={state === which}
            onClick={() => setWhich(state)}
          >
            {t(`lists.state.${state}`)} ({list.counts[state]})
          </Button>
        ))}
      </div>
      <Rows list={list} which={which} confirmed={confirmed} onConfirm={confirm} />
      {list.counts[which] > 0 ? (
        <div>
          <Button component="a" variant="default" href={rowsUrl(list.id, which, language)} download>
            {t('common.exportList')}
          </Button>
        </div>
      ) : null}
      {list.counts.wrong + list.counts.doubtful > 0 ? (
        <p>
          <a href={errorsUrl(list.id, language)} download>
            {t('lists.errorFile')}
          </a>
        </p>
      ) : null}
      <MakeDrafts
        list={list}
        confirmed={[...confirmed]}
        onDone={() => {
          setConfirmed(new Set());
          setWhich('made');
        }}
      />
    </Panel>
  );
}
