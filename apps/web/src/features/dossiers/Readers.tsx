import type { Dossier } from '#contract';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import table from '../../shared/ui/table.module.css';

/** Who opened which frozen revision, and when first and last. */
export function Readers({ dossier }: { dossier: Dossier }) {
  const { t } = useWords();
  return (
    <Panel title={t('file.readers.title')}>
      {dossier.readings.length === 0 ? (
        <p>{t('file.readers.none')}</p>
      ) : (
        <Scrolled label={t('file.readers.title')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('file.readers.name')}</th>
                <th scope="col">{t('file.readers.revision')}</th>
                <th scope="col">{t('file.readers.first')}</th>
                <th scope="col">{t('file.readers.last')}</th>
              </tr>
            </thead>
            <tbody>
              {dossier.readings.map((r) => (
                <tr key={`${r.person} ${r.revision}`}>
                  <td>
                    {r.name} <span className={table.sub}>{r.units.join(', ')}</span>
                  </td>
                  <td>{r.revision}</td>
                  <td>{moment(r.firstAt)}</td>
                  <td>{moment(r.lastAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
    </Panel>
  );
}
