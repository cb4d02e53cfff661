import { mendOldText, oldEncodingOf, toUnicode, type OldEncoding } from './old-text.js';

/** Every lower-case letter of Vietnamese with a mark, in both encodings: TCVN 5712:1993, VNI for Windows. */
const LETTERS: readonly (readonly [unicode: string, tcvn3: string, vni: string])[] = [
  ['à ả ã á ạ', 'µ ¶ · ¸ ¹', 'aø aû aõ aù aï'],
  ['ă ằ ẳ ẵ ắ ặ', '¨ » ¼ ½ ¾ Æ', 'aê aè aú aü aé aë'],
  ['â ầ ẩ ẫ ấ ậ', '© Ç È É Ê Ë', 'aâ aà aå aã aá aä'],
  ['è ẻ ẽ é ẹ', 'Ì Î Ï Ð Ñ', 'eø eû eõ eù eï'],
  ['ê ề ể ễ ế ệ', 'ª Ò Ó Ô Õ Ö', 'eâ eà eå eã eá eä'],
  ['ì ỉ ĩ í ị', '× Ø Ü Ý Þ', 'ì æ ó í ò'],
  ['ò ỏ õ ó ọ', 'ß á â ã ä', 'oø oû oõ où oï'],
  ['ô ồ ổ ỗ ố ộ', '« å æ ç è é', 'oâ oà oå oã oá oä'],
  ['ơ ờ ở ỡ ớ ợ', '¬ ê ë ì í î', 'ô ôø ôû ôõ ôù ôï'],
  ['ù ủ ũ ú ụ', 'ï ñ ò ó ô', 'uø uû uõ uù uï'],
  ['ư ừ ử ữ ứ ự', '\u00ad õ ö ÷ ø ù', 'ö öø öû öõ öù öï'],
  ['ỳ ỷ ỹ ý ỵ', 'ú û ü ý þ', 'yø yû yõ yù î'],
  ['đ', '®', 'ñ'],
];
const flat = LETTERS.flatMap(([unicode, tcvn3, vni]) => {
  const [u, t, v] = [unicode, tcvn3, vni].map((x) => x.split(' '));
  return (u ?? []).map((letter, i) => [letter, t?.[i] ?? '', v?.[i] ?? ''] as const);
});

it('the table has all 67 marked letters', () => {
  expect(new Set(flat.map(([letter]) => letter)).size).toBe(67);
});

it.each(flat)('%s from TCVN3 and VNI, and its capital from VNI', (letter, tcvn3, vni) => {
  expect(toUnicode(tcvn3, 'TCVN3')).toBe(letter);
  expect(toUnicode(vni, 'VNI')).toBe(letter);
  expect(toUnicode(vni.toUpperCase(), 'VNI')).toBe(letter.toUpperCase());
});

it('the capitals that TCVN3 has', () => {
  expect(toUnicode('¡ ¢ £ ¤ ¥ ¦ §', 'TCVN3')).toBe('Ă Â Ê Ô Ơ Ư Đ');
});

/** A sentence as a font of that encoding wrote it: the tables above, read backwards. */
function written(text: string, name: OldEncoding): string {
  const at = name === 'TCVN3' ? 1 : 2;
  const table = new Map<string, string>(flat.map((row) => [row[0], row[at]]));
  return [...text].map((c) => table.get(c) ?? upper(table, c)).join('');
}

function upper(table: ReadonlyMap<string, string>, letter: string): string {
  const small = table.get(letter.toLowerCase());
  return small === undefined || letter === letter.toLowerCase() ? letter : small.toUpperCase();
}

const SENTENCES = [
  'nguyễn văn linh',
  'trần thị hằng',
  'đồng ý với đề nghị của đơn vị.',
  'hồ sơ đầy đủ, thành tích rõ ràng, có số liệu kiểm chứng; làm lợi 1.200.000 đồng',
  'cải tiến quy trình vận hành trạm biến áp 110 kV, giảm tổn thất điện năng 1,2%',
  'quyết định số 15/QĐ-LĐLĐ ngày 22/11/2025'.toLowerCase(),
  'nghiêng khuỷu tay, thuở xưa, uống rượu, quýt, giếng nước, khuya khoắt, ngoằn ngoèo, huỳnh huỵch',
];

describe.each(['TCVN3', 'VNI'] as const)('%s', (name) => {
  it.each(SENTENCES)('is noticed and converted: %s', (sentence) => {
    const old = written(sentence, name);
    expect(oldEncodingOf(old)).toBe(name);
    expect(toUnicode(old, name)).toBe(sentence);
  });

  it('is mended line by line: a line of Unicode stays', () => {
    const lines = ['Có công, được khen.', written('có công, được khen.', name)];
    const mixed = lines.join('\n');
    expect(oldEncodingOf(mixed)).toBe(name);
    expect(mendOldText(mixed, name)).toBe('Có công, được khen.\ncó công, được khen.');
  });
});

it('capitals of names', () => {
  expect(oldEncodingOf('Ñoàng yù vôùi ñeà nghò cuûa ñôn vò')).toBe('VNI');
  expect(oldEncodingOf('§ång ý víi ®Ò nghÞ cña ®¬n vÞ')).toBe('TCVN3');
  expect(toUnicode('Nguyeãn Thò Ñaøo', 'VNI')).toBe('Nguyễn Thị Đào');
  expect(toUnicode('TRAÀN ÑÖÙC LÖÔNG', 'VNI')).toBe('TRẦN ĐỨC LƯƠNG');
});

it.each([
  '',
  'Ngan Ha',
  ...SENTENCES,
  ...SENTENCES.map((s) => s.toUpperCase()),
  ...SENTENCES.map((s) => s.normalize('NFD')),
  'Có công lao; hòa giải, quý, lý, tích, nói, và, còn, tôi, ông, bà, anh, chị',
  'The dossier is complete; façade, naïve, São Paulo, déjà vu and café are fine.',
  'Độ dày 5 µm, diện tích 20 m², nhiệt độ 30°C, ± 0,5%',
  'µm',
  'Müller, Jörg, Noël, Zoë, Ångström, Peña, 1ª',
  '© 2026 Laurel® §3',
])('text that is none is left alone: %s', (text) => {
  expect(oldEncodingOf(text)).toBeNull();
});

it('composes what is decomposed', () => {
  expect(mendOldText('Nguyễn'.normalize('NFD'), 'VNI')).toBe('Nguyễn');
});
