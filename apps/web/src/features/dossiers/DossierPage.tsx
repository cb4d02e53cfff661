import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { NominationView } from '#contract';
import { ApiError } from '../../shared/api';
import { msUntil } from '../../shared/clock';
import { DecisionPanel } from '../../shared/decision/DecisionPanel';
import { unitName, useWords } from '../../shared/labels';
import { useNomination, type ReadNomination } from '../../shared/nomination/use-nomination';
import { meQuery } from '../../shared/queries';
import { useOfferUndo } from '../../shared/undo';
import { Page } from '../../shared/ui/Page';
import { Failed, Loading, NotFound, Stale } from '../../shared/ui/states';
import { StatusTag } from '../../shared/ui/StatusTag';
import { StateTag } from '../../shared/ui/tags';
import classes from './DossierPage.module.css';
import { DossierTabs } from './DossierTabs';
import { DraftEditor } from './draft/DraftEditor';

export function DossierPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/ho-so/$id' });
  const read = useNomination(id);
  if (read.view) return <Loaded key={id} view={read.view} read={read} />;
  if (read.error instanceof ApiError && [400, 404].includes(read.error.status)) return <NotFound />;
  if (read.error)
    return <Failed error={read.error} what={t('dossiers.failedOne')} onRetry={() => void read.reload()} />;
  return <Loading rows={8} />;
}

/** The ten seconds survive a reload of the page: the server tells what may still be taken back. */
function useServerUndo(view: NominationView, reload: () => Promise<void>): void {
  const { t } = useWords();
  const offer = useOfferUndo();
  const { undo, revision, id, commands } = view;
  useEffect(() => {
    const as = commands.find((c) => c.type === 'Retract')?.seats[0]?.id;
    if (!undo || !as) return;
    offer({
      nomination: id,
      revision,
      seq: undo.seq,
      as,
      said: t('undo.said.Recorded'),
      until: Date.now() + msUntil(undo.until),
      onUndone: () => void reload(),
    });
    // One offer per entry: a refetch of the same entry must not start it again.
  }, [undo?.seq, id]);
}

/** The state, and of what was entered from papers by whom: both units stand in the header. */
function Tags({ view }: { view: NominationView }) {
  const { t } = useWords();
  return (
    <>
      {view.enteredBy ? <StatusTag tone="plain">{`${t('dossier.paper')} · ${view.enteredBy.name}`}</StatusTag> : null}
      <StateTag state={view.state} unit={view.waitingUnit} />
    </>
  );
}

function Loaded({ view, read }: { view: NominationView; read: ReadNomination }) {
  const { t, awardName } = useWords();
  const { check } = useSearch({ from: '/inside/ho-so/$id' });
  const { data: me } = useQuery(meQuery);
  const navigate = useNavigate({ from: '/ho-so/$id' });
  useServerUndo(view, read.reload);
  const above = `${view.code ?? t('common.noCode')} · ${awardName(view.award)} · ${unitName(view.unit)} · ${view.year}`;
  const editing = view.draft?.editable === true;
  return (
    <Page title={view.subject.name} above={above} tools={<Tags view={view} />}>
      {editing ? (
        <DraftEditor
          view={view}
          draft={view.draft!}
          reload={read.reload}
          checking={check === true}
          onCheck={(on) => void navigate({ search: on ? { check: true } : {} })}
        />
      ) : (
        <div className={classes.panes}>
          <div className={classes.main}>
            {view.limited ? (
              <p className={classes.note}>{t('dossiers.limited')}</p>
            ) : (
              <DossierTabs view={view} me={me} reload={read.reload} />
            )}
          </div>
          {view.limited ? null : (
            <DecisionPanel view={view} stale={read.stale} reload={read.reload} onUndone={() => void read.reload()} />
          )}
        </div>
      )}
      {editing && read.stale ? <Stale onReload={() => void read.reload()}>{t('decide.stale')}</Stale> : null}
    </Page>
  );
}
