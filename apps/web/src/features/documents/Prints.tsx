import type { DocumentView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import classes from './documents.module.css';

/** The document on paper: to look at, and to take along. */
export function Prints({ document: { id, state } }: { document: DocumentView }) {
  const { t } = useWords();
  const path = `/api/documents/${encodeURIComponent(id)}/print`;
  return (
    <Panel title={t('documents.print')}>
      <p className={classes.soft}>{t(state === 'issued' ? 'documents.printFixed' : 'documents.printDraft')}</p>
      <div className={classes.buttons}>
        <a href={`${path}.pdf?inline=1`} target="_blank" rel="noopener">
          {t('documents.printView')}
        </a>
        <a href={`${path}.pdf`} download>
          {t('documents.printPdf')}
        </a>
        <a href={`${path}.docx`} download>
          {t('documents.printDocx')}
        </a>
      </div>
    </Panel>
  );
}
