/**
 * The marks of Vietnamese letters as strokes, relative to the end of a letter of Courier (600 of 1000 units wide): that font is in
 * every reader, but has none of them.
 */
const MARKS: Readonly<Record<string, string>> = {
  '\u0301': '-330 480 m -230 600 l',
  '\u0300': '-270 480 m -370 600 l',
  '\u0302': '-400 480 m -300 590 l -200 480 l',
  '\u0306': '-400 590 m -400 460 -200 460 -200 590 c',
  '\u0303': '-420 490 m -350 640 -250 440 -180 580 c',
  '\u0309': '-350 610 m -230 680 -200 560 -300 530 c -300 480 l',
  '\u0323': '-300 -150 m -300 -140 l',
  '\u031b': '-140 420 m -40 420 -40 500 -70 540 c',
  '\u0335': '-330 545 m -90 545 l',
  '\u0336': '-570 290 m -380 290 l',
};
/** Over these another mark stands higher; those stand at their own height. */
const ABOVE: readonly string[] = ['\u0302', '\u0306'];
const ASIDE: readonly string[] = ['\u0323', '\u031b', '\u0335', '\u0336'];

/** A small, valid PDF of one page that shows the lines; the first is also its title. */
export function pdfOf(lines: readonly string[]): Buffer {
  const marks = Object.values(MARKS);
  const names = marks.map((_, i) => `/m${i}`);
  const strokes = marks.map((mark) => streamOf(`0 0 d0 60 w 1 J 1 j ${mark} S`));
  const procs = names.map((name, i) => `${name} ${i + 8} 0 R`).join(' ');
  const widths = marks.map(() => 0).join(' ');
  const title = Array.from(lines[0] ?? '', (c) => hex(c.charCodeAt(0), 4)).join('');
  const shown = lines.map((line, i) => `${shownLine(line, i === 0 ? 15 : 11)}\n0 -26 Td`).join('\n');
  return assemble([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</B 5 0 R/M 6 0 R>>>>>>',
    streamOf(`BT 56 760 Td\n${shown}\nET`),
    '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
    `<</Type/Font/Subtype/Type3/FontBBox[-600 -250 100 900]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<${procs}>>
/Encoding<</Type/Encoding/Differences[0 ${names.join('')}]>>/FirstChar 0/LastChar ${marks.length - 1}/Widths[${widths}]/Resources<<>>>>`,
    `<</Title<FEFF${title}>>>`,
    ...strokes,
  ]);
}

/** Letters in Courier, each followed by its marks; higher on capitals, and above another mark. */
function shownLine(line: string, size: number): string {
  let rise = 0;
  return Array.from(line.replaceAll('đ', 'd\u0335').replaceAll('Đ', 'D\u0336').normalize('NFD'), (c) => {
    const mark = Object.keys(MARKS).indexOf(c);
    if (mark < 0) {
      rise = c === c.toLowerCase() ? 0 : size * 0.15;
      return `/B ${size} Tf 0 Ts <${hex(c.charCodeAt(0) & 0xff, 2)}> Tj`;
    }
    const up = ASIDE.includes(c) ? 0 : rise;
    if (ABOVE.includes(c)) rise += size * 0.13;
    return `/M ${size} Tf ${up.toFixed(2)} Ts <${hex(mark, 2)}> Tj`;
  }).join('\n');
}

function hex(n: number, width: number): string {
  return n.toString(16).padStart(width, '0').toUpperCase();
}

function streamOf(content: string): string {
  return `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
}

function assemble(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${file}${table}trailer\n<</Size ${count}/Root 1 0 R/Info 7 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}
