import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportRights } from '#contract';
import { useWords } from '../../shared/labels';
import { importRightsQuery } from '../../shared/queries';
import { FileButton } from '../../shared/ui/FileButton';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading, Refused } from '../../shared/ui/states';
import { sendFile, templateUrl, type Kind } from './queries';
import classes from './registers.module.css';

/** A CSV file for the registers: what it holds, for which unit, then the file. */
export function ImportPage() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(importRightsQuery);
  return (
    <Page title={t('imports.title')}>
      {error ? <Failed error={error} what={t('imports.failedRights')} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data?.rights.length === 0 ? (
        <Empty title={t('imports.notYours')}>
          <p>{t('imports.notYoursNext')}</p>
        </Empty>
      ) : null}
      {data && data.rights.length > 0 ? <Choose rights={data.rights} /> : null}
    </Page>
  );
}

function Choose({ rights }: ImportRights) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>(rights[0]!.kind);
  const units = rights.find((r) => r.kind === kind)?.units ?? [];
  const [chosen, setUnit] = useState('');
  const unit = units.some((u) => u.id === chosen) ? chosen : (units[0]?.id ?? '');
  const send = useMutation({
    mutationFn: (file: File) => sendFile(kind, unit, file),
    onSuccess: ({ id }) => navigate({ to: '/danh-ba/nhap/$id', params: { id } }),
  });
  return (
    <div className={classes.stack}>
      <p className={classes.soft}>{t('imports.lead')}</p>
      <Panel title={t('imports.what')}>
        <div className={classes.fields}>
          <NativeSelect
            label={t('imports.kindLabel')}
            value={kind}
            onChange={(e) => setKind(e.currentTarget.value as Kind)}
            data={rights.map((r) => ({ value: r.kind, label: t(`imports.kind.${r.kind}`) }))}
          />
          <NativeSelect
            label={t('imports.unit')}
            description={t('imports.unitHint')}
            value={unit}
            onChange={(e) => setUnit(e.currentTarget.value)}
            data={units.map((u) => ({ value: u.id, label: u.name }))}
          />
        </div>
        <ol className={classes.how}>
          <li>
            <a href={templateUrl(kind, language)} download>
              {t('imports.template')}
            </a>
          </li>
          <li>{t(`imports.fill.${kind}`)}</li>
          <li>{t('imports.format')}</li>
        </ol>
        <FileButton accept=".csv,text/csv" disabled={send.isPending} onFiles={([file]) => file && send.mutate(file)}>
          {send.isPending ? t('imports.reading') : t('imports.choose')}
        </FileButton>
        <p role="status">{send.isPending ? t('imports.reading') : null}</p>
        {send.error ? <Refused error={send.error} /> : null}
      </Panel>
    </div>
  );
}
