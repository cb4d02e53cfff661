import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ActView } from '#contract';
import { ApiError } from '../../shared/api';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { actQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading, NotFound } from '../../shared/ui/states';

/** What an act on many nominations did, refused with its reasons, and has still to do. */
export function ActPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/dot-xu-ly/$id' });
  const act = useQuery(actQuery(id));
  if (act.data)
    return (
      <Page title={t('acts.heading')} above={t('acts.startedAt', { at: moment(act.data.startedAt) })}>
        <Loaded act={act.data} />
      </Page>
    );
  if (act.error instanceof ApiError && [400, 404].includes(act.error.status)) return <NotFound />;
  if (act.error) return <Failed error={act.error} what={t('acts.failed')} onRetry={() => void act.refetch()} />;
  return <Loading />;
}

function Loaded({ act }: { act: ActView }) {
  const { t, word, language } = useWords();
  const { done, total, waiting } = act;
  const text = t('acts.progress', { done, total, waiting, refused: act.refused.length });
  return (
    <>
      <Panel title={text}>
        <p role="status">{t(waiting === 0 ? 'acts.over' : 'acts.runs')}</p>
        <Progress value={total === 0 ? 100 : (100 * done) / total} aria-label={text} transitionDuration={0} />
        {act.document ? (
          <Link to="/van-ban/$id" params={{ id: act.document }}>
            {t('acts.document')}
          </Link>
        ) : null}
      </Panel>
      <div>
        <Button component="a" variant="default" href={`/api/exports/acts/${act.id}?lang=${language}`} download>
          {t('common.exportList')}
        </Button>
      </div>
      {act.refused.length > 0 ? (
        <Panel title={t('acts.refused', { count: act.refused.length })}>
          <ul>
            {act.refused.map((r) => (
              <li key={r.nomination}>
                <Link to="/ho-so/$id" params={{ id: r.nomination }}>
                  {r.code}
                </Link>
                : {word('refusal', r.reason)}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}
