import { Button, FileInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BallotScan, BallotView, SittingView, Totals } from '#contract';
import { call } from '../../shared/api';
import { useCommandKey } from '../../shared/command';
import { useLive } from '../../shared/live';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './councils.module.css';
import { sittingQuery } from './queries';
import { sendScan } from './scan';

const columns = ['papers', 'agree', 'disagree'] as const;
type Numbers = Record<(typeof columns)[number], string>;
const empty: Numbers = { papers: '', agree: '', disagree: '' };

/** The counted papers of a sitting around a table, with the scanned minutes. Another officer confirms them. */
export function PaperTotals({ ballot, reload }: { ballot: BallotView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const { data: sitting } = useLive(sittingQuery(ballot.sitting));
  const { keyFor } = useCommandKey();
  const [numbers, setNumbers] = useState<Record<string, Numbers>>({});
  const [file, setFile] = useState<File | null>(null);
  const [scan, setScan] = useState<BallotScan | null>(null);
  const agenda: SittingView['agenda'] = sitting?.agenda ?? [];
  const typed = agenda.map((a) => ({ nomination: a.nomination, ...(numbers[a.nomination] ?? empty) }));
  const whole = typed.every((row) => columns.every((c) => /^\d{1,2}$/.test(row[c])));
  const enter = useMutation({
    mutationFn: async () => {
      const stored = scan ?? (file ? await sendScan(ballot.id, file) : null);
      if (stored === null) throw new Error('no scan');
      setScan(stored);
      const items = typed.map((r) => ({
        nomination: r.nomination,
        papers: Number(r.papers),
        agree: Number(r.agree),
        disagree: Number(r.disagree),
      }));
      const body: Totals = { minutes: { sha256: stored.sha256, size: stored.size }, items };
      return call<BallotView>('POST', `/ballots/${ballot.id}/totals`, { body, key: keyFor(body) });
    },
    onSuccess: reload,
  });
  return (
    <Panel title={t('councils.totalsOnPaper')}>
      <p>{t('councils.totalsNote')}</p>
      <FileInput
        label={t('councils.scan')}
        accept="application/pdf,image/png,image/jpeg"
        value={file}
        placeholder={t('councils.chooseScan')}
        onChange={(chosen) => {
          setFile(chosen);
          setScan(null);
        }}
      />
      <ol className={classes.papers}>
        {agenda.map((a, i) => (
          <li key={a.nomination}>
            <fieldset className={classes.row}>
              <legend>
                {i + 1}. {a.subject}
              </legend>
              <div className={classes.numbers}>
                {columns.map((c) => (
                  <TextInput
                    key={c}
                    label={t(`councils.column.${c}`)}
                    inputMode="numeric"
                    value={numbers[a.nomination]?.[c] ?? ''}
                    onChange={(e) => {
                      const value = e.currentTarget.value;
                      setNumbers({ ...numbers, [a.nomination]: { ...(numbers[a.nomination] ?? empty), [c]: value } });
                    }}
                  />
                ))}
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      {enter.error ? <Refused error={enter.error} /> : null}
      <div className={classes.buttons}>
        <Button
          disabled={!whole || !file || agenda.length === 0}
          loading={enter.isPending}
          onClick={() => enter.mutate()}
        >
          {t('councils.enterTotals')}
        </Button>
        {!whole || !file ? <span className={classes.soft}>{t('councils.totalsNeeded')}</span> : null}
      </div>
    </Panel>
  );
}
