import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NamedAchievement, SimilarTitles } from '#contract';
import { get, query } from '../../../shared/api';
import { useRested } from '../../../shared/hooks';
import { useWords } from '../../../shared/labels';
import { OldText } from '../../../shared/ui/OldText';
import classes from './new.module.css';

const shortest = 5;

export interface Achievement {
  title: string;
  /** The one that is known already. */
  id: string | null;
}

export const none: Achievement = { title: '', id: null };

/** What is sent of it: nothing for an empty title. */
export function namedOf({ title, id }: Achievement): NamedAchievement | undefined {
  if (id !== null) return { id };
  return title.trim().length >= shortest ? { title: title.trim() } : undefined;
}

interface StepProps {
  value: Achievement;
  year: number;
  onChange: (value: Achievement) => void;
}

/** The initiative that is rewarded, with those of the last five years that are called alike: a warning, and no refusal. */
export function AchievementStep({ value, year, onChange }: StepProps) {
  const { t } = useWords();
  const title = useRested(value.title, 400).trim();
  const asked = title.length >= shortest;
  const found = useQuery({
    queryKey: ['similar', title, year],
    queryFn: ({ signal }) => get<SimilarTitles>(`/achievements/similar${query({ title, year })}`, signal),
    enabled: asked,
  });
  const matches = asked ? (found.data?.matches ?? []) : [];
  return (
    <>
      <TextInput
        label={t('create.achievement')}
        description={t('create.achievementHint')}
        maxLength={300}
        value={value.title}
        onChange={(e) => onChange({ title: e.currentTarget.value.normalize('NFC'), id: null })}
      />
      <OldText value={value.title} onConvert={(text) => onChange({ title: text, id: null })} />
      <div role="status">
        {matches.length > 0 ? (
          <p className={classes.warning}>{t('create.similar', { count: matches.length })}</p>
        ) : null}
      </div>
      {matches.length > 0 ? (
        <ul className={classes.choices} aria-label={t('create.similarList')}>
          {matches.map((m) => (
            <li key={m.achievement} className={classes.similar}>
              <span>
                <Marked text={m.title} words={m.words} /> · {m.unit.name} · {m.year} ·{' '}
                {t('create.alike', { percent: Math.round(m.perMille / 10) })}
              </span>
              {m.rewards.map((r) => (
                <span key={r.award + String(r.year)} className={classes.warning}>
                  {t('create.rewarded', { award: r.award, year: r.year })}
                </span>
              ))}
              <div>
                <Button
                  variant={value.id === m.achievement ? 'filled' : 'default'}
                  aria-pressed={value.id === m.achievement}
                  onClick={() => onChange({ title: m.title, id: value.id === m.achievement ? null : m.achievement })}
                >
                  {t('create.sameOne')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** A title with the words that both have in bold. */
function Marked({ text, words }: { text: string; words: string[] }) {
  const common = new Set(words);
  return text.split(/(\s+)/).map((part, i) => {
    const bare = part.replace(/[.,;:()"“”]/g, '');
    return common.has(bare) ? <mark key={i}>{part}</mark> : part;
  });
}
