import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '#contract';
import { newKey } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import { accept, importQuery } from './queries';
import classes from './registers.module.css';

interface AcceptProps {
  file: ImportView;
  /** Doubtful lines that were looked at and are taken. */
  confirmed: number[];
  /** Ready lines that are left out. */
  except: number[];
}

/** How many rows are taken in and how many stay behind, asked once more: it cannot be undone. */
export function Accept({ file, confirmed, except }: AcceptProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const expected = file.ready - except.length + confirmed.length;
  const [sure, setSure] = useState(false);
  const request = JSON.stringify({ expected, confirmed, except });
  /** Another choice is another request; the same one again after a lost connection is not. */
  const [key, setKey] = useState({ request, key: newKey() });
  if (key.request !== request) setKey({ request, key: newKey() });
  const send = useMutation({
    mutationFn: () => accept(file.id, { expected, confirmed, except }, key.key),
    onSuccess: (done) => client.setQueryData(importQuery(file.id).queryKey, done),
    onError: () => {
      setSure(false);
      setKey({ request, key: newKey() });
      return client.invalidateQueries({ queryKey: importQuery(file.id).queryKey });
    },
  });
  return (
    <Panel title={t('imports.take')}>
      <p>
        {expected === 0 ? t('imports.nothing') : t('imports.takes', { count: expected, left: file.rows - expected })}
      </p>
      {sure ? <p className={classes.notice}>{t('imports.sure')}</p> : null}
      {send.error ? <Refused error={send.error} /> : null}
      {expected === 0 ? null : (
        <div className={classes.buttons}>
          {sure ? (
            <>
              <Button loading={send.isPending} onClick={() => send.mutate()}>
                {t('imports.takeNow', { count: expected })}
              </Button>
              <Button variant="default" onClick={() => setSure(false)}>
                {t('common.cancel')}
              </Button>
            </>
          ) : (
            <Button onClick={() => setSure(true)}>{t('imports.takeRows', { count: expected })}</Button>
          )}
        </div>
      )}
    </Panel>
  );
}
