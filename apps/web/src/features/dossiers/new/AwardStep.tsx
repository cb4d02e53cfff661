import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Award } from '#contract';
import { occasions, themes, type Occasion, type Theme } from '#domain/vocabulary';
import { legalNow } from '../../../shared/clock';
import { useWords } from '../../../shared/labels';
import { ErrorSummary, type FieldError } from '../../../shared/ui/ErrorSummary';
import { Panel } from '../../../shared/ui/Panel';
import classes from './new.module.css';
import { UnitBelow } from './UnitBelow';

export interface AwardChoice {
  award: string;
  subjectType: string;
  unit: string;
  year: number;
  occasion: Occasion;
  theme: Theme | null;
  /** Entered from signed papers for a unit below. */
  paper?: boolean;
}

interface AwardStepProps {
  awards: Award[];
  units: { id: string; name: string }[];
  /** Offers to enter what a unit below decided on paper. */
  papers?: boolean;
  onDone: (choice: AwardChoice) => void;
}

export function AwardStep({ awards, units, papers = false, onDone }: AwardStepProps) {
  const { t, word, awardName } = useWords();
  const [code, setCode] = useState('');
  const [subjectType, setSubjectType] = useState('');
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [year, setYear] = useState(legalNow().getFullYear());
  const [occasion, setOccasion] = useState<Occasion>('annual');
  const [theme, setTheme] = useState<Theme>('workAndFamily');
  const [paper, setPaper] = useState(false);
  const [below, setBelow] = useState<string | null>(null);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const award = awards.find((a) => a.code === code);
  const types = award?.subjectTypes ?? [];
  const type = types.includes(subjectType) ? subjectType : (types[0] ?? '');
  const next = (): void => {
    if (!award) return setErrors([{ field: 'new-award', text: t('create.pickAward') }]);
    if (paper && below === null) return setErrors([{ field: 'new-below', text: t('create.pickBelow') }]);
    onDone({
      award: award.code,
      subjectType: type,
      unit: below ?? unit,
      ...(paper ? { paper } : {}),
      year,
      occasion,
      theme: occasion === 'thematic' ? theme : null,
    });
  };
  const thisYear = legalNow().getFullYear();
  const open = awards.filter((a) => a.open);
  return (
    <Panel title={t('create.step.award')}>
      <ErrorSummary errors={errors} />
      <div className={classes.fields}>
        <NativeSelect
          id="new-award"
          label={t('inbox.award')}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value)}
          data={[
            { value: '', label: t('create.chooseAward') },
            ...open.map((a) => ({ value: a.code, label: awardName(a) })),
          ]}
        />
        {types.length > 1 ? (
          <NativeSelect
            label={t('create.subjectType')}
            value={type}
            onChange={(e) => setSubjectType(e.currentTarget.value)}
            data={types.map((x) => ({ value: x, label: word('subjectType', x) }))}
          />
        ) : null}
        {units.length > 1 ? (
          <NativeSelect
            label={t('create.unit')}
            value={unit}
            onChange={(e) => setUnit(e.currentTarget.value)}
            data={units.map((u) => ({ value: u.id, label: u.name }))}
          />
        ) : null}
        <NativeSelect
          label={t('filter.year')}
          value={String(year)}
          onChange={(e) => setYear(Number(e.currentTarget.value))}
          data={[thisYear, thisYear - 1].map(String)}
        />
        <NativeSelect
          label={t('dossier.occasion')}
          value={occasion}
          onChange={(e) => setOccasion(e.currentTarget.value as Occasion)}
          data={occasions.map((o) => ({ value: o, label: t(`occasion.${o}`) }))}
        />
        {occasion === 'thematic' ? (
          <NativeSelect
            label={t('create.theme')}
            value={theme}
            onChange={(e) => setTheme(e.currentTarget.value as Theme)}
            data={themes.map((x) => ({ value: x, label: t(`theme.${x}`) }))}
          />
        ) : null}
      </div>
      {papers ? (
        <Checkbox
          label={t('create.paper')}
          description={t('create.paperHint')}
          checked={paper}
          onChange={(e) => {
            setPaper(e.currentTarget.checked);
            setBelow(null);
          }}
        />
      ) : null}
      {paper ? <UnitBelow above={unit} picked={below} onPick={setBelow} /> : null}
      {award ? <AwardNote award={award} /> : null}
      <div>
        <Button onClick={next}>{t('common.next')}</Button>
      </div>
    </Panel>
  );
}

function AwardNote({ award }: { award: Award }) {
  const { t, word, said } = useWords();
  return (
    <div className={classes.note}>
      <p>
        {t('create.decidedBy', { level: word('level', award.decidingLevel) })}
        {award.once ? ` ${t('create.once')}` : ''}
      </p>
      <ul className={classes.list}>
        {award.criteria.map((c) => (
          <li key={c.code}>
            {said(c.message)} <span className={classes.soft}>({c.code})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
