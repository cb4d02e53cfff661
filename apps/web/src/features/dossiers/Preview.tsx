import type { ItemFile } from '#contract';
import { useWords } from '../../shared/labels';
import { filePath } from '../../shared/nomination/FileLink';
import classes from './Items.module.css';

interface PreviewProps {
  nomination: string;
  item: string;
  file: ItemFile;
}

/** A PDF in the viewer of the browser, a picture as a picture; everything else is told to be saved. */
export function Preview({ nomination, item, file }: PreviewProps) {
  const { t } = useWords();
  const path = `${filePath(nomination, item, file.id)}?inline=1`;
  const title = t('file.check.previewOf', { file: file.name });
  const elsewhere = (
    <a href={path} target="_blank" rel="noopener">
      {t('file.check.newTab')}
    </a>
  );
  if (file.mime.startsWith('image/')) return <img className={classes.picture} src={path} alt={title} />;
  if (file.mime !== 'application/pdf') return <p className={classes.note}>{t('file.check.noPreview')}</p>;
  if (!navigator.pdfViewerEnabled)
    return (
      <p className={classes.note}>
        {t('file.check.noViewer')} {elsewhere}
      </p>
    );
  return (
    <div>
      <iframe className={classes.pdf} src={path} title={title} />
      <p>{elsewhere}</p>
    </div>
  );
}
