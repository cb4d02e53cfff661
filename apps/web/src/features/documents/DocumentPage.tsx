import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentView } from '#contract';
import { ApiError } from '../../shared/api';
import { day, moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { documentQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Failed, Loading, NotFound } from '../../shared/ui/states';
import { DocumentTag } from '../../shared/ui/tags';
import { ActProgress } from './ActProgress';
import { Annulment } from './Annulment';
import { Check, type Deed } from './Check';
import classes from './documents.module.css';
import { ItemTable } from './ItemTable';
import { kindOf } from './kind';
import { Lines } from './Lines';
import { Prints } from './Prints';
import { Related } from './Related';

export function DocumentPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/van-ban/$id' });
  const document = useQuery(documentQuery(id));
  if (document.data)
    return <Loaded key={id} document={document.data} reload={async () => void (await document.refetch())} />;
  if (document.error instanceof ApiError && [400, 404].includes(document.error.status)) return <NotFound />;
  if (document.error)
    return <Failed error={document.error} what={t('documents.failed')} onRetry={() => void document.refetch()} />;
  return <Loading rows={8} />;
}

function Loaded({ document, reload }: { document: DocumentView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const kind = kindOf(document);
  return (
    <Page
      title={document.title}
      above={`${t(`documents.kinds.${kind}`)} · ${document.body.name} · ${document.number ?? t('documents.noNumber')}`}
      tools={<DocumentTag state={document.state} />}
    >
      <div className={classes.stack}>
        {document.act && kind !== 'correction' ? <ActProgress act={document.act} kind={kind} onDone={reload} /> : null}
        <Deeds document={document} reload={reload} />
        <Head document={document} />
        <Prints document={document} />
        <Related document={document} />
        {document.annulment ? <Annulment document={document} annulment={document.annulment} reload={reload} /> : null}
        {document.items.length > 0 ? <ItemTable document={document} reload={reload} /> : null}
      </div>
    </Page>
  );
}

function Head({ document: d }: { document: DocumentView }) {
  const { t, word } = useWords();
  const signer = d.signedFor
    ? `${d.signedBy ?? ''} (${word('capacity', d.signedFor.form)} ${d.signedFor.name})`
    : d.signedBy;
  const lines: [string, string][] = [
    [t('documents.kind'), t(`documents.kinds.${kindOf(d)}`)],
    [t('documents.number'), d.number ?? t('documents.numberAtIssue')],
    [t('documents.date'), d.date ? day(d.date) : t('common.notYet')],
    [t('documents.body'), d.body.name],
    [t('documents.capacity'), word('capacity', d.capacity)],
    [t('documents.signed'), d.signedAt ? `${signer ?? ''} · ${moment(d.signedAt)}` : t('common.notYet')],
    [t('documents.issued'), d.issuedAt ? moment(d.issuedAt) : t('common.notYet')],
  ];
  return (
    <Panel title={t('documents.about')}>
      <Lines lines={lines} />
    </Panel>
  );
}

const pages = { Correct: '/van-ban/$id/dinh-chinh', Annul: '/van-ban/$id/huy-bo' } as const;
const isPage = (type: string): type is keyof typeof pages => type in pages;

/** Sign, issue, discard pass a check page and cannot be undone; a correction and an annulment are composed on pages of their own. */
function Deeds({ document, reload }: { document: DocumentView; reload: () => Promise<void> }) {
  const { t, said } = useWords();
  const [deed, setDeed] = useState<Deed | null>(null);
  const shown = document.commands.filter(
    (c) => c.allowed || (c.refusal && !['wrong-seat', 'not-now'].includes(c.refusal.code)),
  );
  if (deed) return <Check document={document} deed={deed} reload={reload} onClose={() => setDeed(null)} />;
  if (shown.length === 0) return null;
  return (
    <Panel>
      {shown.map((c) =>
        c.refusal ? (
          <p key={c.type} id={`why-${c.type}`}>
            <strong>{t(`documents.deed.${c.type}`)}:</strong> {said(c.refusal.message)}
          </p>
        ) : null,
      )}
      <div className={classes.buttons}>
        {shown.map(({ type, allowed, refusal }) =>
          isPage(type) ? (
            <Button
              key={type}
              variant="default"
              renderRoot={(props) => <Link {...props} to={pages[type]} params={{ id: document.id }} />}
            >
              {t(`documents.deed.${type}`)}
            </Button>
          ) : (
            <Button
              key={type}
              variant={allowed && type !== 'Discard' ? 'filled' : 'default'}
              aria-disabled={!allowed}
              aria-describedby={refusal ? `why-${type}` : undefined}
              onClick={() => allowed && setDeed(type)}
            >
              {t(`documents.deed.${type}`)}
            </Button>
          ),
        )}
      </div>
    </Panel>
  );
}
