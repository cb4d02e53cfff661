import { Button } from '@mantine/core';
import { query } from '../api';
import { useWords } from '../labels';

/** The list as it is filtered now, as an Excel file. A plain link: it also works where a page may not make files. */
export function ExportLink({ list, filters }: { list: 'nominations' | 'inbox' | 'documents'; filters: object }) {
  const { t, language } = useWords();
  const asked = { ...(filters as Record<string, string | number | undefined>), lang: language };
  return (
    <Button component="a" variant="default" mt="md" href={`/api/exports/${list}.xlsx${query(asked)}`} download>
      {t('common.exportList')}
    </Button>
  );
}
