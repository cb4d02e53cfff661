import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentItem, DocumentView } from '#contract';
import { partsOfStep } from '#domain/vocabulary';
import { ExternalResult } from '../../shared/decision/ExternalResult';
import { money } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import table from '../../shared/ui/table.module.css';
import { StateTag } from '../../shared/ui/tags';
import classes from './documents.module.css';

/** What became of each line; of a letter to an authority above also its answer. */
export function ItemTable({ document, reload }: { document: DocumentView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const [answered, setAnswered] = useState<DocumentItem | null>(null);
  return (
    <Panel title={t('documents.items', { count: document.items.length })}>
      <Problems items={document.items} />
      <Scrolled label={t('documents.names')}>
        <table className={`${table.table} ${classes.wide}`}>
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
              <Row key={item.nomination} item={item} onExternal={() => setAnswered(item)} />
            ))}
          </tbody>
        </table>
      </Scrolled>
      {answered ? (
        <section className={classes.check} aria-label={t('documents.externalOf', { name: answered.subject })}>
          <h3>{t('documents.externalOf', { name: answered.subject })}</h3>
          <ExternalResult
            key={answered.nomination}
            id={answered.nomination}
            onDone={reload}
            onClose={() => setAnswered(null)}
          />
        </section>
      ) : null}
    </Panel>
  );
}

function Row({ item, onExternal }: { item: DocumentItem; onExternal: () => void }) {
  const { t, said } = useWords();
  return (
    <tr>
      <td>
        <Link to="/ho-so/$id" params={{ id: item.nomination }}>
          {item.subject}
        </Link>
        <span className={table.sub}>
          {item.unit} · {item.code}
        </span>
      </td>
      <td>{item.award}</td>
      <td>{item.amount === null ? t('documents.moneyUnset') : t('documents.vnd', { amount: money(item.amount) })}</td>
      <td>
        <StateTag state={item.state} />
        {item.problem ? <span className={table.sub}>{said(item.problem.message)}</span> : null}
        {partsOfStep(item.state)?.step === 'external' ? (
          <Button
            variant="default"
            size="compact-md"
            onClick={onExternal}
            aria-label={t('documents.externalOf', { name: item.subject })}
          >
            {t('documents.external')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Lines that keep the whole from going on, named first. */
function Problems({ items }: { items: readonly DocumentItem[] }) {
  const { t, said } = useWords();
  const bad = items.filter((i) => i.problem !== null);
  if (bad.length === 0) return null;
  return (
    <div role="status" className={classes.problems}>
      <strong>{t('documents.problems', { count: bad.length })}</strong>
      <ul>
        {bad.map((i) => (
          <li key={i.nomination}>
            {i.subject} · {i.code}: {i.problem ? said(i.problem.message) : null}
          </li>
        ))}
      </ul>
      <p>{t('documents.problemsNote')}</p>
    </div>
  );
}
