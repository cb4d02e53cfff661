import { useLive } from '../../shared/live';
import { useWords } from '../../shared/labels';
import { Failed, Loading } from '../../shared/ui/states';
import { Closing } from './Closing';
import { ConfirmTotals } from './ConfirmTotals';
import { GiveUp } from './GiveUp';
import { PaperTotals } from './PaperTotals';
import { ballotQuery } from './queries';
import { Results } from './Results';
import { Turnout } from './Turnout';
import { VotingPaper } from './VotingPaper';

interface BallotProps {
  id: string;
  officer: boolean;
  /** Item on the screens. */
  current: string | null;
  onBusy: (busy: boolean) => void;
}

/** The ballot of a sitting, for members and for who presides. */
export function Ballot({ id, officer, current, onBusy }: BallotProps) {
  const { t } = useWords();
  const query = useLive(ballotQuery(id));
  const ballot = query.data;
  const reload = async (): Promise<void> => void (await query.refetch());
  if (!ballot) {
    if (query.error)
      return <Failed error={query.error} what={t('councils.failed')} onRetry={() => void query.refetch()} />;
    return <Loading rows={5} />;
  }
  const electronic = ballot.mode === 'electronic';
  const open = ballot.state === 'open';
  return (
    <>
      {query.error ? <p role="status">{t('councils.notLive')}</p> : null}
      {electronic && ballot.paper ? (
        <VotingPaper ballot={ballot} paper={ballot.paper} reload={reload} current={current} onBusy={onBusy} />
      ) : null}
      {electronic && ballot.state !== 'closed' ? <Turnout ballot={ballot} /> : null}
      {electronic && open && officer ? <Closing ballot={ballot} reload={reload} /> : null}
      {!electronic && ballot.entered ? (
        <ConfirmTotals ballot={ballot} entered={ballot.entered} reload={reload} />
      ) : null}
      {!electronic && open && officer ? <PaperTotals ballot={ballot} reload={reload} /> : null}
      {!electronic && open && !officer ? <p>{t('councils.onPaper')}</p> : null}
      {officer && ['open', 'closing', 'entered'].includes(ballot.state) ? (
        <GiveUp ballot={ballot} reload={reload} />
      ) : null}
      {ballot.state === 'closing' ? <p role="status">{t('councils.counting')}</p> : null}
      {ballot.state === 'closed' ? <Results ballot={ballot} /> : null}
    </>
  );
}
