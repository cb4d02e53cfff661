import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { SelectionView } from '#contract';
import { ApiError } from '../../shared/api';
import { useLive } from '../../shared/live';
import { useWords } from '../../shared/labels';
import { NomineeListLinks } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading, NotFound } from '../../shared/ui/states';
import { Closing } from './Closing';
import { Hand } from './Hand';
import { Move } from './Move';
import { Places } from './Places';
import { selectionQuery } from './queries';
import { Ranked } from './Ranked';
import { Result } from './Result';
import classes from './selections.module.css';
import { Ties } from './Ties';
import { Units } from './Units';

/** A ranked list against the quota, and its closing. */
export function SelectionPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/lua-chon/$id' });
  const { data, error, refetch } = useLive(selectionQuery(id));
  const reload = async (): Promise<void> => void (await refetch());
  if (data) return <Loaded selection={data} reload={reload} />;
  if (error instanceof ApiError && [400, 404].includes(error.status)) return <NotFound />;
  if (error) return <Failed error={error} what={t('selections.failed')} onRetry={() => void refetch()} />;
  return <Loading rows={8} />;
}

interface LoadedProps {
  selection: SelectionView;
  reload: () => Promise<void>;
}

function Loaded({ selection: s, reload }: LoadedProps) {
  const { t, said, word } = useWords();
  const of = [s.unit.name, said(s.awardName), ...(s.theme ? [word('theme', s.theme)] : []), String(s.year)];
  return (
    <Page
      title={t('selections.heading')}
      above={of.join(' · ')}
      tools={<strong>{s.quota ? t('selections.remaining', s.quota) : t('selections.noQuota')}</strong>}
    >
      <div className={classes.stack}>
        {s.act ? <Result selection={s} act={s.act} /> : null}
        <Body selection={s} reload={reload} />
        <Hand hand={s.hand} />
        <Units units={s.units} closed={s.closed} />
      </div>
    </Page>
  );
}

/** The check page stands in the place of the list: nothing is changed while it is checked. */
function Body({ selection: s, reload }: LoadedProps) {
  const { t } = useWords();
  const [checking, setChecking] = useState(false);
  const [moving, setMoving] = useState<string | null>(null);
  const closing = <Closing selection={s} checking={checking} onCheck={setChecking} reload={reload} />;
  if (checking && !s.closed) return closing;
  return (
    <>
      <Places selection={s} reload={reload} />
      <Ties selection={s} reload={reload} />
      <Panel>
        {s.hidden > 0 ? <p>{t('selections.hidden', { count: s.hidden })}</p> : null}
        {s.rows.length === 0 ? (
          <Empty title={t('selections.nobody')}>
            <p>{t('selections.nobodyNext')}</p>
          </Empty>
        ) : (
          <>
            <Ranked selection={s} onMove={s.commands.move.allowed && s.rows.length > 1 ? setMoving : undefined} />
            <NomineeListLinks of="selections" id={s.id} />
          </>
        )}
      </Panel>
      {moving !== null && s.commands.move.allowed ? (
        <Move key={moving} selection={s} nomination={moving} reload={reload} onDone={() => setMoving(null)} />
      ) : null}
      {s.closed ? null : closing}
    </>
  );
}
