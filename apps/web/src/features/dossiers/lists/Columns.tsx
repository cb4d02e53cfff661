import { Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NomineeList } from '#contract';
import { capital, useWords } from '../../../shared/labels';
import { Panel, Scrolled } from '../../../shared/ui/Panel';
import { Refused } from '../../../shared/ui/states';
import table from '../../../shared/ui/table.module.css';
import classes from './lists.module.css';
import { nameColumns } from './queries';

/** What each column of the file holds, and whether old letters are converted; both at once change how the rows stand. */
export function Columns({ list }: { list: NomineeList }) {
  const { t, said } = useWords();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ columns, convert }: { columns: (string | null)[]; convert: boolean }) =>
      nameColumns(list.id, columns, convert),
    onSuccess: async (saved) => {
      client.setQueryData(['nominee-list', list.id], saved);
      await client.invalidateQueries({ queryKey: ['nominee-list', list.id, 'rows'] });
    },
  });
  const fields = list.columns.map((c) => c.field);
  const set = (column: number, field: string | null): void => {
    const others = fields.map((f) => (f === field ? null : f));
    save.mutate({ columns: others.map((f, i) => (i === column ? field : f)), convert: list.converted });
  };
  const missing = list.fields.filter((f) => list.missing.includes(f.field)).map((f) => capital(said(f.label)));
  return (
    <Panel title={t('lists.columns')}>
      {list.oldEncoding ? (
        <div className={classes.notice}>
          <p>{t('lists.oldText', { name: list.oldEncoding })}</p>
          <Checkbox
            label={t('lists.convert')}
            checked={list.converted}
            onChange={(e) => save.mutate({ columns: fields, convert: e.currentTarget.checked })}
          />
        </div>
      ) : null}
      {missing.length > 0 ? (
        <p className={classes.wrong} role="alert">
          {t('lists.missing', { fields: missing.join(', ') })}
        </p>
      ) : null}
      <Scrolled label={t('lists.columns')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('lists.heading')}</th>
              <th scope="col">{t('lists.sample')}</th>
              <th scope="col">{t('lists.holds')}</th>
            </tr>
          </thead>
          <tbody>
            {list.columns.map((c) => (
              <tr key={c.column}>
                <th scope="row">{c.heading || t('lists.noHeading', { n: c.column + 1 })}</th>
                <td className={classes.soft}>{c.sample.join(' · ')}</td>
                <td className={classes.choice}>
                  <NativeSelect
                    aria-label={t('lists.holdsOf', { column: c.heading || String(c.column + 1) })}
                    value={c.field ?? ''}
                    onChange={(e) => set(c.column, e.currentTarget.value === '' ? null : e.currentTarget.value)}
                    data={[
                      { value: '', label: t('lists.leftOut') },
                      ...list.fields.map((f) => ({ value: f.field, label: capital(said(f.label)) })),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {save.error ? <Refused error={save.error} /> : null}
    </Panel>
  );
}
