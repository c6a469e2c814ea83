/** Counts what the scrubber does to real texts. They are citizens' own words: read, counted, never printed or stored. */
import { masksIn, scrubText, type Mask } from '../../../functions/domain/recognition/scrub-text.ts';
import { column } from '../measure-sms/texts.ts';
import { seeded } from '../measure-sms/typing.ts';

export const corpora = (): Record<string, string[]> => ({
  'Surabaya, media centre': column('surabaya-mediacenter.csv', 'isi'),
  'Bandung, SP4N-LAPOR!': column('bandung-sp4n-lapor.csv', 'isi'),
  'Purbalingga, aduan': column('purbalingga-aduan.csv', 'isi'),
  'Malay of Ambon (no complaints)': column('melayu-ambon-nusawrites.csv', 'teks_melayu_ambon'),
});

type Draw = (most: number) => number;
const digits = (draw: Draw, count: number): string => Array.from({ length: count }, () => draw(10)).join('');
const letters = (draw: Draw, count: number): string =>
  Array.from({ length: count }, () => String.fromCodePoint(65 + draw(26))).join('');
const one = (draw: Draw, all: readonly string[]): string => all[draw(all.length)] ?? '';

/** Made-up personal data, planted into each text to see whether the scrubber removes it. */
const planted = {
  mobile: (draw: Draw) => {
    const mark = one(draw, ['', ' ', '-', '.']);
    return [`${one(draw, ['08', '+628', '628'])}${digits(draw, 2)}`, digits(draw, 4), digits(draw, 4)].join(mark);
  },
  landline: (draw: Draw) => `${one(draw, ['0911-', '(0911) ', '021 '])}${digits(draw, 6)}`,
  local: (draw: Draw) => `${one(draw, ['telp ', 'WA ', 'hub. '])}${digits(draw, 7)}`,
  nik: (draw: Draw) => Array.from({ length: 4 }, () => digits(draw, 4)).join(one(draw, ['', ' ', '.', '-'])),
  email: (draw: Draw) => `${letters(draw, 6)}.${digits(draw, 2)}@contoh.co.id`.toLowerCase(),
  plate: (draw: Draw) => {
    const text = ['DE', digits(draw, 4), letters(draw, 2)].join(one(draw, ['', ' ', '-']));
    return one(draw, [text, text.toLowerCase()]);
  },
};
type Kind = keyof typeof planted;
const kinds = Object.keys(planted) as Kind[];

export type Figures = {
  texts: number;
  /** Texts in which anything was masked. */
  changed: number;
  masks: Record<string, number>;
  /** Texts that after scrubbing still hold nine digits on end or an address with `@` and a dot. */
  left: number;
  /** Planted and still there, by kind; one of each is planted into every text. */
  survivors: Record<Kind, number>;
};

/** Measures one corpus. The seed is fixed, so the same texts give the same figures; `tick` is called after each text. */
export function measure(texts: readonly string[], tick: () => void = () => undefined): Figures {
  const random = seeded(42);
  const draw: Draw = (most) => Math.floor(random() * most);
  const masks: Partial<Record<Mask, number>> = {};
  const survivors: Record<Kind, number> = { mobile: 0, landline: 0, local: 0, nik: 0, email: 0, plate: 0 };
  let changed = 0;
  let left = 0;
  for (const text of texts) {
    const scrubbed = scrubText(text);
    if (scrubbed !== text) changed += 1;
    if (/\d{9}|[\w.]@\w+\.\w/.test(scrubbed)) left += 1;
    const before = masksIn(text);
    for (const [mask, count] of Object.entries(masksIn(scrubbed)) as [Mask, number][])
      masks[mask] = (masks[mask] ?? 0) + count - (before[mask] ?? 0);
    for (const kind of kinds) {
      const secret = planted[kind](draw);
      if (scrubText(plant(text, secret, draw)).includes(secret)) survivors[kind] += 1;
    }
    tick();
  }
  return { texts: texts.length, changed, masks, left, survivors };
}

/** Puts the secret between two words of the text. */
function plant(text: string, secret: string, draw: Draw): string {
  const words = text.split(' ');
  return words.toSpliced(draw(words.length + 1), 0, secret).join(' ');
}
