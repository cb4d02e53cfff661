import { useWords } from '../../shared/labels';
import classes from './InboxPage.module.css';

/** What came while somebody was reading: said politely, shown when they want it. */
export function NewRows({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useWords();
  return (
    <div role="status">
      {count > 0 ? (
        <button type="button" className={classes.fresh} onClick={onShow}>
          {t('inbox.fresh', { count })} – <strong>{t('inbox.showFresh')}</strong>
        </button>
      ) : null}
    </div>
  );
}
