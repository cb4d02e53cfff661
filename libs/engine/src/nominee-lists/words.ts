/** What can be wrong with a row of a nominee list, or doubtful, in the words that people read. */
export const rowWords = {
  required: { vi: 'Thiếu giá trị bắt buộc', en: 'A required value is missing' },
  formulaWithoutValue: {
    vi: 'Công thức chưa có giá trị; hãy dán giá trị rồi lưu lại tệp',
    en: 'The formula has no value; paste its value and save the file again',
  },
  errorValue: { vi: 'Ô báo lỗi của Excel', en: 'The cell holds an Excel error' },
  mergedCell: { vi: 'Ô gộp; hãy bỏ gộp ô để mỗi người một dòng', en: 'A merged cell; unmerge it, one row per nominee' },
  badText: { vi: 'Có ký tự không hợp lệ', en: 'It holds characters that are not allowed' },
  tooLong: { vi: 'Quá dài', en: 'It is too long' },
  tooShort: { vi: 'Quá ngắn', en: 'It is too short' },
  badDate: { vi: 'Ngày không hợp lệ (ngày/tháng/năm)', en: 'Not a date (day/month/year)' },
  badNumber: { vi: 'Phải là số nguyên không âm', en: 'It must be a whole number, not negative' },
  badYesNo: { vi: 'Phải là Có hoặc Không', en: 'It must be Yes or No' },
  unknownValue: { vi: 'Không có giá trị này trong danh mục', en: 'There is no such value in the list' },
  unknownPerson: {
    vi: 'Không có người này trong danh bạ của đơn vị',
    en: 'The register of the unit has no such person',
  },
  ambiguousPerson: {
    vi: 'Nhiều người có tên này; hãy thêm số thẻ đoàn viên hoặc ngày sinh',
    en: 'Several people have this name; add the member number or the birth date',
  },
  unknownUnit: { vi: 'Không có tập thể này trong đơn vị', en: 'The unit has no such collective' },
  ambiguousUnit: {
    vi: 'Nhiều tập thể có tên này; hãy ghi ký hiệu',
    en: 'Several collectives are called so; give the symbol',
  },
  duplicateRow: { vi: 'Trùng với một dòng trước', en: 'It repeats an earlier row' },
  alreadyNominated: { vi: 'Đã được đề nghị danh hiệu này', en: 'Already nominated for this award' },
  nameDiffers: { vi: 'Họ tên khác với danh bạ', en: 'The name differs from the register' },
  grantedBefore: { vi: 'Đã từng được tặng danh hiệu này', en: 'The award was received before' },
} as const satisfies Record<string, { vi: string; en: string }>;
export type RowWord = keyof typeof rowWords;

/** A problem of one row at a field of the list. */
export interface RowProblem {
  readonly field: string;
  readonly code: RowWord;
  /** The earlier row that it repeats. */
  readonly line?: number;
}
