/** Counts answers by what they mean. A refusal is counted by its problem and fields, never by its text. */
import * as z from 'zod';
import type { Answer } from './client.ts';
import type { Request } from './requests.ts';

const created = z.looseObject({ trackingId: z.string() });
const problem = z.looseObject({
  code: z.string().optional(),
  type: z.string().optional(),
  title: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string() })).optional(),
});

/** An accepted request and the id it got. */
export type Accepted = { request: Request; trackingId: string };

/** Outcomes of all requests. `other` holds failures: no answer, 5xx, or an answer without a code. */
export type Tally = { accepted: Accepted[]; refused: Map<string, number>; other: Map<string, number> };

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Adds one answer to the tally. */
export function count(tally: Tally, request: Request, { status, body }: Answer): void {
  const accepted = created.safeParse(body);
  if (status === 201 && accepted.success) {
    tally.accepted.push({ request, trackingId: accepted.data.trackingId });
    return;
  }
  const known = problem.safeParse(body).data;
  const name = known?.code ?? known?.type ?? known?.title;
  if (status === 400 && name !== undefined) {
    const fields = (known?.errors ?? []).map((e) => e.field).sort();
    add(tally.refused, [name, ...new Set(fields)].join(' '));
    return;
  }
  add(tally.other, status === 0 ? 'no answer' : `${status} ${name ?? 'without a problem document'}`);
}

function lines(title: string, counts: Map<string, number>): string[] {
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  return [
    `${title.padEnd(16)} ${total}`,
    ...[...counts].sort((a, b) => b[1] - a[1]).map(([name, n]) => `  ${String(n).padStart(5)}  ${name}`),
  ];
}

/** The tally as lines to print. */
export function report({ accepted, refused, other }: Tally, seconds: number): string {
  const total = accepted.length + [...refused.values(), ...other.values()].reduce((a, b) => a + b, 0);
  return [
    `${'accepted'.padEnd(16)} ${accepted.length}`,
    ...lines('refused by 400', refused),
    ...lines('other', other),
    `${'per second'.padEnd(16)} ${(total / seconds).toFixed(1)} (${total} in ${seconds.toFixed(1)} s)`,
  ].join('\n');
}
