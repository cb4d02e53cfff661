import { Link } from '@tanstack/react-router';
import type { DocumentView } from '#contract';
import { day } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import table from '../../shared/ui/table.module.css';
import classes from './documents.module.css';

/** The original beside what corrects or annuls it: each a document of its own. */
export function Related({ document: d }: { document: DocumentView }) {
  const { t } = useWords();
  const original = d.corrects ?? d.annulment?.original ?? null;
  return (
    <>
      {original ? (
        <Panel title={t('documents.original')}>
          <p>
            <Link to="/van-ban/$id" params={{ id: original.id }}>
              {t(d.corrects ? 'documents.corrects' : 'documents.annulsOf', {
                number: original.number,
                date: day(original.date),
              })}
            </Link>
          </p>
          <p className={classes.soft}>{t('documents.originalNote')}</p>
        </Panel>
      ) : null}
      {d.corrected.length > 0 ? (
        <Panel title={t('documents.corrected')}>
          <Lines lines={d.corrected} />
        </Panel>
      ) : null}
      {d.corrections.length > 0 ? (
        <Panel title={t('documents.corrections')}>
          {d.corrections.map((c) => (
            <div key={c.id}>
              <Numbered document={c} />
              <Lines lines={c.lines} />
            </div>
          ))}
        </Panel>
      ) : null}
      {d.annulments.length > 0 ? (
        <Panel title={t('documents.annulments')}>
          <ul>
            {d.annulments.map((a) => (
              <li key={a.id}>
                <Numbered document={a} /> · {t('documents.annulledCount', { count: a.nominations.length })}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}

function Numbered({ document: { id, number, date } }: { document: { id: string; number: string; date: string } }) {
  return (
    <Link to="/van-ban/$id" params={{ id }}>
      {number} · {day(date)}
    </Link>
  );
}

function Lines({ lines }: { lines: DocumentView['corrected'] }) {
  const { t } = useWords();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('documents.wrong')}</th>
          <th scope="col">{t('documents.right')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((l, i) => (
          <tr key={`${l.nomination} ${String(i)}`}>
            <td>
              {l.wrong}
              <span className={table.sub}>{l.code}</span>
            </td>
            <td>{l.right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
