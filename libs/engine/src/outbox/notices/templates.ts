import type { NoticeTopic } from '#domain';
import type { NoticeData } from './data.js';
import { award, document, dossier, nominee, number, step, until } from './phrases.js';

type Phrase = (notice: NoticeData) => string;

/** One notice in one language: a line for lists and mail subjects, and what to know and do. */
export interface Template {
  readonly title: Phrase;
  readonly body: Phrase;
}

/** Every notice in both languages. Sentences name places and deadlines; reasons and opinions stay in the dossier. */
export const templates = {
  stepWaiting: {
    vi: {
      title: (n) => `Hồ sơ chờ ${step(n, 'vi')}: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} đang chờ ${step(n, 'vi')}.${until(n, 'vi')}`,
    },
    en: {
      title: (n) => `Waiting for ${step(n, 'en')}: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} is waiting for ${step(n, 'en')}.${until(n, 'en')}`,
    },
  },
  returned: {
    vi: {
      title: (n) => `Hồ sơ bị trả lại để bổ sung: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} được trả lại để bổ sung; các mục cần bổ sung ghi trong hồ sơ.${until(n, 'vi')}`,
    },
    en: {
      title: (n) => `Returned for a supplement: ${nominee(n, 'en')}`,
      body: (n) =>
        `${dossier(n, 'en')} was returned for a supplement; it names the items that are needed.${until(n, 'en')}`,
    },
  },
  rejected: {
    vi: {
      title: (n) => `Hồ sơ không được đồng ý: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} không được đồng ý; lý do ghi trong hồ sơ.`,
    },
    en: {
      title: (n) => `Rejected: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} was rejected; it states the reason.`,
    },
  },
  withdrawn: {
    vi: {
      title: (n) => `Hồ sơ đã được rút: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} đã được đơn vị đề nghị rút; không cần xử lý nữa.`,
    },
    en: {
      title: (n) => `Withdrawn: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} was withdrawn by the nominating unit; nothing more is needed.`,
    },
  },
  commended: {
    vi: {
      title: (n) => `Được khen thưởng: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${nominee(n, 'vi')} được tặng ${award(n, 'vi')}${number(n, 'vi')}.` +
        (n.handOn ? ' Người (tập thể) được khen chưa có tài khoản: đề nghị đồng chí thông báo lại.' : ''),
    },
    en: {
      title: (n) => `Commended: ${nominee(n, 'en')}`,
      body: (n) =>
        `${nominee(n, 'en')} receives ${award(n, 'en')}${number(n, 'en')}.` +
        (n.handOn ? ' The nominee has no account: please pass this on.' : ''),
    },
  },
  ballotClosed: {
    vi: {
      title: (n) => `Không đạt phiếu hội đồng: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} không đủ số phiếu đồng ý của hội đồng; kết quả kiểm phiếu ghi trong hồ sơ.`,
    },
    en: {
      title: (n) => `The ballot failed: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} did not get the votes it needed; it holds the totals of the ballot.`,
    },
  },
  notSelected: {
    vi: {
      title: (n) => `Ngoài chỉ tiêu: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} không được chọn vì hết chỉ tiêu; kết quả thẩm định vẫn giữ nguyên.`,
    },
    en: {
      title: (n) => `Beyond the quota: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} was not selected for lack of places; its appraisal stands.`,
    },
  },
  deadlineNear: {
    vi: {
      title: (n) => `Sắp đến hạn ${step(n, 'vi')}: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} sắp đến hạn ${step(n, 'vi')}.${until(n, 'vi')}`,
    },
    en: {
      title: (n) => `Due soon, ${step(n, 'en')}: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} will soon be due for ${step(n, 'en')}.${until(n, 'en')}`,
    },
  },
  deadlineLapsed: {
    vi: {
      title: (n) => `Quá hạn ${step(n, 'vi')}: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} đã quá hạn ${step(n, 'vi')}. Hồ sơ vẫn chờ được xử lý.`,
    },
    en: {
      title: (n) => `Overdue, ${step(n, 'en')}: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} is overdue for ${step(n, 'en')}. It still waits to be dealt with.`,
    },
  },
  supplementLapsed: {
    vi: {
      title: (n) => `Quá hạn bổ sung: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} đã quá hạn bổ sung và được chuyển lại nơi yêu cầu bổ sung để quyết định.`,
    },
    en: {
      title: (n) => `Supplement overdue: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} is overdue for its supplement; it went back to whoever asked for it to decide.`,
    },
  },
  documentToSign: {
    vi: {
      title: (n) => `Văn bản chờ ký: ${document(n, 'vi')}`,
      body: (n) => `Quyết định ${document(n, 'vi')} đã soạn xong và đang chờ ký.`,
    },
    en: {
      title: (n) => `To sign: ${document(n, 'en')}`,
      body: (n) => `The decision ${document(n, 'en')} has been prepared and waits for your signature.`,
    },
  },
  held: {
    vi: {
      title: (n) => `Tạm dừng xét: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${dossier(n, 'vi')} đang tạm dừng; lý do ghi trong hồ sơ. Các thời hạn không chạy trong thời gian này.`,
    },
    en: {
      title: (n) => `On hold: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} is on hold; it states the reason. No deadline runs meanwhile.`,
    },
  },
  released: {
    vi: {
      title: (n) => `Xét tiếp: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} không còn tạm dừng; các thời hạn chạy tiếp với số ngày còn lại.`,
    },
    en: {
      title: (n) => `Goes on: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} is no longer on hold; its deadline runs on with the days that were left.`,
    },
  },
  verifying: {
    vi: {
      title: (n) => `Được giao xác minh: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} có phản ánh trong thời gian công khai; Anh/Chị được giao xác minh và kết luận.`,
    },
    en: {
      title: (n) => `To verify: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} met an objection while it was posted; you are asked to verify and to conclude.`,
    },
  },
  concluded: {
    vi: {
      title: (n) => `Đã kết luận phản ánh: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${dossier(n, 'vi')} đã có kết luận về phản ánh trong thời gian công khai; kết luận ghi trong hồ sơ.`,
    },
    en: {
      title: (n) => `Objection concluded: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} has a conclusion on the objection to its posting; it holds the conclusion.`,
    },
  },
  annulled: {
    vi: {
      title: (n) => `Khen thưởng bị hủy bỏ: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${award(n, 'vi')} của ${nominee(n, 'vi')} đã bị hủy bỏ${number(n, 'vi')}; căn cứ ghi trong hồ sơ.` +
        (n.handOn ? ' Người (tập thể) bị hủy bỏ chưa có tài khoản: đề nghị đồng chí thông báo lại.' : ''),
    },
    en: {
      title: (n) => `Award annulled: ${nominee(n, 'en')}`,
      body: (n) =>
        `${award(n, 'en')} of ${nominee(n, 'en')} was annulled${number(n, 'en')}; the dossier states the grounds.` +
        (n.handOn ? ' The nominee has no account: please pass this on.' : ''),
    },
  },
  complaintLodged: {
    vi: {
      title: (n) => `Khiếu nại chờ giải quyết: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${dossier(n, 'vi')} có khiếu nại về kết quả không được đồng ý, chờ đơn vị giải quyết.${until(n, 'vi')}`,
    },
    en: {
      title: (n) => `A complaint to hear: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} has a complaint against its refusal, which waits to be heard.${until(n, 'en')}`,
    },
  },
  complaintConcluded: {
    vi: {
      title: (n) => `Đã giải quyết khiếu nại: ${nominee(n, 'vi')}`,
      body: (n) => `${dossier(n, 'vi')} đã có kết luận giải quyết khiếu nại; kết luận ghi trong hồ sơ.`,
    },
    en: {
      title: (n) => `Complaint concluded: ${nominee(n, 'en')}`,
      body: (n) => `${dossier(n, 'en')} has a conclusion on the complaint; it holds the conclusion.`,
    },
  },
  rerouted: {
    vi: {
      title: (n) => `Đổi tuyến xét: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${dossier(n, 'vi')} đi theo tuyến mới do sắp xếp lại tổ chức; các bước đã duyệt vẫn có giá trị, thời hạn của bước hiện tại không đổi.`,
    },
    en: {
      title: (n) => `New route: ${nominee(n, 'en')}`,
      body: (n) =>
        `${dossier(n, 'en')} takes a new route after a reorganisation; what was approved stands, and the current deadline stays.`,
    },
  },
  migrated: {
    vi: {
      title: (n) => `Chuyển sang quy trình mới: ${nominee(n, 'vi')}`,
      body: (n) =>
        `${dossier(n, 'vi')} được chuyển sang phiên bản mới của quy trình; các bước đã duyệt vẫn có giá trị, thời hạn của bước hiện tại không đổi.`,
    },
    en: {
      title: (n) => `New version of the procedure: ${nominee(n, 'en')}`,
      body: (n) =>
        `${dossier(n, 'en')} was moved to a new version of its procedure; what was approved stands, and the current deadline stays.`,
    },
  },
} satisfies Record<NoticeTopic, Record<'vi' | 'en', Template>>;
