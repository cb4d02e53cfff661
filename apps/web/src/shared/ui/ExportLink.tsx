import { Button } from '@mantine/core';
import { query } from '../api';
import { useWords } from '../labels';
import classes from './ExportLink.module.css';

/** The list as it is filtered now, as an Excel file. A plain link: it also works where a page may not make files. */
export function ExportLink({
  list,
  filters,
}: {
  list: 'nominations' | 'inbox' | 'documents' | 'notices' | 'councils' | 'selections';
  filters: object;
}) {
  const { t, language } = useWords();
  const asked = { ...(filters as Record<string, string | number | undefined>), lang: language };
  return (
    <Button component="a" variant="default" mt="md" href={`/api/exports/${list}.xlsx${query(asked)}`} download>
      {t('common.exportList')}
    </Button>
  );
}

/** A list of nominees (danh sách trích ngang) of a sitting or a selection: as an Excel file, and to print. */
export function NomineeListLinks({ of, id }: { of: 'sittings' | 'selections'; id: string }) {
  const { t, language } = useWords();
  const path = `/api/exports/${of}/${encodeURIComponent(id)}`;
  return (
    <div className={classes.links}>
      <Button component="a" variant="default" href={`${path}${query({ lang: language })}`} download>
        {t('common.exportList')}
      </Button>
      <Button component="a" variant="default" href={`${path}/print`} download>
        {t('common.printList')}
      </Button>
    </div>
  );
}
