import type { ItemView, NominationView } from '#contract';
import { moment, size } from '../../shared/format';
import { capital, useWords } from '../../shared/labels';
import { FileLink } from '../../shared/nomination/FileLink';
import { Panel } from '../../shared/ui/Panel';
import { StatusTag } from '../../shared/ui/StatusTag';
import classes from './DossierPage.module.css';

export function ItemState({ item }: { item: ItemView }) {
  const { t } = useWords();
  if (item.requested) return <StatusTag tone="warn">{t('items.requested')}</StatusTag>;
  if (item.files.length > 0) return <StatusTag tone="ok">{t('items.present')}</StatusTag>;
  return item.required ? (
    <StatusTag tone="bad">{t('items.missing')}</StatusTag>
  ) : (
    <StatusTag tone="plain">{t('items.optional')}</StatusTag>
  );
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
            {item.requested ? (
              <p>
                {t('items.requestedWhy', { why: word('returnCode', item.requested) })}
                {item.repeated ? ` (${t('items.repeated')})` : null}
              </p>
            ) : null}
            {item.files.map((file) => (
              <p key={file.id}>
                <FileLink nomination={view.id} item={item.item} file={file} />{' '}
                <span className={classes.soft}>
                  {size(file.size)} · {moment(file.uploadedAt)} · SHA-256{' '}
                  <span className={classes.hash} title={file.sha256}>
                    {file.sha256.slice(0, 12)}
                  </span>
                </span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
