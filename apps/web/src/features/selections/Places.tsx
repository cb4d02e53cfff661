import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RankingOrder, SelectionView } from '#contract';
import { useWords } from '../../shared/labels';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './selections.module.css';
import { useChange } from './use-change';

/** Where people rank: a place for each nomination; the same number is the same place. Shown while somebody has none. */
export function Places({ selection, reload }: { selection: SelectionView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { rows, commands } = selection;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<FieldError[]>([]);
  const save = useChange<RankingOrder>({ selection, what: 'ranking', reload });
  const valueOf = (r: (typeof rows)[number]): string =>
    typed[r.nomination] ?? (r.place === null ? '' : String(r.place));
  const send = (): void => {
    const wrong = rows.filter((r) => !/^[1-9]\d{0,3}$/.test(valueOf(r)));
    setErrors(wrong.map((r) => ({ field: `place-${r.code}`, text: t('selections.placeWrong', { name: r.subject }) })));
    if (wrong.length > 0) return;
    const places = new Map<number, string[]>();
    for (const r of rows) places.set(Number(valueOf(r)), [...(places.get(Number(valueOf(r))) ?? []), r.nomination]);
    save.mutate({ groups: [...places].sort(([a], [b]) => a - b).map(([, group]) => group) });
  };
  if (!commands.rank.allowed || rows.every((r) => r.place !== null)) return null;
  return (
    <Panel title={t('selections.places')}>
      <p className={classes.soft}>{t('selections.placesNote')}</p>
      <ErrorSummary errors={errors} />
      {save.error ? <Refused error={save.error} /> : null}
      <div className={classes.places}>
        {rows.map((r) => (
          <TextInput
            key={r.nomination}
            id={`place-${r.code}`}
            inputMode="numeric"
            label={t('selections.placeOf', { name: r.subject })}
            description={r.code}
            value={valueOf(r)}
            disabled={r.place !== null}
            onChange={(e) => setTyped({ ...typed, [r.nomination]: e.currentTarget.value.trim() })}
          />
        ))}
      </div>
      <div className={classes.buttons}>
        <Button loading={save.isPending} onClick={send}>
          {t('selections.placesSave')}
        </Button>
      </div>
    </Panel>
  );
}
