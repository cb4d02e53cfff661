import { partsOfStep } from '#domain';

export type Language = 'vi' | 'en';
type Bilingual = Readonly<Record<Language, string>>;

/** Heads of the columns, in the order of the screen. */
export const heads = {
  no: { vi: 'STT', en: 'No.' },
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  who: { vi: 'Người/tập thể', en: 'Person/collective' },
  unit: { vi: 'Đơn vị đề nghị', en: 'Nominating unit' },
  award: { vi: 'Danh hiệu đề nghị', en: 'Award' },
  year: { vi: 'Năm', en: 'Year' },
  state: { vi: 'Trạng thái', en: 'State' },
  due: { vi: 'Hạn', en: 'Due' },
  eligibility: { vi: 'Điều kiện', en: 'Eligibility' },
  votes: { vi: 'Phiếu', en: 'Votes' },
  title: { vi: 'Trích yếu', en: 'Subject line' },
  body: { vi: 'Cơ quan ban hành', en: 'Issuing body' },
  number: { vi: 'Số, ký hiệu', en: 'Number' },
  issuedOn: { vi: 'Ngày ban hành', en: 'Date of issue' },
  count: { vi: 'Số hồ sơ', en: 'Nominations' },
  rank: { vi: 'Hạng', en: 'Rank' },
  score: { vi: 'Điểm', en: 'Score' },
  ties: { vi: 'Tiêu chí phụ', en: 'Tie-breaks' },
  statement: { vi: 'Tóm tắt thành tích', en: 'Achievements' },
  at: { vi: 'Thời điểm', en: 'At' },
  notice: { vi: 'Nội dung', en: 'Notice' },
  result: { vi: 'Kết quả', en: 'Result' },
  reason: { vi: 'Lý do', en: 'Reason' },
  council: { vi: 'Hội đồng', en: 'Council' },
  ofUnit: { vi: 'Đơn vị', en: 'Unit' },
  members: { vi: 'Số thành viên', en: 'Members' },
  heldOn: { vi: 'Ngày họp', en: 'Sitting on' },
  mode: { vi: 'Hình thức', en: 'Kind of ballot' },
  theme: { vi: 'Chuyên đề', en: 'Theme' },
  remaining: { vi: 'Còn lại/chỉ tiêu', en: 'Left/places' },
  openedOn: { vi: 'Ngày mở', en: 'Opened on' },
  closedOn: { vi: 'Ngày chốt', en: 'Closed on' },
} satisfies Record<string, Bilingual>;

/** The same words as on the screen; `words.spec.ts` compares them with its dictionaries. */
export const states: Readonly<Record<string, Bilingual>> = {
  draft: { vi: 'Dự thảo', en: 'Draft' },
  returned: { vi: 'Đã trả lại, chờ bổ sung', en: 'Returned for completion' },
  awaitingDecision: { vi: 'Chờ quyết định', en: 'Awaiting decision' },
  commended: { vi: 'Đã khen thưởng', en: 'Commended' },
  rejected: { vi: 'Không được đồng ý', en: 'Rejected' },
  notPassed: { vi: 'Không đủ phiếu', en: 'Not enough votes' },
  notSelectedQuota: { vi: 'Không chọn do hết chỉ tiêu', en: 'Not selected: quota used up' },
  withdrawn: { vi: 'Đã rút hồ sơ', en: 'Withdrawn' },
  refusedExternally: { vi: 'Cấp trên không đồng ý', en: 'Refused by the higher authority' },
  annulled: { vi: 'Đã hủy quyết định', en: 'Decision annulled' },
};

export const steps: Readonly<Record<string, Bilingual>> = {
  appraisal: { vi: 'Thẩm định', en: 'Appraisal' },
  consultation: { vi: 'Lấy ý kiến', en: 'Consultation' },
  posting: { vi: 'Công khai', en: 'Public posting' },
  ballot: { vi: 'Bỏ phiếu', en: 'Ballot' },
  selection: { vi: 'Xét chọn', en: 'Selection' },
  signature: { vi: 'Ký trình', en: 'Signature' },
  external: { vi: 'Cấp ngoài xét', en: 'External review' },
};

export const eligibilities: Readonly<Record<string, Bilingual>> = {
  eligible: { vi: 'Đủ điều kiện', en: 'Eligible' },
  needsReview: { vi: 'Cần xem lại', en: 'Needs review' },
  notEligible: { vi: 'Chưa đủ điều kiện', en: 'Not eligible' },
};

export const documentStates: Readonly<Record<string, Bilingual>> = {
  draft: { vi: 'Dự thảo', en: 'Draft' },
  signed: { vi: 'Đã ký', en: 'Signed' },
  issued: { vi: 'Đã phát hành', en: 'Issued' },
  discarded: { vi: 'Đã hủy dự thảo', en: 'Discarded' },
};

/** Where a nomination stands against the cut of a selection. */
export const selected = {
  yes: { vi: 'Được chọn', en: 'Selected' },
  no: { vi: 'Không chọn do hết chỉ tiêu', en: 'Not selected: quota used up' },
} satisfies Record<string, Bilingual>;

export const tieBreaks: Readonly<Record<string, Bilingual>> = {
  women: { vi: 'Nữ', en: 'Woman' },
  womenCollective: { vi: 'Tập thể ≥ 70% nữ', en: 'Collective ≥ 70% women' },
  directWorker: { vi: 'Lao động trực tiếp', en: 'Direct worker' },
};

export const answers = { yes: { vi: 'có', en: 'yes' }, no: { vi: 'không', en: 'no' } } as const;

export const themes: Readonly<Record<string, Bilingual>> = {
  workAndFamily: { vi: 'Giỏi việc nước, đảm việc nhà', en: 'Good at work, good at home' },
  greenCleanSafe: {
    vi: 'Xanh – Sạch – Đẹp, bảo đảm an toàn vệ sinh lao động',
    en: 'Green, clean, beautiful and safe workplace',
  },
  cultureSport: { vi: 'Văn hoá, thể thao', en: 'Culture and sport' },
  other: { vi: 'Chuyên đề khác', en: 'Another theme' },
};

export const ballotModes = {
  electronic: { vi: 'Bỏ phiếu điện tử', en: 'Electronic ballot' },
  paper: { vi: 'Bỏ phiếu giấy', en: 'Ballot on paper' },
} satisfies Record<string, Bilingual>;

/** By the panel of the screen in which a selection stands. */
export const selectionStates = {
  waiting: { vi: 'Chờ mở xét chọn', en: 'Waiting for a selection' },
  openLists: { vi: 'Đang xét chọn', en: 'Open' },
  closedLists: { vi: 'Đã chốt', en: 'Closed' },
} satisfies Record<string, Bilingual>;

export const actStates = {
  done: { vi: 'Đã xong', en: 'Done' },
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
  refused: { vi: 'Không được', en: 'Refused' },
} satisfies Record<string, Bilingual>;

/** "Thẩm định – Công đoàn X", "Chờ quyết định"; the name itself of what has no word. */
export function stateInWords(state: string, unit: string | undefined, language: Language): string {
  const step = partsOfStep(state)?.step;
  if (step === undefined) return states[state]?.[language] ?? state;
  const word = steps[step]?.[language] ?? step;
  return unit === undefined ? word : `${word} – ${unit}`;
}
