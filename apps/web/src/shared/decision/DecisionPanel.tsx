import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type KeyboardEvent } from 'react';
import { day } from '../format';
import { useOnline } from '../hooks';
import { useWords } from '../labels';
import { meQuery } from '../queries';
import { Refused, Stale } from '../ui/states';
import { Buttons } from './Buttons';
import { Earlier } from './Earlier';
import { ClaimLine } from './ClaimLine';
import { Conflict, isConflict } from './Conflict';
import { Criteria } from './Criteria';
import { CriterionActions } from './CriterionActions';
import classes from './DecisionPanel.module.css';
import { Forms } from './Forms';
import { Heading, NextLine, SeatLine, Standing } from './Lines';
import { inConflict, offered } from './commands';
import { Opinion } from './Opinion';
import { SnoozedLine } from './SnoozeForm';
import { useDecision, type DecisionOptions } from './use-decision';

/** Only a returned dossier needs it: not in the first load. */
const ShortDiff = lazy(() => import('./ShortDiff'));

interface PanelProps extends DecisionOptions {
  stale: boolean;
  /** The inbox shows who it is about; a dossier page says that already. */
  heading?: boolean;
  /** Digit keys act on this panel. */
  keys?: boolean;
  /** Gives out the name of a key that was pressed before the panel was there. */
  early?: () => string | null;
}

/** Everything one person needs to decide one frozen revision of one dossier. Key it by the nomination. */
export function DecisionPanel({ stale, heading = false, keys = true, early, ...options }: PanelProps) {
  const { t } = useWords();
  const online = useOnline();
  const { view } = options;
  const decision = useDecision(options);
  const decides = ['Recommend', 'Return', 'Reject'].some((type) => offered(view, type as 'Return')) || inConflict(view);
  const onKeyDown = (event: KeyboardEvent): void => {
    const composed = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.ctrlKey && event.nativeEvent.code.endsWith('Enter') && !composed) decision.sendOpenForm.current?.();
  };
  return (
    <section className={classes.panel} aria-label={t('decide.panel')} tabIndex={0} onKeyDown={onKeyDown}>
      {heading ? <Heading view={view} /> : null}
      {offered(view, 'Recommend') || inConflict(view) ? null : <Elsewhere view={view} decides={decides} />}
      {options.snoozing ? <SnoozedLine id={view.id} snoozing={options.snoozing} /> : null}
      {stale ? <Stale onReload={() => void decision.again()}>{t('decide.stale')}</Stale> : null}
      <Standing view={view} />
      <ClaimLine view={view} />
      {online ? null : <p className={classes.offline}>{t('decide.offline')}</p>}
      <div className={classes.block}>
        <h2>{t('decide.why', { result: t(`eligibility.${view.eligibility}`) })}</h2>
        <p className={classes.soft}>
          {view.regime.provisional
            ? t('regime.today')
            : t('regime.pinned', {
                at: view.regime.receivedAt ? day(view.regime.receivedAt) : '',
                law: view.regime.stateLaw,
              })}
          {view.regime.changesOn ? ` ${t('regime.changes', { on: day(view.regime.changesOn) })}` : ''}
        </p>
        <Criteria view={view} actions={(c) => <CriterionActions criterion={c} decision={decision} />} />
      </div>
      {(view.frozen?.revision ?? 0) > 1 ? (
        <Suspense fallback={null}>
          <ShortDiff view={view} />
        </Suspense>
      ) : null}
      <Earlier view={view} />
      {decides ? (
        <>
          {inConflict(view) ? null : <Opinion decision={decision} />}
          {isConflict(decision.problem) ? (
            <Conflict error={decision.problem} view={view} onReload={() => void decision.again()} />
          ) : decision.problem ? (
            <Refused error={decision.problem} />
          ) : null}
          <Forms decision={decision} />
          <NextLine view={view} />
          <SeatLine decision={decision} />
          <Buttons decision={decision} disabled={!online} keys={keys} {...(early ? { early } : {})} />
        </>
      ) : null}
    </section>
  );
}

/** No decision here: what this person may do about it on another screen. */
function Elsewhere({ view, decides }: { view: DecisionOptions['view']; decides: boolean }) {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const waits = view.state === 'awaitingDecision';
  const clerk = me?.seats.some((s) => s.role === 'clerk' && s.unit.id === view.waitingUnit?.id) ?? false;
  return (
    <div className={classes.block}>
      {view.draft?.editable ? (
        <Link to="/ho-so/$id" params={{ id: view.id }} className={classes.go}>
          {t('decide.complete')}
        </Link>
      ) : view.document ? (
        <Link to="/van-ban/$id" params={{ id: view.document.id }} className={classes.go}>
          {t('decide.inDocument')}
        </Link>
      ) : waits && clerk ? (
        <Link to="/van-ban/moi" search={{ award: view.award.code }} className={classes.go}>
          {t('decide.compose')}
        </Link>
      ) : decides ? null : (
        <p className={classes.soft}>{t('decide.notYourTurn')}</p>
      )}
    </div>
  );
}
