import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../../shared/labels';
import { awardsQuery, meQuery } from '../../../shared/queries';
import { FileButton } from '../../../shared/ui/FileButton';
import { Page } from '../../../shared/ui/Page';
import { Panel } from '../../../shared/ui/Panel';
import { Empty, Failed, Loading, Refused } from '../../../shared/ui/states';
import { AwardStep, type AwardChoice } from '../new/AwardStep';
import classes from './lists.module.css';
import { sendList, templateUrl } from './queries';

/** An Excel list of nominees: what they are nominated for, then the file. */
export function UploadPage() {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const awards = useQuery(awardsQuery);
  const [choice, setChoice] = useState<AwardChoice | null>(null);
  const units = (me?.seats ?? []).filter((s) => s.role === 'clerk').map((s) => s.unit);
  if (me && units.length === 0) {
    return (
      <Page title={t('lists.title')}>
        <Empty title={t('create.notClerk')} />
      </Page>
    );
  }
  return (
    <Page title={t('lists.title')}>
      <p className={classes.lead}>{t('lists.lead')}</p>
      {awards.error ? (
        <Failed error={awards.error} what={t('create.failedAwards')} onRetry={() => void awards.refetch()} />
      ) : null}
      {!awards.data && !awards.error ? <Loading /> : null}
      {awards.data && !choice ? <AwardStep awards={awards.data.awards} units={units} onDone={setChoice} /> : null}
      {choice ? <FileStep choice={choice} onBack={() => setChoice(null)} /> : null}
    </Page>
  );
}

function FileStep({ choice, onBack }: { choice: AwardChoice; onBack: () => void }) {
  const { t, language, awardName } = useWords();
  const navigate = useNavigate();
  const awards = useQuery(awardsQuery);
  const award = awards.data?.awards.find((a) => a.code === choice.award);
  const send = useMutation({
    mutationFn: (file: File) => sendList(choice, file),
    onSuccess: ({ id }) => navigate({ to: '/ho-so/danh-sach/$id', params: { id } }),
  });
  return (
    <Panel title={t('lists.file')}>
      <p>
        <strong>{award ? awardName(award) : choice.award}</strong> · {choice.year} · {t(`occasion.${choice.occasion}`)}
      </p>
      <ol className={classes.how}>
        <li>
          <a href={templateUrl(choice, language)} download>
            {t('lists.template')}
          </a>
        </li>
        <li>{t('lists.fillIn')}</li>
        <li>{t('lists.limits')}</li>
      </ol>
      <div className={classes.buttons}>
        <FileButton accept=".xlsx" disabled={send.isPending} onFiles={([file]) => file && send.mutate(file)}>
          {send.isPending ? t('lists.reading') : t('lists.choose')}
        </FileButton>
        <Button variant="default" onClick={onBack}>
          {t('create.changeAward')}
        </Button>
      </div>
      <p role="status">{send.isPending ? t('lists.reading') : null}</p>
      {send.error ? <Refused error={send.error} /> : null}
    </Panel>
  );
}
