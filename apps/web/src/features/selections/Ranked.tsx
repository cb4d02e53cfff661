import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import { Scrolled } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import table from '../../shared/ui/table.module.css';
import classes from './selections.module.css';

type Row = SelectionView['rows'][number];

/** The order with the values that broke ties, and the line where the places end. */
export function Ranked({ selection: s }: { selection: SelectionView }) {
  const { t } = useWords();
  const cut = s.rows.findIndex((r) => !r.selected);
  return (
    <Scrolled label={t('selections.heading')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('selections.rank')}</th>
            <th scope="col">{t('inbox.who')}</th>
            {s.by === 'score' ? <th scope="col">{t('selections.score')}</th> : null}
            <th scope="col">{t('selections.ties')}</th>
            <th scope="col">{t(s.closed ? 'selections.result' : 'selections.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {s.rows.map((row, i) => (
            <Fragment key={row.nomination}>
              {i === cut ? (
                <tr className={classes.cut}>
                  <th scope="rowgroup" colSpan={s.by === 'score' ? 5 : 4}>
                    — {t('selections.cut')} —
                  </th>
                </tr>
              ) : null}
              <Line row={row} scored={s.by === 'score'} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Line({ row, scored }: { row: Row; scored: boolean }) {
  const { t } = useWords();
  const tie = (name: string): string =>
    name === 'women' || name === 'womenCollective' || name === 'directWorker' ? t(`selections.tie.${name}`) : name;
  return (
    <tr>
      <td>{row.rank}</td>
      <td>
        <Link to="/ho-so/$id" params={{ id: row.nomination }}>
          {row.subject}
        </Link>
        <span className={table.sub}>
          {row.unit} · {row.code}
        </span>
      </td>
      {scored ? <td>{row.score ?? '–'}</td> : null}
      <td>
        {Object.entries(row.ties)
          .map(([name, holds]) => `${tie(name)}: ${t(holds ? 'selections.yes' : 'selections.no')}`)
          .join(' · ')}
      </td>
      <td>
        <StatusTag tone={row.selected ? 'ok' : 'plain'}>
          {t(row.selected ? 'selections.selected' : 'selections.notSelected')}
        </StatusTag>
      </td>
    </tr>
  );
}
