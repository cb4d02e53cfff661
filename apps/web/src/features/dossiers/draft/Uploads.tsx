import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import type { ItemView, NominationView } from '#contract';
import { moment, size } from '../../../shared/format';
import { capital, useWords } from '../../../shared/labels';
import { Refused } from '../../../shared/ui/states';
import { fileUrl, ItemState } from '../Items';
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
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const name = capital(said(item.label));
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError(null);
    setPercent(0);
    await work().catch(setError);
    setPercent(null);
  };
  return (
    <li className={classes.item}>
      <p>
        <strong>{name}</strong> <ItemState item={item} />
      </p>
      {item.requested ? <p>{t('items.requestedWhy', { why: word('returnCode', item.requested) })}</p> : null}
      {item.file ? (
        <div className={classes.buttons}>
          <span>
            <a href={fileUrl(nomination, item.item)} download={item.file.name}>
              {item.file.name}
            </a>{' '}
            <span className={classes.soft}>
              {size(item.file.size)} · {moment(item.file.uploadedAt)}
            </span>
          </span>
          {locked ? null : (
            <Button
              variant="default"
              aria-label={t('items.removeOf', { item: name })}
              onClick={() => void run(() => copy.remove(item.item))}
            >
              {t('items.remove')}
            </Button>
          )}
        </div>
      ) : null}
      {locked ? null : (
        <label className={classes.upload}>
          <input
            type="file"
            className={classes.file}
            aria-label={item.file ? t('items.replaceOf', { item: name }) : t('items.uploadOf', { item: name })}
            disabled={percent !== null}
            onChange={(e) => {
              const input = e.currentTarget;
              const file = input.files?.[0];
              if (!file) return;
              void run(() => copy.upload(item.item, file, setPercent)).then(() => {
                input.value = '';
              });
            }}
          />
          {item.file ? t('items.replace') : t('items.choose')}
        </label>
      )}
      {percent === null ? null : (
        <Progress value={percent} aria-label={t('items.progress', { item: name, percent })} transitionDuration={0} />
      )}
      {error ? <Refused error={error} /> : null}
    </li>
  );
}
