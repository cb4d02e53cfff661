import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { SittingView } from '#contract';
import { ApiError } from '../../shared/api';
import { day } from '../../shared/format';
import { useLive } from '../../shared/live';
import { useWords } from '../../shared/labels';
import { Page } from '../../shared/ui/Page';
import { Failed, Loading, NotFound } from '../../shared/ui/states';
import { AgendaPanel } from './Agenda';
import { AttendancePanel } from './Attendance';
import { Ballot } from './Ballot';
import classes from './councils.module.css';
import { EarlierBallots } from './Earlier';
import { Minutes } from './Minutes';
import { OpenBallot } from './OpenBallot';
import { sittingQuery } from './queries';
import { Tracker } from './Tracker';
import { useTracked } from './use-tracked';

/** A sitting: before, during and after its ballot. */
export function SittingPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/hoi-dong/$id' });
  const sitting = useLive(sittingQuery(id));
  const reload = async (): Promise<void> => void (await sitting.refetch());
  if (sitting.data) return <Loaded sitting={sitting.data} reload={reload} />;
  if (sitting.error instanceof ApiError && [400, 404].includes(sitting.error.status)) return <NotFound />;
  if (sitting.error)
    return <Failed error={sitting.error} what={t('councils.failed')} onRetry={() => void sitting.refetch()} />;
  return <Loading rows={8} />;
}

function Loaded({ sitting, reload }: { sitting: SittingView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const tracked = useTracked(sitting.current, busy);
  const last = sitting.ballots.at(-1);
  const shown = sitting.phase === 'before' ? undefined : sitting.ballots.findLast((b) => b.state !== 'void');
  const others = sitting.ballots.filter((b) => b !== shown);
  return (
    <Page
      title={t('councils.sittingOf', { day: day(sitting.heldOn) })}
      above={
        <>
          <Link to="/hoi-dong">{t('nav.councils')}</Link> · {sitting.council.name}
        </>
      }
      tools={<span className={classes.soft}>{t(`councils.mode.${sitting.mode}`)}</span>}
    >
      <div className={classes.stack}>
        {sitting.phase === 'before' && last?.state === 'void' ? (
          <p className={classes.warning}>{t('councils.void')}</p>
        ) : null}
        {sitting.phase !== 'after' && sitting.agenda.length > 0 ? (
          <Tracker sitting={sitting} tracked={tracked} reload={reload} />
        ) : null}
        {shown ? (
          <Ballot id={shown.id} officer={sitting.officer} current={tracked.shown} onBusy={setBusy} />
        ) : (
          <>
            <Preparing key={sitting.version} sitting={sitting} reload={reload} />
            {sitting.officer ? <OpenBallot sitting={sitting} reload={reload} /> : <p>{t('councils.waitForOpening')}</p>}
          </>
        )}
        {sitting.phase === 'after' && sitting.officer ? <NextList sitting={sitting} reload={reload} /> : null}
        <EarlierBallots ballots={others} />
        <Minutes sitting={sitting} />
      </div>
    </Page>
  );
}

interface PreparingProps {
  sitting: SittingView;
  reload: () => Promise<void>;
  next?: boolean;
}

function Preparing({ sitting, reload, next = false }: PreparingProps) {
  return (
    <>
      <AttendancePanel sitting={sitting} reload={reload} />
      <AgendaPanel sitting={sitting} reload={reload} next={next} />
    </>
  );
}

/** A sitting goes on with another list when one is counted. */
function NextList({ sitting, reload }: { sitting: SittingView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <Preparing key={sitting.version} sitting={sitting} reload={reload} next />;
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('councils.nextList')}
      </Button>
    </div>
  );
}
