import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Me, NominationView } from '#contract';
import { offered } from '../../shared/decision/commands';
import { useWords } from '../../shared/labels';
import { Failed, Loading } from '../../shared/ui/states';
import { Banners } from './Banners';
import { Complaints } from './Complaints';
import { ChartTab } from './chart/ChartTab';
import classes from './DossierPage.module.css';
import { FactList } from './FactList';
import { Items } from './Items';
import { Opinions } from './Opinions';
import { Readers } from './Readers';
import { Standards } from './Standards';
import { Summary } from './Summary';
import { Timeline } from './Timeline';
import { useDossier } from './use-dossier';
import { Versions } from './Versions';
import { Withdraw } from './Withdraw';

const tabs = ['summary', 'chart', 'facts', 'items', 'opinions', 'versions', 'timeline'] as const;

interface DossierTabsProps {
  view: NominationView;
  me: Me | undefined;
  reload: () => Promise<void>;
}

export function DossierTabs({ view, reload }: DossierTabsProps) {
  const { t } = useWords();
  const { tab = 'summary' } = useSearch({ from: '/inside/ho-so/$id' });
  const navigate = useNavigate({ from: '/ho-so/$id' });
  const [withdrawing, setWithdrawing] = useState(false);
  const dossier = useDossier(view);
  const { data } = dossier;
  /** What only the answer about the dossier can show: a skeleton before it, the failure with a retry in its place. */
  const wait = dossier.error ? (
    <Failed error={dossier.error} what={t('file.failed')} onRetry={() => void dossier.refetch()} />
  ) : (
    <Loading rows={3} />
  );
  const open = (name: string | null): void => {
    const next = tabs.find((x) => x === name);
    void navigate({ search: { tab: next === 'summary' ? undefined : next }, replace: true, resetScroll: false });
  };
  const tabName = (name: (typeof tabs)[number]): string => {
    if (name === 'chart') return t('chart.tab');
    return name === 'versions' ? t('file.tab.versions') : t(`dossier.tab.${name}`);
  };
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name} className={classes.tab}>
            {tabName(name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="summary" className={classes.tabPanel}>
        <div className={classes.stack}>
          <Banners view={view} dossier={data} />
          <Summary view={view} dossier={data} />
          {view.apart ? null : data ? <Readers dossier={data} /> : wait}
          {offered(view, 'Withdraw')?.allowed ? (
            withdrawing ? (
              <Withdraw view={view} reload={reload} onClose={() => setWithdrawing(false)} />
            ) : (
              <div>
                <Button variant="default" onClick={() => setWithdrawing(true)}>
                  {t('decide.withdraw')}
                </Button>
              </div>
            )
          ) : null}
          <Complaints view={view} reload={reload} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="chart" className={classes.tabPanel}>
        <ChartTab view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="facts" className={classes.tabPanel}>
        <div className={classes.stack}>
          {view.apart ? <p className={classes.note}>{t('file.apart')}</p> : null}
          <Standards view={view} dossier={data} reload={reload} />
          <FactList view={view} dossier={data} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="items" className={classes.tabPanel}>
        {data ? <Items view={view} dossier={data} /> : wait}
      </Tabs.Panel>
      <Tabs.Panel value="opinions" className={classes.tabPanel}>
        <div className={classes.stack}>
          <Opinions view={view} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="versions" className={classes.tabPanel}>
        <Versions view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" className={classes.tabPanel}>
        <Timeline view={view} />
      </Tabs.Panel>
    </Tabs>
  );
}
