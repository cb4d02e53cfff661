import { nameOf } from '../system/words.js';

type Random = () => number;

const list = (text: string): readonly string[] => text.split('|').map((word) => word.trim());

/** Parts of which titles of initiatives, research and deeds are put together; the first ones of a list are taken most. */
const KINDS = list(
  'Giải pháp|Sáng kiến|Nghiên cứu|Cải tiến|Ứng dụng|Xây dựng|Một số giải pháp|Đề xuất|Hoàn thiện|Thiết kế|Chế tạo|Cải tạo|' +
    'Tối ưu hóa|Đổi mới|Triển khai|Biện pháp|Tổ chức|Phương pháp|Quy trình|Mô hình|Bộ tài liệu|Phần mềm|Thiết bị|Chuyên đề|Kinh nghiệm',
);
const AIMS = list(
  'nâng cao hiệu quả|nâng cao chất lượng|tiết kiệm điện năng cho|rút ngắn thời gian|giảm tỷ lệ hỏng của|tăng năng suất|bảo đảm an toàn khi|' +
    'tự động hóa|số hóa|kiểm soát|giám sát|phòng ngừa sự cố của|giảm tiêu hao nhiên liệu của|kéo dài tuổi thọ của|thay thế|khắc phục rung động của|' +
    'xử lý bụi từ|thu hồi nhiệt thải của|chuẩn hóa|nội địa hóa|giảm tiếng ồn của|nâng công suất|phục hồi|chống ăn mòn cho|quản lý|rèn luyện kỹ năng|' +
    'phát triển|tuyên truyền|chăm lo|đào tạo|hạn chế|dự báo|đánh giá|phân loại|cân bằng|đồng bộ|tái sử dụng|làm mát|bôi trơn|căn chỉnh',
);
const THINGS = list(
  'lò hơi|băng tải than|tua bin khí|máy ép nhựa|dây chuyền may|khuôn dập|cầu trục|trạm biến áp|đường dây 110 kV|hệ thống nước thải|máy nén khí|' +
    'kho lạnh|tổ máy phát điện|lò nung clinker|máy nghiền bi|hệ thống lọc bụi tĩnh điện|bơm cấp nước|van điều khiển|bộ trao đổi nhiệt|cảm biến nhiệt độ|' +
    'hồ sơ đoàn viên|thu kinh phí công đoàn|đối thoại tại nơi làm việc|bữa ăn ca|nhà ở công nhân|hòm thư góp ý|thỏa ước lao động tập thể|' +
    'giờ học thực hành|bài giảng môn vật lý|năng lực tự học của học sinh|thư viện số|công tác chủ nhiệm lớp|khám sàng lọc|hồ sơ bệnh án|' +
    'quy trình tiêm chủng|phác đồ cấp cứu|kho dược|bàn giao ca trực|vật tư tồn kho|đơn hàng xuất khẩu|lịch vận hành tàu|đầu máy diesel|toa xe hàng|' +
    'ghi đường sắt|cần cẩu bờ|bãi container|phao luồng|tàu lai dắt|giàn khoan|đường ống dẫn dầu|mạch điều khiển thang máy|tủ điện trung thế|' +
    'công tơ điện tử|lưới điện hạ thế|trạm bơm tiêu úng|cống lấy nước|giống lúa thuần|mủ cao su|vườn cà phê|chuồng trại chăn nuôi|ao nuôi tôm|' +
    'sấy nông sản|bao bì carton|in ống đồng|nhuộm vải|cắt rập|chuyền đế giày|khung xe máy|hàn thân xe|sơn tĩnh điện|mạ kẽm|đúc gang|gia công trục cán|' +
    'máy tiện CNC|dao phay|đồ gá kẹp phôi|robot gắp sản phẩm|cân định lượng|đóng bao xi măng|nổ mìn lộ thiên|chống lò bằng vì neo|thông gió mỏ|' +
    'thoát nước mỏ|tuyển than|xe tải mỏ|máy xúc thủy lực|bảo dưỡng lốp|trộn bê tông|ván khuôn trượt|giám sát công trình|khảo sát địa hình|đền bù giải phóng mặt bằng|' +
    'tiếp công dân|một cửa điện tử|lưu trữ tài liệu|văn bản đi đến|hóa đơn điện tử|đối chiếu công nợ|thẩm định tín dụng|máy rút tiền|kiểm đếm tiền mặt|' +
    'phát thanh cơ sở|chuyển phát bưu gửi|trạm thu phát sóng|cáp quang ngầm|tổng đài chăm sóc khách hàng|điều độ xe buýt|thu gom rác thải|cây xanh đô thị|chiếu sáng công cộng',
);
const MEANS = list(
  'bằng biến tần|bằng cảm biến không dây|trên nền tảng web|qua mã QR|bằng bộ lập trình PLC|theo tiêu chuẩn ISO 9001|theo phương pháp 5S|bằng vật liệu composite|' +
    'bằng năng lượng mặt trời|trên điện thoại thông minh|bằng trí tuệ nhân tạo|qua mạng Zalo|bằng thuật toán di truyền|bằng phần mềm mã nguồn mở|từ phế liệu|' +
    'bằng khí nén|bằng camera nhiệt|theo nguyên lý ly tâm|bằng bản đồ số|bằng dữ liệu lớn|nhờ tổ tự quản|bằng bảng tính|bằng hình ảnh trực quan|theo nhóm nhỏ',
);
const PLACES = list(
  'tại phân xưởng|tại xí nghiệp|tại nhà máy|tại công ty cổ phần|tại chi nhánh|ở tổ sản xuất|tại trường trung học phổ thông|tại bệnh viện đa khoa|tại cảng|tại mỏ|' +
    'trên địa bàn huyện|ở công đoàn cơ sở|tại ban quản lý dự án|tại trung tâm|cho đội|trong khu công nghiệp|tại kho|tại trạm|tại phòng|ở đoạn đường',
);
const SYLLABLES = list(
  'An|Bắc|Bình|Cao|Châu|Đà|Đại|Đông|Đức|Giang|Hà|Hải|Hòa|Hưng|Khánh|Kim|Lạng|Long|Minh|Mỹ|Nam|Ninh|Phú|Phước|Quảng|Quý|Sơn|Tân|Tây|Thái|Thanh|Thịnh|Thủ|Tiên|Trung|Tuyên|Vân|Việt|Vĩnh|Xuân|Yên',
);
const TAILS = list(
  'góp phần bảo vệ môi trường|trong giai đoạn mới|đáp ứng yêu cầu chuyển đổi số|mang lại lợi nhuận cao|giúp người lao động yên tâm gắn bó|' +
    'không phải dừng máy|giảm chi phí sửa chữa|phù hợp điều kiện miền núi|sau đại dịch|trong mùa mưa bão|làm lợi cho đơn vị|khi thiếu hụt nhân lực|không cần nhập ngoại',
);

