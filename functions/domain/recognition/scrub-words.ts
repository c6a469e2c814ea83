/** Word lists of the text scrubber. */

/** Region codes of vehicle plates (Perkap 5/2012 and its later splits), the longer ones first. */
export const plateCodes =
  'AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z';

/** Words that follow a letter and a small number without being part of a plate: "BLOK B 12 RT 03", "TIPE K 3 DAN". */
export const shortWords: ReadonlySet<string> = new Set(
  'rt rw km cm mm kg kk kw kv wit wib dan di ke yg ada itu ini jam org hr bln thn jl jln gg no per sd sdn smp sma tdk ga gak aja dg dgn utk dr ya lg sdh blm bs sy mau air'.split(
    ' ',
  ),
);
