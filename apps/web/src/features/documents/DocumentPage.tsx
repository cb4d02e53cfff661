import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentView } from '#contract';
import { ApiError } from '../../shared/api';
import { day, money, moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { documentQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Failed, Loading, NotFound } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import { DocumentTag, StateTag } from '../../shared/ui/tags';
import { ActProgress } from './ActProgress';
import { Check, type Deed } from './Check';
import classes from './documents.module.css';

export function DocumentPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/inside/van-ban/$id' });
  const document = useQuery(documentQuery(id));
  if (document.data) return <Loaded document={document.data} reload={async () => void (await document.refetch())} />;
  if (document.error instanceof ApiError && [400, 404].includes(document.error.status)) return <NotFound />;
  if (document.error)
    return <Failed error={document.error} what={t('documents.failed')} onRetry={() => void document.refetch()} />;
  return <Loading rows={8} />;
}

function Loaded({ document, reload }: { document: DocumentView; reload: () => Promise<void> }) {
  const { t } = useWords();
  return (
    <Page
      title={document.title}
      above={`${document.body.name} · ${document.number ?? t('documents.noNumber')}`}
      tools={<DocumentTag state={document.state} />}
    >
      <div className={classes.stack}>
        {document.act ? <ActProgress act={document.act} onDone={reload} /> : null}
        <Head document={document} />
        <Deeds document={document} reload={reload} />
        <ItemTable document={document} />
      </div>
    </Page>
  );
}

function Head({ document: d }: { document: DocumentView }) {
  const { t, word } = useWords();
  const lines: [string, string][] = [
    [t('documents.number'), d.number ?? t('documents.numberAtIssue')],
    [t('documents.date'), d.date ? day(d.date) : t('common.notYet')],
    [t('documents.body'), d.body.name],
    [t('documents.capacity'), word('capacity', d.capacity)],
    [t('documents.signed'), d.signedAt ? `${d.signedBy ?? ''} · ${moment(d.signedAt)}` : t('common.notYet')],
    [t('documents.issued'), d.issuedAt ? moment(d.issuedAt) : t('common.notYet')],
  ];
  return (
    <Panel title={t('documents.about')}>
      <dl className={classes.facts}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** Sign, issue, discard: each passes a check page; none can be undone. */
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
        {shown.map((c) => (
          <Button
            key={c.type}
            variant={c.allowed && c.type !== 'Discard' ? 'filled' : 'default'}
            aria-disabled={!c.allowed}
            aria-describedby={c.refusal ? `why-${c.type}` : undefined}
            onClick={() => c.allowed && setDeed(c.type)}
          >
            {t(`documents.deed.${c.type}`)}
          </Button>
        ))}
      </div>
    </Panel>
  );
}

function ItemTable({ document }: { document: DocumentView }) {
  const { t } = useWords();
  return (
    <Panel title={t('documents.items', { count: document.items.length })}>
      <Scrolled label={t('documents.names')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('inbox.who')}</th>
              <th scope="col">{t('inbox.award')}</th>
              <th scope="col">{t('documents.money')}</th>
              <th scope="col">{t('inbox.state')}</th>
            </tr>
          </thead>
          <tbody>
            {document.items.map((item) => (
              <tr key={item.nomination}>
                <td>
                  <Link to="/ho-so/$id" params={{ id: item.nomination }}>
                    {item.subject}
                  </Link>
                  <span className={table.sub}>
                    {item.unit} · {item.code}
                  </span>
                </td>
                <td>{item.award}</td>
                <td>
                  {item.amount === null
                    ? t('documents.moneyUnset')
                    : t('documents.vnd', { amount: money(item.amount) })}
                </td>
                <td>
                  <StateTag state={item.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </Panel>
  );
}
