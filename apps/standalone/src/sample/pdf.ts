/**
 * A small, valid PDF of one page that shows the lines, and has the first as its title. Every character gets a code of its own
 * in an encoding by glyph names, so that Vietnamese needs no embedded font.
 */
export function pdfOf(lines: readonly string[]): Buffer {
  const codes = new Map<string, number>();
  for (const c of lines.join('')) if (!codes.has(c)) codes.set(c, 32 + codes.size);
  const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0').toUpperCase();
  const utf16 = (text: string): string => Array.from(text, (c) => hex(c.charCodeAt(0), 4)).join('');
  const coded = (line: string): string => Array.from(line, (c) => hex(codes.get(c) ?? 32, 2)).join('');
  const names = [...codes.keys()].map((c) => `/uni${utf16(c)}`).join(' ');
  const shown = lines.map((line, i) => `/F ${i === 0 ? 15 : 11} Tf <${coded(line)}> Tj 0 -24 Td`).join('\n');
  const unicode = [...codes].map(([c, code]) => `<${hex(code, 2)}> <${utf16(c)}>`).join('\n');
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange ${codes.size} beginbfchar
${unicode}
endbfchar endcmap end end`;
  return assemble([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    streamOf(`BT 56 760 Td\n${shown}\nET`),
    `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R/Encoding<</Type/Encoding/Differences[32 ${names}]>>>>`,
    streamOf(map),
    `<</Title<FEFF${utf16(lines[0] ?? '')}>>>`,
  ]);
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
