import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DelegationView, Me, NewDelegation } from '#contract';
import { signingForms, unitLevels, type SigningForm } from '#domain/vocabulary';
import { call, newKey } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { awardsQuery } from '../../shared/queries';
import { DateField } from '../../shared/ui/DateField';
import { ErrorSummary, type FieldError } from '../../shared/ui/ErrorSummary';
import { Refused } from '../../shared/ui/states';
import { Delegate, type Picked } from './Delegate';
import classes from './ProfilePage.module.css';

interface Typed {
  seat: string;
  form: SigningForm;
  award: string;
  level: string;
  validFrom: string | null;
  validTo: string | null;
}

const blank = (seat: string): Typed => ({ seat, form: 'KT', award: '', level: '', validFrom: null, validTo: null });

interface FormProps {
  me: Me;
  onDone: () => Promise<void>;
  onCancel: () => void;
}

/** Lends a seat of one's own. Whether that is possible, the server says; what was typed stays. */
export function DelegationForm({ me, onDone, onCancel }: FormProps) {
  const { t } = useWords();
  const own = me.seats.filter((s) => s.onBehalfOf === null);
  const [typed, setTyped] = useState(() => blank(own[0]?.id ?? ''));
  const [to, setTo] = useState<Picked | null>(null);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [key, setKey] = useState(newKey);
  const send = useMutation({
    mutationFn: (body: NewDelegation) => call<DelegationView>('POST', '/delegations', { body, key }),
    onSuccess: onDone,
  });
  /** Something else is another request; the same sent again after a lost connection is not. */
  const change = (part: Partial<Typed>): void => {
    setTyped({ ...typed, ...part });
    setKey(newKey());
  };
  if (own.length === 0) return <p>{t('people.noSeatToLend')}</p>;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const missing = missingOf(to, typed).map((field) => ({
          field: `lend-${field}`,
          text: t(`people.pick.${field}`),
        }));
        setErrors(missing);
        if (to && missing.length === 0) send.mutate(bodyOf(typed, to));
      }}
    >
      <h3>{t('people.newDelegation')}</h3>
      <ErrorSummary errors={errors} />
      <Delegate
        unit={own.find((s) => s.id === typed.seat)?.unit.id}
        picked={to}
        onPick={(person) => {
          setTo(person);
          setKey(newKey());
        }}
      />
      <Choices seats={own} typed={typed} onChange={change} />
      <div className={classes.fields}>
        <DateField
          label={t('people.from')}
          description={t('people.fromToday')}
          value={typed.validFrom}
          onChange={(validFrom) => change({ validFrom })}
        />
        <DateField
          id="lend-to"
          label={t('people.to')}
          value={typed.validTo}
          onChange={(validTo) => change({ validTo })}
        />
      </div>
      {send.error ? <Refused error={send.error} /> : null}
      <div className={classes.row}>
        <Button type="submit" loading={send.isPending}>
          {t('people.grant')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function missingOf(to: Picked | null, { validTo }: Typed): ('delegate' | 'to')[] {
  return [...(to ? [] : (['delegate'] as const)), ...(validTo === null ? (['to'] as const) : [])];
}

function bodyOf({ seat, form, award, level, validFrom, validTo }: Typed, to: Picked): NewDelegation {
  return {
    seat,
    to: to.id,
    form,
    ...(award === '' ? {} : { award }),
    ...(level === '' ? {} : { level }),
    ...(validFrom === null ? {} : { validFrom }),
    validTo: validTo ?? '',
  };
}

interface ChoicesProps {
  seats: Me['seats'];
  typed: Typed;
  onChange: (part: Partial<Typed>) => void;
}

function Choices({ seats, typed, onChange }: ChoicesProps) {
  const { t, word, awardName } = useWords();
  const { data } = useQuery(awardsQuery);
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t('people.seat')}
        value={typed.seat}
        onChange={(e) => onChange({ seat: e.currentTarget.value })}
        data={seats.map((s) => ({ value: s.id, label: `${word('role', s.role)}, ${s.unit.name}` }))}
      />
      <NativeSelect
        label={t('people.form')}
        value={typed.form}
        onChange={(e) => onChange({ form: e.currentTarget.value as SigningForm })}
        data={signingForms.map((f) => ({ value: f, label: t(`people.formOf.${f}`) }))}
      />
      <NativeSelect
        label={t('people.award')}
        value={typed.award}
        onChange={(e) => onChange({ award: e.currentTarget.value })}
        data={[
          { value: '', label: t('people.allAwards') },
          ...(data?.awards ?? []).map((a) => ({ value: a.code, label: awardName(a) })),
        ]}
      />
      <NativeSelect
        label={t('people.level')}
        value={typed.level}
        onChange={(e) => onChange({ level: e.currentTarget.value })}
        data={[
          { value: '', label: t('people.anyLevel') },
          ...unitLevels.map((l) => ({ value: l, label: word('level', l) })),
        ]}
      />
    </div>
  );
}
