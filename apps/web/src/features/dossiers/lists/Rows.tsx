import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { NomineeList } from '#contract';
import { capital, useWords } from '../../../shared/labels';
import { Scrolled } from '../../../shared/ui/Panel';
import { Failed, Loading } from '../../../shared/ui/states';
import table from '../../../shared/ui/table.module.css';
import classes from './lists.module.css';
import { rowsQuery, type NomineeRow, type RowState } from './queries';

interface RowsProps {
  list: NomineeList;
  which: RowState;
  confirmed: ReadonlySet<number>;
  onConfirm: (line: number, yes: boolean) => void;
}

/** The rows that stand so, as the file has them, with what is wrong under the very cell. */
export function Rows({ list, which, confirmed, onConfirm }: RowsProps) {
  const { t } = useWords();
  const found = useInfiniteQuery(rowsQuery(list.id, which));
  if (found.error) return <Failed error={found.error} what={t('lists.failed')} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={4} />;
  const rows = found.data.pages.flatMap((p) => p.rows);
  if (rows.length === 0) return <p role="status">{t(`lists.none.${which}`)}</p>;
  const columns = list.columns.filter((c) => c.field !== null);
  return (
    <>
      <Scrolled label={t(`lists.state.${which}`)}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('lists.line')}</th>
              {which === 'doubtful' ? <th scope="col">{t('lists.confirm')}</th> : null}
              {columns.map((c) => (
                <th scope="col" key={c.column}>
                  {c.heading}
                </th>
              ))}
              <th scope="col">{which === 'made' ? t('lists.draft') : t('lists.meant')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <th scope="row">{row.line}</th>
                {which === 'doubtful' ? (
                  <td>
                    <Checkbox
                      aria-label={t('lists.confirmRow', { line: row.line })}
                      checked={confirmed.has(row.line)}
                      onChange={(e) => onConfirm(row.line, e.currentTarget.checked)}
                    />
                  </td>
                ) : null}
                {columns.map((c) => (
                  <td key={c.column}>
                    {row.cells[c.column] ?? <span className={classes.soft}>–</span>}
                    <Problems row={row} column={c.column} />
                  </td>
                ))}
                <td>
                  {row.nomination ? (
                    <Link to="/ho-so/$id" params={{ id: row.nomination }}>
                      {row.subject?.name}
                    </Link>
                  ) : (
                    row.subject?.name
                  )}
                  <Problems row={row} column={null} fields={list.fields} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {found.hasNextPage ? (
        <div>
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('lists.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface ProblemsProps {
  row: NomineeRow;
  column: number | null;
  /** For problems that stand in no column: what they are about. */
  fields?: NomineeList['fields'];
}

function Problems({ row, column, fields }: ProblemsProps) {
  const { t, said } = useWords();
  return row.problems
    .filter((p) => p.column === column)
    .map((p) => {
      const field = fields?.find((f) => f.field === p.field);
      return (
        <span key={p.field + p.code} className={classes.wrong}>
          {field ? `${capital(said(field.label))}: ` : ''}
          {said(p.message)}
          {p.line === undefined ? '' : ` (${t('lists.lineNo', { line: p.line })})`}
        </span>
      );
    });
}
