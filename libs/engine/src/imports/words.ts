/** What can be wrong with a row of a file, or doubtful, in the words that people read. */
export const problemWords = {
  required: { vi: 'Thiếu giá trị bắt buộc', en: 'A required value is missing' },
  badText: { vi: 'Có ký tự không hợp lệ', en: 'It holds characters that are not allowed' },
  tooLong: { vi: 'Quá dài', en: 'It is too long' },
  badName: { vi: 'Họ tên phải có từ 2 đến 120 ký tự', en: 'A name has 2 to 120 characters' },
  badDate: {
    vi: 'Ngày không hợp lệ (năm-tháng-ngày hoặc ngày/tháng/năm)',
    en: 'Not a date (year-month-day or day/month/year)',
  },
  badYear: { vi: 'Năm không hợp lệ', en: 'Not a year' },
  badCitizenId: { vi: 'Số căn cước phải có từ 9 đến 12 chữ số', en: 'A citizen id has 9 to 12 digits' },
  oldEncoding: {
    vi: 'Có vẻ là mã TCVN3 hoặc VNI; hãy lưu lại tệp bằng Unicode',
    en: 'It looks like TCVN3 or VNI; save the file as Unicode',
  },
  columnCount: { vi: 'Số cột khác với dòng tiêu đề', en: 'Another number of columns than the heading' },
  unknownUnit: { vi: 'Không có đơn vị này trong phạm vi nhập', en: 'There is no such unit within the import' },
  ambiguousUnit: { vi: 'Nhiều đơn vị có ký hiệu này', en: 'Several units have this symbol' },
  unknownPerson: { vi: 'Không có người này trong danh bạ', en: 'There is no such person in the register' },
  unknownRole: { vi: 'Không có vị trí này', en: 'There is no such role' },
  unknownFlag: { vi: 'Không có quyền bổ sung này', en: 'There is no such flag' },
  unknownAward: { vi: 'Không có danh hiệu này', en: 'There is no such award' },
  unknownOccasion: { vi: 'Không có loại khen thưởng này', en: 'There is no such occasion' },
  unknownTheme: { vi: 'Không có chuyên đề này', en: 'There is no such theme' },
  unknownResult: { vi: 'Không có mức đánh giá này', en: 'There is no such result' },
  unknownSubjectType: { vi: 'Phải là cá nhân hoặc tập thể', en: 'It must be a person or a unit' },
  datesReversed: { vi: 'Ngày kết thúc không sau ngày bắt đầu', en: 'The last day is not after the first' },
  alreadyRegistered: { vi: 'Đã có trong danh bạ', en: 'It is in the register already' },
  duplicateRow: { vi: 'Trùng với một dòng trước', en: 'It repeats an earlier row' },
  seatOverlaps: { vi: 'Trùng thời gian với vị trí đã có', en: 'It overlaps a seat that is held' },
  auditorApart: { vi: 'Kiểm toán viên không giữ vị trí khác', en: 'An auditor holds no other seat' },
  ownSeat: { vi: 'Không tự giao vị trí cho mình', en: 'Nobody gives a seat to themselves' },
  alreadyGranted: { vi: 'Đã được tặng danh hiệu này', en: 'The award was granted already' },
  oddLetters: {
    vi: 'Có chữ không dùng trong tiếng Việt; hãy xem lại',
    en: 'It holds letters that Vietnamese does not use; look again',
  },
  possibleDuplicate: { vi: 'Có thể đã có người này trong danh bạ', en: 'This person may be in the register already' },
  replacesAssessment: { vi: 'Thay kết quả đánh giá đã có', en: 'It replaces an assessment that is there' },
} as const satisfies Record<string, { vi: string; en: string }>;
export type ProblemWord = keyof typeof problemWords;

/** A problem of one row, at a column of the heading. */
export interface Problem {
  readonly column: string;
  readonly code: ProblemWord;
  /** The earlier row that it repeats. */
  readonly line?: number;
  /** Who may be meant. */
  readonly person?: string;
}
