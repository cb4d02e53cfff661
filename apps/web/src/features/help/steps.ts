interface Words {
  vi: string;
  en: string;
}

export interface StepHelp {
  /** A kind of step of a procedure, or a state. */
  step: string;
  /** Where no step or state has that name. */
  title?: Words;
  what: Words;
  /** Where it is written, and whether somebody compared it with the text in force; null: a setting of the procedure. */
  basis: (Words & { checked: boolean }) | null;
}

/** What each step is for, who does it, and where it is written. Figures of time limits are configuration and stand in the procedure. */
export const stepHelp: readonly StepHelp[] = [
  {
    step: 'draft',
    what: {
      vi: 'Cán bộ lập hồ sơ nhập số liệu, báo cáo thành tích và tài liệu. Bản nháp được lưu tự động và chỉ đơn vị nhìn thấy; bấm Nộp hồ sơ thì bản này được giữ nguyên để các cấp xét.',
      en: 'The clerk enters facts, the achievement report and documents. The draft saves itself and only the unit sees it; Submit freezes it for the levels that review.',
    },
    basis: {
      vi: 'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 84 khoản 1 và 2',
      en: 'Law 06/2022/QH15 on Emulation and Commendation, Art. 84(1) and (2)',
      checked: false,
    },
  },
  {
    step: 'appraisal',
    what: {
      vi: 'Thẩm định viên xem từng tiêu chí với minh chứng, xác nhận số liệu mới chỉ khai báo, rồi đồng ý, trả lại bổ sung hoặc không đồng ý.',
      en: 'The appraiser looks at each criterion with its evidence, confirms what was merely declared, then approves, returns or rejects.',
    },
    basis: {
      vi: 'Nghị định 152/2025/NĐ-CP: chỉ trình hồ sơ đã đủ tiêu chuẩn, thủ tục và thành phần',
      en: 'Decree 152/2025/ND-CP: only cases that satisfy criteria, procedure and dossier go up',
      checked: true,
    },
  },
  {
    step: 'consultation',
    what: {
      vi: 'Đơn vị hoặc cơ quan liên quan cho ý kiến; ý kiến vào dòng thời gian của hồ sơ.',
      en: 'A unit or authority concerned gives its opinion; it stands in the timeline of the dossier.',
    },
    basis: null,
  },
  {
    step: 'posting',
    what: {
      vi: 'Danh sách đề nghị được công khai để mọi người phản ánh; có phản ánh thì hồ sơ tạm dừng đến khi kết luận.',
      en: 'The list is posted so that people can object; an objection holds the dossier until it is concluded.',
    },
    basis: {
      vi: 'Nghị định 98/2023/NĐ-CP, Điều 46 (đã hết hiệu lực; dùng làm mặc định)',
      en: 'Decree 98/2023/ND-CP, Art. 46 (superseded; used as a default)',
      checked: false,
    },
  },
  {
    step: 'ballot',
    what: {
      vi: 'Hội đồng Thi đua – Khen thưởng bỏ phiếu; tỷ lệ cần đạt và cơ số tính là cấu hình của quy trình, hiện trên kết quả.',
      en: 'The council votes; the share needed and its base are configured in the procedure and shown with the result.',
    },
    basis: {
      vi: 'Nghị định 152/2025/NĐ-CP; tỷ lệ cho từng danh hiệu theo cấu hình',
      en: 'Decree 152/2025/ND-CP; the share of each title is configured',
      checked: false,
    },
  },
  {
    step: 'selection',
    what: {
      vi: 'Đơn vị giữ chỉ tiêu xếp hạng các hồ sơ đang chờ; hồ sơ ngoài chỉ tiêu được ghi “không chọn do hết chỉ tiêu”.',
      en: 'The unit that holds the quota ranks what waits; who is beyond it is recorded as not selected for lack of places.',
    },
    basis: null,
  },
  {
    step: 'signature',
    what: {
      vi: 'Người ký của đơn vị ký trình lên cấp trên, riêng từng hồ sơ hoặc theo tờ trình.',
      en: 'The signer of the unit signs the file up, one by one or by a letter that lists many.',
    },
    basis: {
      vi: 'Nghị định 30/2020/NĐ-CP: thể thức văn bản và thẩm quyền ký',
      en: 'Decree 30/2020/ND-CP: form of documents and authority to sign',
      checked: true,
    },
  },
  {
    step: 'awaitingDecision',
    what: {
      vi: 'Hồ sơ chờ cấp có thẩm quyền ban hành quyết định; một quyết định có thể gồm nhiều hồ sơ.',
      en: 'The file waits for the decision of the competent level; one document may carry many files.',
    },
    basis: {
      vi: 'Quyết định 999/QĐ-TLĐ: quy chế khen thưởng của tổ chức công đoàn',
      en: 'Decision 999/QD-TLD: the award regulation of the trade unions',
      checked: false,
    },
  },
  {
    step: 'returned',
    what: {
      vi: 'Đơn vị bổ sung đúng những mục được nêu rồi nộp lại; thời hạn của bước đang xét dừng lại trong lúc đó. Ý kiến đồng ý trước đó được giữ nếu số liệu làm căn cứ không đổi.',
      en: 'The unit completes just what was named and resubmits; the clock of the step stands still. Earlier approvals stand where what they rest on did not change.',
    },
    basis: null,
  },
  {
    step: 'external',
    what: {
      vi: 'Hồ sơ đã gửi ra ngoài công đoàn (Nhà nước); cán bộ ghi lại kết quả cùng văn bản của cấp đó.',
      en: 'The file went to the State; a clerk records the result with the document of that authority.',
    },
    basis: null,
  },
  {
    step: 'held',
    title: { vi: 'Tạm dừng', en: 'On hold' },
    what: {
      vi: 'Đang xem xét kỷ luật, thanh tra, kiểm tra có dấu hiệu vi phạm, hoặc đang xác minh khiếu nại, tố cáo: hồ sơ đứng yên, không ai quyết được và thời hạn không chạy cho đến khi mở lại.',
      en: 'Discipline is considered, an inspection shows signs of violation, or a complaint is verified: the file stands still, nobody decides and no time runs until it is released.',
    },
    basis: {
      vi: 'Nghị định 152/2025/NĐ-CP: chưa đề nghị khen thưởng trong thời gian xem xét, xác minh',
      en: 'Decree 152/2025/ND-CP: no proposal while a case is considered or verified',
      checked: true,
    },
  },
  {
    step: 'complaint',
    title: { vi: 'Khiếu nại kết quả', en: 'Complaint against the outcome' },
    what: {
      vi: 'Cán bộ của đơn vị khiếu nại thay cho người không được đồng ý; người ký của đơn vị giải quyết kết luận. Có căn cứ thì hồ sơ được xét lại, không có căn cứ thì kết quả giữ nguyên.',
      en: 'The clerk complains for a refused nominee; the signer of the unit that hears it concludes. Founded: the file is looked at again; unfounded: the outcome stands.',
    },
    basis: {
      vi: 'Pháp luật về khiếu nại nói chung (mặc định; chưa có quy định riêng của Công đoàn)',
      en: 'General law on complaints (a default; no rule of the trade unions is known)',
      checked: false,
    },
  },
  {
    step: 'withdrawn',
    what: {
      vi: 'Đơn vị đề nghị lấy lại hồ sơ trước bước quyết định, có nêu lý do. Việc xét kết thúc và không hoàn tác được.',
      en: 'The nominating unit takes its file back before the deciding step, with a reason. The case ends; this cannot be undone.',
    },
    basis: null,
  },
  {
    step: 'simplified',
    title: { vi: 'Thủ tục đơn giản', en: 'Simplified procedure' },
    what: {
      vi: 'Năm trường hợp của luật được xét gọn: có tờ trình và báo cáo tóm tắt, không qua hội đồng. Không áp dụng cho khen thưởng hằng năm.',
      en: 'Five cases of the law are decided in short: a submission and a summary report, no council. Not for annual awards.',
    },
    basis: {
      vi: 'Luật 06/2022/QH15, Điều 85',
      en: 'Law 06/2022/QH15, Art. 85',
      checked: true,
    },
  },
  {
    step: 'annulled',
    what: {
      vi: 'Khai gian, hồ sơ giả hoặc xét sai luật: quyết định bị hủy, hiện vật và tiền thưởng được thu hồi.',
      en: 'False declaration, forged papers or approval against the law: the decision is annulled, objects and money are recovered.',
    },
    basis: {
      vi: 'Luật 06/2022/QH15, Điều 93 khoản 2',
      en: 'Law 06/2022/QH15, Art. 93(2)',
      checked: true,
    },
  },
];
