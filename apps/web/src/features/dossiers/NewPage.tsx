import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { NewNomination, NominationView } from '#contract';
import { call } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { awardsQuery, meQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading, Refused } from '../../shared/ui/states';
import { AchievementStep, namedOf, none, type Achievement } from './new/AchievementStep';
import { AwardStep, type AwardChoice } from './new/AwardStep';
import classes from './new/new.module.css';
import { Prospect } from './new/Prospect';
import { SubjectStep, type Subject } from './new/SubjectStep';

/** Award and person first; then the working copy exists and the rest is filled in on its own page. */
export function NewPage() {
  const { t, awardName, said } = useWords();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const awards = useQuery(awardsQuery);
  const [choice, setChoice] = useState<AwardChoice | null>(null);
  const [subject, setSubject] = useState<Subject | null>(null);
  const [achievement, setAchievement] = useState<Achievement>(none);
  const create = useMutation({
    mutationFn: (body: NewNomination) => call<NominationView>('POST', '/nominations', { body }),
    onSuccess: (made) => navigate({ to: '/ho-so/$id', params: { id: made.id }, replace: true }),
  });
  const units = (me?.seats ?? []).filter((s) => s.role === 'clerk').map((s) => s.unit);
  const superior = units.some((u) => u.level !== 'grassroots_union');
  const award = awards.data?.awards.find((a) => a.code === choice?.award);
  if (me && units.length === 0) {
    return (
      <Page title={t('nav.newDossier')}>
        <Empty title={t('create.notClerk')} />
      </Page>
    );
  }
  const send = (c: AwardChoice, s: Subject): void => create.mutate(bodyOf(c, s, achievement));
  return (
    <Page title={t('nav.newDossier')}>
      <ol className={classes.progress} aria-label={t('create.steps')}>
        {(['award', 'subject', 'fill', 'check'] as const).map((step, i) => (
          <li key={step} aria-current={(choice ? 1 : 0) === i ? 'step' : undefined}>
            {i + 1}. {t(`create.step.${step}`)}
          </li>
        ))}
      </ol>
      {choice === null ? (
        <p className={classes.other}>
          <Link to="/ho-so/danh-sach">{t('lists.link')}</Link>
        </p>
      ) : null}
      {awards.error ? (
        <Failed error={awards.error} what={t('create.failedAwards')} onRetry={() => void awards.refetch()} />
      ) : null}
      {!awards.data && !awards.error ? <Loading /> : null}
      {awards.data && !choice ? (
        <AwardStep papers={superior} awards={awards.data.awards} units={units} onDone={setChoice} />
      ) : null}
      {choice && award ? (
        <div className={classes.stack}>
          <Panel title={awardName(award)}>
            <p>
              {units.find((u) => u.id === choice.unit)?.name} · {choice.year} · {t(`occasion.${choice.occasion}`)}
            </p>
            <div>
              <Button
                variant="default"
                onClick={() => {
                  setChoice(null);
                  setSubject(null);
                }}
              >
                {t('create.changeAward')}
              </Button>
            </div>
          </Panel>
          <SubjectStep award={award} choice={choice} picked={subject} onPick={setSubject} />
          {subject ? (
            <div className={classes.beside}>
              <Panel title={t('create.confirm')}>
                <p>
                  <strong>{subject.name}</strong> – {said({ vi: award.nameVi, en: award.nameEn })}
                </p>
                <AchievementStep value={achievement} year={choice.year} onChange={setAchievement} />
                {create.error ? <Refused error={create.error} /> : null}
                <div>
                  <Button loading={create.isPending} onClick={() => send(choice, subject)}>
                    {t('create.create')}
                  </Button>
                </div>
              </Panel>
              <Prospect body={bodyOf(choice, subject, none)} />
            </div>
          ) : null}
        </div>
      ) : null}
    </Page>
  );
}

function bodyOf(choice: AwardChoice, subject: Subject, achievement: Achievement): NewNomination {
  const named = namedOf(achievement);
  return {
    award: choice.award,
    unit: choice.unit,
    channel: choice.paper ? 'paper' : 'electronic',
    subject: { type: subject.type, id: subject.id },
    subjectType: choice.subjectType,
    year: choice.year,
    occasion: choice.occasion,
    ...(choice.theme ? { theme: choice.theme } : {}),
    ...(named ? { achievement: named } : {}),
    facts: {},
    statement: '',
  };
}
