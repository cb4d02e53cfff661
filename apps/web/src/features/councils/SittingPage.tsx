import { Link, useParams } from '@tanstack/react-router';
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
import { OpenBallot } from './OpenBallot';
import { sittingQuery } from './queries';

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
  const last = sitting.ballots.at(-1);
  const current = last && last.state !== 'void' ? last : undefined;
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
        {last?.state === 'void' ? <p className={classes.warning}>{t('councils.void')}</p> : null}
        {current ? (
          <Ballot id={current.id} officer={sitting.officer} />
        ) : (
          <>
            <AttendancePanel key={`a${String(sitting.version)}`} sitting={sitting} reload={reload} />
            <AgendaPanel key={`g${String(sitting.version)}`} sitting={sitting} reload={reload} />
            {sitting.officer ? <OpenBallot sitting={sitting} reload={reload} /> : <p>{t('councils.waitForOpening')}</p>}
          </>
        )}
      </div>
    </Page>
  );
}
