/** Words that people of the sample write. */
export const OPINIONS: Readonly<Record<'appraisal' | 'signature', readonly string[]>> = {
  appraisal: [
    'Hồ sơ đầy đủ, thành tích có minh chứng rõ ràng; đề nghị trình xét.',
    'Đã đối chiếu minh chứng với sổ theo dõi của đơn vị, số liệu khớp. Đồng ý.',
    'Thành tích nổi bật so với mặt bằng chung của đơn vị, đủ tiêu chuẩn theo quy chế.',
    'Sáng kiến đã áp dụng thực tế, có xác nhận của hội đồng sáng kiến. Nhất trí đề nghị.',
    'Hồ sơ trình bày gọn, biên bản họp xét có đủ chữ ký. Đồng ý chuyển bước tiếp theo.',
    'Đã kiểm tra danh sách khen thưởng các năm trước, không trùng hình thức. Đồng ý.',
    'Đủ điều kiện. Đề nghị đơn vị lưu bản gốc giấy chứng nhận để đối chiếu khi cần.',
    'Thẩm định đạt. Kết quả công tác ổn định nhiều năm, tập thể tín nhiệm cao.',
  ],
  signature: [
    'Đồng ý trình cấp trên xem xét.',
    'Nhất trí với ý kiến thẩm định, ký trình.',
    'Ban chấp hành đã thống nhất, đồng ý đề nghị khen thưởng.',
    'Đồng ý. Đề nghị quan tâm tuyên truyền điển hình này trong đơn vị.',
    'Nhất trí. Cá nhân có đóng góp thiết thực cho phong trào thi đua.',
    'Đồng ý trình, đúng đối tượng và đúng thời hạn.',
  ],
};

export const CONFIRMATIONS: readonly string[] = [
  'Đã xem bản gốc tại đơn vị, số liệu kê khai đúng.',
  'Đã đối chiếu với quyết định công nhận lưu tại văn phòng công đoàn.',
  'Đã gọi điện xác minh với đơn vị và nhận bản chụp, nội dung phù hợp.',
  'Đã kiểm tra sổ theo dõi đoàn viên, thông tin kê khai chính xác.',
];

export const DOUBTS: readonly string[] = [
  'Chưa tìm thấy quyết định công nhận tương ứng, số liệu kê khai chưa đủ căn cứ.',
  'Số liệu kê khai không khớp với báo cáo tổng kết của đơn vị.',
];

export const OVERRIDES: readonly string[] = [
  'Thường trực đã họp, thống nhất xem xét đặc cách do thành tích đặc biệt trong khắc phục sự cố.',
  'Đơn vị mới sáp nhập nên hồ sơ gốc thất lạc; có xác nhận của đơn vị cũ, đồng ý cho xét tiếp.',
];

/** By the code of the return. */
export const RETURNS: Readonly<Record<'missing' | 'unsigned' | 'insufficient', readonly string[]>> = {
  missing: [
    'Hồ sơ còn thiếu tài liệu nêu trong danh mục, đề nghị bổ sung.',
    'Đề nghị gửi kèm tài liệu chứng minh thành tích nêu trong báo cáo.',
  ],
  unsigned: ['Tài liệu chưa có chữ ký và dấu của đơn vị, đề nghị hoàn thiện.'],
  insufficient: [
    'Tài liệu chưa làm rõ kết quả cụ thể, đề nghị bổ sung số liệu.',
    'Cần thêm số liệu trước và sau khi áp dụng sáng kiến.',
  ],
};

export const REJECTIONS: Readonly<
  Record<'criteriaNotMet' | 'evidenceNotCredible' | 'wrongAward' | 'other', readonly string[]>
> = {
  criteriaNotMet: ['Thành tích tốt nhưng chưa đạt tiêu chuẩn của hình thức khen thưởng này.'],
  evidenceNotCredible: ['Minh chứng không thống nhất với báo cáo của đơn vị, chưa đủ cơ sở để xét.'],
  wrongAward: ['Thành tích phù hợp hơn với khen thưởng chuyên đề; đề nghị lập hồ sơ khác.'],
  other: ['Cá nhân vừa được khen thưởng cho cùng thành tích, không xét trùng.'],
};

export const WITHDRAWALS: readonly string[] = [
  'Đơn vị rút hồ sơ để bổ sung thành tích và đề nghị vào đợt sau.',
  'Cá nhân chuyển công tác sang đơn vị khác, ban chấp hành thống nhất rút hồ sơ.',
  'Lập nhầm hình thức khen thưởng, đơn vị rút để làm lại.',
];

export const RELATION = 'Người được đề nghị là em ruột của tôi, tôi không tham gia thẩm định hồ sơ này.';
export const RECUSAL = 'Tôi từng trực tiếp hướng dẫn lập báo cáo thành tích này nên xin không tham gia xét.';

export const JOBS: readonly string[] = [
  'công nhân vận hành',
  'tổ trưởng sản xuất',
  'kỹ sư bảo trì',
  'nhân viên kỹ thuật',
  'kỹ thuật viên an toàn',
  'cán bộ nghiệp vụ',
  'trưởng ca',
  'công nhân cơ điện',
  'nhân viên kho vận',
  'chuyên viên nhân sự',
];

/** After "đã": what somebody did. */
export const DEEDS: readonly string[] = [
  'cải tiến quy trình bảo dưỡng, rút ngắn thời gian dừng máy gần một phần ba',
  'đề xuất giải pháp tiết kiệm điện chiếu sáng nhà xưởng, giảm chi phí hằng tháng',
  'hướng dẫn tay nghề cho mười hai công nhân mới, tất cả đạt yêu cầu sau thử việc',
  'tổ chức tốt góc an toàn tại phân xưởng, cả năm không để xảy ra tai nạn lao động',
  'vận động đoàn viên tham gia đầy đủ các phong trào, chăm lo gia đình khó khăn',
  'số hóa sổ theo dõi vật tư, giúp tra cứu nhanh và giảm thất thoát',
  'trực tiếp khắc phục sự cố trong đêm, bảo đảm sản xuất không gián đoạn',
  'tham gia thương lượng tập thể, góp phần nâng bữa ăn ca và phụ cấp độc hại',
  'sáng tạo đồ gá mới, nâng năng suất của tổ thêm gần một phần tư',
  'duy trì nền nếp sinh hoạt tổ công đoàn, nắm chắc tâm tư nguyện vọng của đoàn viên',
];
