import { oldEncodingOf } from './old-text';

it.each([
  ['§ång ý víi ®Ò nghÞ cña ®¬n vÞ', 'TCVN3 (ABC)'],
  ['Ñoàng yù vôùi ñeà nghò cuûa ñôn vò', 'VNI'],
])('text of an old font is noticed: %s', (text, name) => {
  expect(oldEncodingOf(text)).toBe(name);
});

it.each([
  '',
  'Đồng ý với đề nghị của đơn vị.',
  'Đồng ý với đề nghị của đơn vị.'.normalize('NFD'),
  'Hồ sơ đầy đủ, thành tích rõ ràng, có số liệu kiểm chứng; đề nghị khen thưởng năm 2026.',
  'Ưu tiên người lao động trực tiếp; hoà giải, khuỷu tay, quý hiếm, nguyễn, thuở xưa, ngoại, oán, uý, thuỳ, oà, oè',
  'The dossier is complete; façade, naïve and café are fine.',
])('text that is none is left alone: %s', (text) => {
  expect(oldEncodingOf(text)).toBeNull();
});
