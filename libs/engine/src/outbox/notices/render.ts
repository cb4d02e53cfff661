import { noticeTopics, type NoticeTopic } from '#domain';
import type { Language, NoticeData } from './data.js';
import { templates, type Template } from './templates.js';

const nothing: NoticeData = {
  code: null,
  award: null,
  year: null,
  subject: null,
  unit: null,
  step: null,
  dueAt: null,
  handOn: false,
  documentTitle: null,
  documentNumber: null,
};

/** The text of a notice in one language; what is missing is left out. Plain text: whoever shows it escapes it. */
export function renderNotice(
  topic: NoticeTopic,
  language: Language,
  data: Partial<NoticeData>,
): { title: string; body: string } {
  const template: Template = templates[topic][language];
  const notice = { ...nothing, ...data };
  return { title: template.title(notice), body: template.body(notice) };
}

/** Throws when a topic has no text in one of the languages, also for a reader who may see nothing but the topic. For boot. */
export function proveNotices(): void {
  for (const topic of noticeTopics) {
    for (const language of ['vi', 'en'] as const) {
      const { title, body } = renderNotice(topic, language, {});
      if (title === '' || body === '') throw new Error(`the notice ${topic} has no text in ${language}`);
    }
  }
}
