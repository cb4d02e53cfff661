import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import classes from './councils.module.css';
import { hashOf, typedReceipt } from './receipts';

type Found = 'counted' | 'notCounted' | 'malformed' | 'cannot';

/** Whether a receipt is in the closing list. It is hashed here: the code itself is sent to nobody. */
export function ReceiptCheck({ receipts }: { receipts: string[] }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const check = async (): Promise<void> => {
    const receipt = typedReceipt(typed);
    if (!/^[0-9a-f]{32}$/.test(receipt)) return setFound('malformed');
    const hash = await hashOf(receipt);
    setFound(hash === null ? 'cannot' : receipts.includes(hash) ? 'counted' : 'notCounted');
  };
  return (
    <Panel title={t('councils.closingList', { count: receipts.length })}>
      <div className={classes.fields}>
        <TextInput
          label={t('councils.myCode')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(e) => {
            setTyped(e.currentTarget.value);
            setFound(null);
          }}
        />
        <Button variant="default" onClick={() => void check()}>
          {t('councils.checkCode')}
        </Button>
      </div>
      {found ? <p role="status">{t(`councils.code.${found}`)}</p> : null}
      <details>
        <summary>{t('councils.showList')}</summary>
        <ul className={classes.hashes}>
          {receipts.map((r) => (
            <li key={r}>{r}</li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}
