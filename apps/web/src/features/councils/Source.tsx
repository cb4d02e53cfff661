import type { SittingView } from '#contract';
import { useWords } from '../../shared/labels';
import classes from './councils.module.css';

type Quorum = NonNullable<SittingView['quorum']>;

/** Where a share stands: in which version of which procedure, and the text that it was taken from. */
export function Source({ share: [part, whole], source }: { share: Quorum['share']; source: Quorum['source'] }) {
  const { t, said } = useWords();
  const { procedure, citation } = source;
  return (
    <p className={classes.soft}>
      {t('councils.source', { part, whole, name: said(procedure), code: procedure.id, version: procedure.version })}{' '}
      {citation === null ? t('councils.uncited') : t('councils.cited', { citation })}
    </p>
  );
}
