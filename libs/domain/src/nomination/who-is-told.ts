import type { NoticeTopic } from '../vocabulary.js';
import type { FactType } from './facts.js';

interface Telling {
  readonly fact: FactType | 'DeadlineNear';
  readonly topic: NoticeTopic;
  readonly to: { readonly vi: string; readonly en: string };
}

/** Who is told what: the table of the documentation. A fact that is not named is told to nobody. */
export const whoIsTold: readonly Telling[] = [
  {
    fact: 'StepEntered',
    topic: 'stepWaiting',
    to: { vi: 'người giữ vai trò của bước tại đơn vị', en: 'holders of the role of the step in its unit' },
  },
  {
    fact: 'Returned',
    topic: 'returned',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Rejected',
    topic: 'rejected',
    to: {
      vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp; người được đề nghị, khi đơn phản ánh là có căn cứ',
      en: 'clerks of the nominating unit, the nominator; the nominee after a founded objection',
    },
  },
  {
    fact: 'Withdrawn',
    topic: 'withdrawn',
    to: {
      vi: 'người đang giữ bước chờ; người được đề nghị, khi đơn phản ánh là có căn cứ',
      en: 'holders of the step where it waited; the nominee after a founded objection',
    },
  },
  {
    fact: 'Commended',
    topic: 'commended',
    to: {
      vi: 'người được khen thưởng (qua cán bộ hồ sơ nếu chưa có tài khoản), người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), the nominator',
    },
  },
  {
    fact: 'BallotClosed',
    topic: 'ballotClosed',
    to: {
      vi: 'khi không đạt: cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'when it failed: clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'NotSelected',
    topic: 'notSelected',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Lapsed',
    topic: 'deadlineLapsed',
    to: { vi: 'người giữ bước và vai trò được chuyển lên', en: 'holders of the step, and of the role it escalates to' },
  },
  {
    fact: 'Lapsed',
    topic: 'supplementLapsed',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Held',
    topic: 'held',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Released',
    topic: 'released',
    to: {
      vi: 'khi không còn tạm dừng: người giữ bước, cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'after the last hold: holders of the step, clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'VerifierAssigned',
    topic: 'verifying',
    to: { vi: 'người được giao xác minh', en: 'the verifier' },
  },
  {
    fact: 'ObjectionConcluded',
    topic: 'concluded',
    to: {
      vi: 'người giữ bước, cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'holders of the step, clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'AwardedOutside',
    topic: 'commended',
    to: {
      vi: 'người được khen thưởng (qua cán bộ hồ sơ nếu chưa có tài khoản), người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), the nominator',
    },
  },
  {
    fact: 'RefusedOutside',
    topic: 'rejected',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Annulled',
    topic: 'annulled',
    to: {
      vi: 'người đã được khen thưởng (qua cán bộ hồ sơ nếu chưa có tài khoản), cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'ComplaintLodged',
    topic: 'complaintLodged',
    to: { vi: 'người ký của đơn vị giải quyết khiếu nại', en: 'signers of the unit that hears it' },
  },
  {
    fact: 'ComplaintConcluded',
    topic: 'complaintConcluded',
    to: {
      vi: 'người được đề nghị (qua cán bộ hồ sơ nếu chưa có tài khoản), cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'Rerouted',
    topic: 'rerouted',
    to: {
      vi: 'người giữ bước, cán bộ hồ sơ của đơn vị đề nghị hoặc đơn vị kế thừa, người nộp',
      en: 'holders of the step, clerks of the nominating unit or of its successor, the nominator',
    },
  },
  {
    fact: 'Migrated',
    topic: 'migrated',
    to: {
      vi: 'người giữ bước, cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'holders of the step, clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'DeadlineNear',
    topic: 'deadlineNear',
    to: { vi: 'người phải làm trước hạn', en: 'whoever has to act before it is due' },
  },
];
