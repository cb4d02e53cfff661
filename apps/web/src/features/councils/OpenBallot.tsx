import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SittingView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Loading } from '../../shared/ui/states';
import classes from './councils.module.css';
import { NotNow } from './NotNow';
import { OpeningCheck } from './OpeningCheck';
import { openingQuery } from './queries';

/** Opens the ballot over the saved agenda after a check page; when it cannot be opened, says why and names the ways out. */
export function OpenBallot({ sitting, reload }: { sitting: SittingView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const [checking, setChecking] = useState(false);
  const check = useQuery({ ...openingQuery(sitting.id, sitting.version), enabled: checking });
  if (checking && check.data)
    return <OpeningCheck sitting={sitting} check={check.data} reload={reload} onBack={() => setChecking(false)} />;
  return (
    <Panel title={t('councils.opening')}>
      <p>{t('councils.openingNote')}</p>
      {checking && check.error ? <NotNow error={check.error} /> : null}
      {checking && check.isFetching ? <Loading rows={2} /> : null}
      <div className={classes.buttons}>
        <Button
          onClick={() => {
            setChecking(true);
            if (checking) void check.refetch();
          }}
        >
          {t('councils.open')}
        </Button>
      </div>
    </Panel>
  );
}
