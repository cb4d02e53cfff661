import { Fragment } from 'react';
import type { ItemFile, ItemView } from '#contract';
import { useWords } from '../labels';

/** Types that a browser shows without running anything. */
const shown = ['application/pdf', 'image/png', 'image/jpeg'];

/** Where the bytes of a file are, to be saved; with `?inline=1` to be looked at. */
export const filePath = (nomination: string, item: string, file: string): string =>
  `/api/nominations/${encodeURIComponent(nomination)}/items/${encodeURIComponent(item)}/${file}`;

interface FileProps {
  nomination: string;
  item: string;
  file: ItemFile;
}

/** Name of a file that saves it, and beside it the way to look at it in a tab of its own. */
export function FileLink({ nomination, item, file }: FileProps) {
  const { t } = useWords();
  const path = filePath(nomination, item, file.id);
  return (
    <>
      <a href={path} download={file.name}>
        {file.name}
      </a>
      {shown.includes(file.mime) ? (
        <>
          {' · '}
          <a
            href={`${path}?inline=1`}
            target="_blank"
            rel="noopener"
            aria-label={t('items.viewOf', { file: file.name })}
          >
            {t('items.view')}
          </a>
        </>
      ) : null}
    </>
  );
}

export function FileLinks({ nomination, item }: { nomination: string; item: ItemView }) {
  return item.files.map((file, i) => (
    <Fragment key={file.id}>
      {i > 0 ? '; ' : null}
      <FileLink nomination={nomination} item={item.item} file={file} />
    </Fragment>
  ));
}
