import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { AttendanceList, SittingView } from '#contract';
import { useWords } from '../../shared/labels';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './councils.module.css';
import { Quorum } from './Quorum';
import { useSittingChange } from './use-sitting-change';

type Line = SittingView['attendance'][number];
const statuses = ['present', 'writtenVote', 'recused', 'absent'] as const;

/** Who is here, who votes in writing, who may not take part; the secretary sets it for everybody at once. */
export function AttendancePanel({ sitting, reload }: { sitting: SittingView; reload: () => Promise<void> }) {
  const { t } = useWords();
  const [lines, setLines] = useState(sitting.attendance);
  const save = useSittingChange<AttendanceList>(sitting, 'attendance', reload);
  const change = (changed: Line): void => setLines(lines.map((l) => (l.member === changed.member ? changed : l)));
  const send = (): void =>
    save.mutate({
      attendance: lines.flatMap(({ member, status, substituteFor }) =>
        status === null ? [] : [{ member, status, ...(substituteFor === null ? {} : { substituteFor }) }],
      ),
    });
  return (
    <Panel title={t('councils.attendance')}>
      <Quorum counts={sitting.counts} quorum={sitting.quorum} />
      {save.error ? <Refused error={save.error} /> : null}
      <ul className={classes.lines}>
        {lines.map((l) => (
          <Member key={l.member} line={l} all={lines} onChange={sitting.officer ? change : undefined} />
        ))}
      </ul>
      {sitting.officer ? (
        <div className={classes.buttons}>
          <Button
            variant="default"
            onClick={() => setLines(lines.map((l) => (l.role === 'substitute' ? l : { ...l, status: 'present' })))}
          >
            {t('councils.allPresent')}
          </Button>
          <Button loading={save.isPending} onClick={send}>
            {t('councils.saveAttendance')}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

interface MemberProps {
  line: Line;
  all: Line[];
  onChange: ((line: Line) => void) | undefined;
}

function Member({ line, all, onChange }: MemberProps) {
  const { t } = useWords();
  const places = all.filter((l) => l.role !== 'substitute' && (l.status === 'absent' || l.status === 'recused'));
  return (
    <li className={classes.line}>
      <span>
        <strong>{line.person.name}</strong> <span className={classes.soft}>{t(`councils.role.${line.role}`)}</span>
      </span>
      {onChange ? (
        <span className={classes.buttons}>
          <NativeSelect
            aria-label={t('councils.statusOf', { name: line.person.name })}
            value={line.status ?? ''}
            onChange={(e) =>
              onChange({
                ...line,
                status: statuses.find((s) => s === e.currentTarget.value) ?? null,
                substituteFor: null,
              })
            }
            data={[
              { value: '', label: t('councils.statusUnknown') },
              ...statuses.map((value) => ({ value, label: t(`councils.status.${value}`) })),
            ]}
          />
          {line.role === 'substitute' && line.status === 'present' ? (
            <NativeSelect
              aria-label={t('councils.placeOf', { name: line.person.name })}
              value={line.substituteFor ?? ''}
              onChange={(e) => onChange({ ...line, substituteFor: e.currentTarget.value || null })}
              data={[
                { value: '', label: t('councils.noPlace') },
                ...places.map((p) => ({ value: p.member, label: t('councils.instead', { name: p.person.name }) })),
              ]}
            />
          ) : null}
        </span>
      ) : (
        <span>{line.status ? t(`councils.status.${line.status}`) : t('councils.statusUnknown')}</span>
      )}
    </li>
  );
}
