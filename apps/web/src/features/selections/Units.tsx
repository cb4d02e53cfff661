import type { SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import table from '../../shared/ui/table.module.css';

/** Units with places of their own: what is left there, and how many of theirs are on the list. */
export function Units({ units, closed }: Pick<SelectionView, 'units' | 'closed'>) {
  const { t } = useWords();
  if (units.length === 0) return null;
  return (
    <Panel title={t('selections.units')}>
      <Scrolled label={t('selections.units')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('selections.unit')}</th>
              <th scope="col">{t('selections.ownPlaces')}</th>
              <th scope="col">{t('selections.listed')}</th>
              <th scope="col">{t(closed ? 'selections.selected' : 'selections.wouldBe')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map((u) => (
              <tr key={u.unit.id}>
                <th scope="row">{u.unit.name}</th>
                <td>{t('selections.remaining', u)}</td>
                <td>{u.listed}</td>
                <td>{u.selected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </Panel>
  );
}
