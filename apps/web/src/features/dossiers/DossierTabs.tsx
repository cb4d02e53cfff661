import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Me, NominationView } from '#contract';
import { offered } from '../../shared/decision/commands';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import classes from './DossierPage.module.css';
import { FactList } from './FactList';
import { Items } from './Items';
import { Summary } from './Summary';
import { Timeline } from './Timeline';
import { Withdraw } from './Withdraw';

const tabs = ['summary', 'facts', 'items', 'opinions', 'timeline'] as const;

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
  const open = (name: string | null): void => {
    const next = tabs.find((x) => x === name);
    void navigate({ search: { tab: next === 'summary' ? undefined : next }, replace: true, resetScroll: false });
  };
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`dossier.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="summary" className={classes.tabPanel}>
        <div className={classes.stack}>
          <Summary view={view} />
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
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="facts" className={classes.tabPanel}>
        <FactList view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="items" className={classes.tabPanel}>
        <Items view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="opinions" className={classes.tabPanel}>
        <Opinions view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="timeline" className={classes.tabPanel}>
        <Timeline view={view} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Opinions({ view }: { view: NominationView }) {
  const { t, word } = useWords();
  return (
    <Panel title={t('dossier.tab.opinions')}>
      {view.opinions.length === 0 ? <p>{t('dossier.noOpinions')}</p> : null}
      <ul className={classes.stack}>
        {view.opinions.map((o) => (
          <li key={o.seq}>
            <p>
              <strong>{o.by}</strong> · {o.unit} · {word('entry', o.type)}{' '}
              <span className={classes.soft}>{moment(o.at)}</span>
            </p>
            <blockquote className={classes.quote}>{o.text}</blockquote>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