const any = (words: readonly string[], random: Random): string => words[Math.floor(random() * words.length)] ?? '';
/** The first words of a list far more often than the last ones, as people write. */
const mostly = (words: readonly string[], random: Random): string =>
  words[Math.floor(random() ** 2.2 * words.length)] ?? '';
const sometimes = (share: number, random: Random, word: () => string): string => (random() < share ? word() : '');

function placeOf(random: Random): string {
  const name = `${any(SYLLABLES, random)} ${any(SYLLABLES, random)}`;
  const number = sometimes(0.3, random, () => String(1 + Math.floor(random() * 30)));
  return `${mostly(PLACES, random)} ${number} ${name}`;
}

function machineOf(random: Random): string {
  const letters = 'ABCDEGHKLMNPQRSTVX';
  const letter = () => letters[Math.floor(random() * letters.length)] ?? '';
  return `${letter()}${letter()}-${String(10 + Math.floor(random() * 990))}`;
}

/** A title as clerks write them, of some billions: what was done to which thing, by what means, where, and what it was good for. */
export function titleOf(random: Random): string {
  const parts = [
    mostly(KINDS, random),
    mostly(AIMS, random),
    mostly(THINGS, random),
    sometimes(0.25, random, () => `và ${any(AIMS, random)} ${any(THINGS, random)}`),
    sometimes(0.25, random, () => machineOf(random)),
    sometimes(0.45, random, () => mostly(MEANS, random)),
    sometimes(0.7, random, () => placeOf(random)),
    sometimes(0.08, random, () => `của tổ ${nameOf(random)}`),
    sometimes(0.2, random, () => any(TAILS, random)),
    sometimes(0.15, random, () => `năm ${String(2018 + Math.floor(random() * 9))}`),
  ];
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

/** The same deed under another title: a word less, another word, other places of two parts, no marks. */
export function retold(title: string, random: Random): string {
  const words = title.split(' ');
  const at = Math.floor(random() * words.length);
  const ways = [
    () => words.filter((_, i) => i !== at).join(' '),
    () => words.map((word, i) => (i === at ? any(any(THINGS, random).split(' '), random) : word)).join(' '),
    () => [...words.slice(at), ...words.slice(0, at)].join(' '),
    () => title.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase(),
    () => `${title} ${any(TAILS, random)}`,
  ];
  return (ways[Math.floor(random() * ways.length)] ?? (() => title))();
}
