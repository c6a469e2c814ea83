/** Makes a flood of inbound SMS as a gateway delivers them: reports of one and of several parts, STATUS and BANTUAN, some twice, in any order. */

export type InboundSms = {
  messageId: string;
  from: string;
  body: string;
  part?: { reference: string; number: number; total: number };
};

export type Flood = {
  posts: InboundSms[];
  /** Posts that do not repeat an earlier one. */
  distinct: number;
  /** Exact words of each intended report. */
  intended: string[];
};

/** Characters of one part of a long SMS. */
const partLength = 153;

const problems = ['lampu jalan mati', 'sampah menumpuk', 'got tersumbat', 'pohon tumbang'];
const places = ['Batu Merah', 'Passo', 'Lateri', 'Wayame'];

/** Makes unique words for each report: its number, and a length of its own. Short ones fit one SMS. */
function wordsOf(n: number): string {
  const start = `${problems[n % problems.length]} di ${places[(n >> 2) % places.length]}, nomor ${n}`;
  const more = Array.from({ length: 12 + (n % 25) }, (_, i) => `keterangan ${n} ke ${i}`).join(', ');
  return n % 3 === 0 ? start : `${start}: ${more}`;
}

/** One report as it is sent: with the keyword or without, whole (a gateway has joined its parts) or in labelled parts. */
function reportOf(
  n: number,
  { from, text, reference }: { from: string; text: string; reference: string },
): InboundSms[] {
  const body = n % 2 === 0 ? `AMBON ${text}` : text;
  if (n % 3 !== 1) return [{ messageId: `bench-${n}`, from, body }];
  const total = Math.ceil(body.length / partLength);
  return Array.from({ length: total }, (_, i) => ({
    messageId: `bench-${n}-${i + 1}`,
    from,
    body: body.slice(i * partLength, (i + 1) * partLength),
    part: { reference, number: i + 1, total },
  }));
}

/** Makes a flood. `duplicates`: share of all posts that repeat an earlier one. `random`: from 0 to 1, with a seed. */
export function floodOf(
  { posts, numbers, duplicates }: { posts: number; numbers: number; duplicates: number },
  random: () => number,
): Flood {
  const distinct = Math.round(posts * (1 - duplicates));
  const messages: InboundSms[] = [];
  const intended: string[] = [];
  for (let n = 0; messages.length < distinct; n += 1) {
    const from = `0811${2_000_000 + (n % numbers)}`;
    const text = wordsOf(n);
    const kind = Math.floor(random() * 10);
    const sent =
      kind < 3
        ? reportOf(n, { from, text, reference: String(Math.floor(n / numbers) % 256) })
        : [{ messageId: `bench-${n}`, from, body: kind < 7 ? 'STATUS' : 'BANTUAN' }];
    if (messages.length + sent.length > distinct) continue;
    messages.push(...sent);
    if (kind < 3) intended.push(text);
  }
  const repeated = Array.from({ length: posts - distinct }, () => messages[Math.floor(random() * distinct)]!);
  const shuffled = [...messages, ...repeated]
    .map((sms) => ({ sms, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ sms }) => sms);
  return { posts: shuffled, distinct, intended };
}
