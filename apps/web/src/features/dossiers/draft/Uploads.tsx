import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import type { ItemView, NominationView } from '#contract';
import { moment, size } from '../../../shared/format';
import { capital, useWords } from '../../../shared/labels';
import { FileLink } from '../../../shared/nomination/FileLink';
import type { Progress as Sent } from '../../../shared/upload-parts';
import { FileButton } from '../../../shared/ui/FileButton';
import { Refused } from '../../../shared/ui/states';
import { ItemState } from './ItemState';
import classes from './draft.module.css';
import type { WorkingCopy } from './use-working-copy';

interface UploadsProps {
  view: NominationView;
  copy: WorkingCopy;
  openItems: string[] | null;
}

export function Uploads({ view, copy, openItems }: UploadsProps) {
  const { t } = useWords();
  if (view.items.length === 0) return <p>{t('items.none')}</p>;
  return (
    <ul>
      {view.items.map((item) => (
        <Upload
          key={item.item}
          item={item}
          nomination={view.id}
          copy={copy}
          locked={openItems !== null && !openItems.includes(item.item)}
        />
      ))}
    </ul>
  );
}

interface UploadProps {
  item: ItemView;
  nomination: string;
  copy: WorkingCopy;
  locked: boolean;
}

function Upload({ item, nomination, copy, locked }: UploadProps) {
  const { t, said, word } = useWords();
  const [sent, setSent] = useState<Sent | null>(null);
  const [error, setError] = useState<unknown>(null);
  const name = capital(said(item.label));
  const some = item.files.length > 0;
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError(null);
    setSent({ percent: 0, waiting: false });
    await work().catch(setError);
    setSent(null);
  };
  return (
    <li className={classes.item}>
      <p>
        <strong>{name}</strong> <ItemState item={item} />
      </p>
      {item.requested ? (
        <p>
          {t('items.requestedWhy', { why: word('returnCode', item.requested) })}
          {item.repeated ? ` (${t('items.repeated')})` : null}
        </p>
      ) : null}
      {item.files.map((file) => (
        <div key={file.id} className={classes.buttons}>
          <span>
            <FileLink nomination={nomination} item={item.item} file={file} />{' '}
            <span className={classes.soft}>
              {size(file.size)} · {moment(file.uploadedAt)}
            </span>
          </span>
          {locked ? null : (
            <Button
              variant="default"
              aria-label={t('items.removeOf', { file: file.name })}
              onClick={() => void run(() => copy.remove(item.item, file.id))}
            >
              {t('items.remove')}
            </Button>
          )}
        </div>
      ))}
      {locked ? null : (
        <FileButton
          multiple
          quiet
          label={t(some ? 'items.addOf' : 'items.uploadOf', { item: name })}
          disabled={sent !== null}
          onFiles={(files) =>
            void run(async () => {
              for (const file of files) await copy.upload(item.item, file, setSent);
            })
          }
        >
          {t(some ? 'items.add' : 'items.choose')}
        </FileButton>
      )}
      {sent === null ? null : (
        <Progress
          value={sent.percent}
          aria-label={t('items.progress', { item: name, percent: sent.percent })}
          transitionDuration={0}
        />
      )}
      <p role="status">{sent?.waiting ? t('items.waiting') : null}</p>
      {error ? <Refused error={error} /> : null}
    </li>
  );
}
