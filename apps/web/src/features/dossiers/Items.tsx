import type { ItemView, NominationView } from '#contract';
import { moment, size } from '../../shared/format';
import { capital, useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './DossierPage.module.css';

export function ItemState({ item }: { item: ItemView }) {
  const { t } = useWords();
  if (item.requested) return <StatusTag tone="warn">{t('items.requested')}</StatusTag>;
  if (item.file) return <StatusTag tone="ok">{t('items.present')}</StatusTag>;
  return item.required ? (
    <StatusTag tone="bad">{t('items.missing')}</StatusTag>
  ) : (
    <StatusTag tone="plain">{t('items.optional')}</StatusTag>
  );
}

export function fileUrl(nomination: string, item: string, revision?: number): string {
  const path = `/api/nominations/${encodeURIComponent(nomination)}/items/${encodeURIComponent(item)}`;
  return revision === undefined ? path : `${path}?revision=${revision}`;
}

export function Items({ view }: { view: NominationView }) {
  const { t, said, word } = useWords();
  return (
    <Panel title={t('dossier.tab.items')}>
      {view.items.length === 0 ? <p>{t('items.none')}</p> : null}
      <ul>
        {view.items.map((item) => (
          <li key={item.item} className={classes.item}>
            <p>
              <strong>{capital(said(item.label))}</strong> <ItemState item={item} />
            </p>
            {item.requested ? <p>{t('items.requestedWhy', { why: word('returnCode', item.requested) })}</p> : null}
            {item.file ? (
              <p>
                <a href={fileUrl(view.id, item.item, view.frozen?.revision)} download={item.file.name}>
                  {item.file.name}
                </a>{' '}
                <span className={classes.soft}>
                  {size(item.file.size)} · {moment(item.file.uploadedAt)} · SHA-256{' '}
                  <span className={classes.hash} title={item.file.sha256}>
                    {item.file.sha256.slice(0, 12)}
                  </span>
                </span>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
