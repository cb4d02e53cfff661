import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { day } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Scrolled } from '../../shared/ui/Panel';
import { Failed, Loading } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import { importRowsQuery, type ImportRow, type RowState } from './queries';
import classes from './registers.module.css';

/** In this order wherever they stand; only those that some row has are shown. */
const order = [
  'name',
  'person',
  'subject',
  'subjectType',
  'unit',
  'birthDate',
  'memberNumber',
  'citizenId',
  'role',
  'flags',
  'award',
  'year',
  'occasion',
  'theme',
  'result',
  'validFrom',
  'validTo',
] as const;
type Column = (typeof order)[number];

interface RowsProps {
  id: string;
  which: RowState;
  /** Of doubtful rows those that are taken, of ready rows those that are left out. */
  marked: { lines: ReadonlySet<number>; put: (line: number, on: boolean) => void };
}

/** The rows that stand so, with what is wrong under the very cell. */
export function Rows({ id, which, marked }: RowsProps) {
  const { t } = useWords();
  const found = useInfiniteQuery(importRowsQuery(id, which));
  if (found.error)
    return <Failed error={found.error} what={t('imports.failed')} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={4} />;
  const rows = found.data.pages.flatMap((p) => p.rows);
  if (rows.length === 0) return <p role="status">{t(`imports.none.${which}`)}</p>;
  const columns = order.filter((c) =>
    rows.some((r) => r.values[c] !== undefined || r.problems.some((p) => p.column === c)),
  );
  return (
    <>
      <Scrolled label={t(`imports.state.${which}`)}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('imports.line')}</th>
              {which === 'wrong' ? null : <th scope="col">{t('imports.takeRow')}</th>}
              {columns.map((c) => (
                <th scope="col" key={c}>
                  {t(`imports.column.${c}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.line} row={row} columns={columns} which={which} marked={marked} />
            ))}
          </tbody>
        </table>
      </Scrolled>
      {found.hasNextPage ? (
        <div>
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface RowProps extends Pick<RowsProps, 'which' | 'marked'> {
  row: ImportRow;
  columns: readonly Column[];
}

function Row({ row, columns, which, marked }: RowProps) {
  const { t } = useWords();
  const on = marked.lines.has(row.line);
  return (
    <tr>
      <th scope="row">
        {row.line}
        <Problems row={row} column={null} />
      </th>
      {which === 'wrong' ? null : (
        <td>
          <Checkbox
            aria-label={t('imports.takeLine', { line: row.line })}
            checked={which === 'ready' ? !on : on}
            onChange={() => marked.put(row.line, !on)}
          />
        </td>
      )}
      {columns.map((c) => (
        <td key={c}>
          <Value column={c} value={row.values[c]} />
          <Problems row={row} column={c} />
        </td>
      ))}
    </tr>
  );
}

function Value({ column, value }: { column: Column; value: string | undefined }) {
  const { t, word } = useWords();
  if (value === undefined) return <span className={classes.soft}>–</span>;
  if (column === 'role' || column === 'occasion') return word(column, value);
  if (column === 'subjectType') return value === 'unit' ? t('imports.collective') : t('imports.individual');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value;
}

function Problems({ row, column }: { row: ImportRow; column: Column | null }) {
  const { t, said } = useWords();
  return row.problems
    .filter((p) => (column === null ? !(order as readonly string[]).includes(p.column) : p.column === column))
    .map((p) => (
      <span key={p.code} className={classes.wrong}>
        {said(p.message)}
        {p.line === undefined ? '' : ` (${t('imports.lineNo', { line: p.line })})`}
      </span>
    ));
}
