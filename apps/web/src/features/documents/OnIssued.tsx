import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { DocumentView } from '#contract';
import { ApiError } from '../../shared/api';
import { useWords } from '../../shared/labels';
import { documentQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Empty, Failed, Loading, NotFound } from '../../shared/ui/states';

interface OnIssuedProps {
  from: '/inside/van-ban/$id/dinh-chinh' | '/inside/van-ban/$id/huy-bo';
  command: 'Correct' | 'Annul';
  form: ComponentType<{ document: DocumentView; seat: string }>;
}

/** A page that composes a document about an issued one; where the server refuses it, the page says why. */
export function OnIssued({ from, command, form: Form }: OnIssuedProps) {
  const { t, said } = useWords();
  const { id } = useParams({ from });
  const { data, error, refetch } = useQuery(documentQuery(id));
  if (!data) {
    if (error instanceof ApiError && [400, 404].includes(error.status)) return <NotFound />;
    if (error) return <Failed error={error} what={t('documents.failed')} onRetry={() => void refetch()} />;
    return <Loading rows={6} />;
  }
  const open = data.commands.find((c) => c.type === command);
  const seat = open?.seats[0]?.id;
  const head = command === 'Correct' ? 'documents.correctHead' : 'documents.annulHead';
  return (
    <Page title={t(head, { number: data.number ?? data.title })} above={data.body.name}>
      {seat ? (
        <Form document={data} seat={seat} />
      ) : (
        <Empty title={open?.refusal ? said(open.refusal.message) : t('documents.notClerk')} />
      )}
    </Page>
  );
}
