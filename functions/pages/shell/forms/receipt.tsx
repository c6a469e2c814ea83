/** Renders the parts of a receipt that reporters and officers share. */
import { encode } from 'uqr';
import type { Emergency as EmergencyView } from '../../../http/views/emergency-schema.ts';
import { dayOf } from '../dates.ts';
import { Emergency } from '../layout.tsx';
import { Outcome } from '../parts.tsx';
import { addressOf, type Visit } from '../visit.ts';

/** The private link of a report: whoever holds it reads and answers in the reporter's name. */
export const linkOf = (visit: Visit, trackingId: string, secret: string): string =>
  addressOf(visit, `/tautan/${trackingId}/${secret}`);

type Props = {
  visit: Visit;
  trackingId: string;
  /** Last day for an answer, as a local day or an instant of it. */
  expectedOn: string | null;
  /** True if the photo was stored; undefined without a photo. */
  photoKept: boolean | undefined;
  /** Of a danger: whom to call, before everything else. */
  emergency?: EmergencyView | undefined;
};

/** The number, the outcome of the photo, and the day by which an answer is due. */
export function ReceiptHead({ visit, trackingId, expectedOn, photoKept, emergency }: Props) {
  const { receipt: t } = visit.t;
  return (
    <>
      {emergency && <Emergency visit={visit} of={emergency} />}
      {photoKept !== undefined && <Outcome good={photoKept}>{photoKept ? t.photoKept : t.photoLost}</Outcome>}
      <p>{visit.t.track.number}</p>
      <p class="number">{trackingId}</p>
      {expectedOn && <p>{t.expected(dayOf(visit, expectedOn))}</p>}
      <h2>{t.link}</h2>
    </>
  );
}

/** One path: a square for each dark module, with the four light ones around it that readers need. */
export function QrCode({ text, title }: { text: string; title: string }) {
  const { size, data } = encode(text, { border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x},${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title} shape-rendering="crispEdges">
      <path d={dark.join('')} />
    </svg>
  );
}
