import { useWords } from '../../shared/labels';
import classes from './councils.module.css';
import { spelled } from './receipts';

/** That the paper is there, with the code that only this browser knows until it is closed or reloaded. */
export function Receipt({ receipt }: { receipt: string | null }) {
  const { t } = useWords();
  return (
    <div role="status" className={classes.received}>
      <p>
        <strong>{t('councils.received')}</strong>
      </p>
      {receipt ? (
        <>
          <p>{t('councils.keepCode')}</p>
          <code className={classes.code}>{spelled(receipt)}</code>
        </>
      ) : (
        <p>{t('councils.noCode')}</p>
      )}
    </div>
  );
}
