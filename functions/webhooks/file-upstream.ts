/**
 * Files a complaint once in a system above the city and keeps its id there. A complaint that came from there keeps the id it came with.
 * Upstream has no idempotency: an attempt whose answer was lost is repeated and counted, and the text names our id.
 */
import type { Complaint } from '../domain/complaint/complaint.ts';
import { secretOwner, type Subscription } from '../domain/webhooks/subscription.ts';
import type { WebhookFact } from '../domain/webhooks/ports.ts';
import type { OutboundEvent } from '../domain/webhooks/outbound-events.ts';
import { upstreamView } from './cloud-event.ts';
import type { Deps } from './deps.ts';
import { keepFailure } from './endpoint-account.ts';
import { TryLater } from '../domain/kernel/try-later.ts';

type Context = { subscription: Subscription; complaint: Complaint; fact: WebhookFact; own: boolean };

/** Answers the complaint's id upstream, if it has one. Throws TryLater when upstream has not taken it. */
export async function fileUpstream(deps: Deps, outbound: OutboundEvent, context: Context): Promise<string | undefined> {
  const { subscription, complaint, fact, own } = context;
  if (own) return fact.report?.['reference'];
  const to = subscription.relay?.addstream;
  if (!to) return undefined;
  const { relays, encryptedSecrets, secrets, upstream, clock, count } = deps;
  const known = await relays.relayed(outbound);
  if (known?.upstreamId !== undefined) return known.upstreamId;

  const { relayToken } = (await encryptedSecrets.secretsOf(subscription.id)) ?? {};
  if (!relayToken) throw new TryLater('upstream: it has no token yet');
  const token = await secrets.decrypt(secretOwner(subscription), relayToken.ciphertext);
  const attempts = await relays.beginAttempt(outbound, clock.now().toISOString());
  const content = contentOf(context);
  const answer = await upstream.file(to, token, { id: complaint.id, anonymous: complaint.anonymous, content });
  if (answer.outcome === 'not-filed') await relays.cancelAttempt(outbound);
  if (answer.outcome !== 'filed') {
    await keepFailure(deps, subscription, true);
    throw new TryLater(`upstream: ${answer.cause}`);
  }
  const { upstreamId, transactionId } = answer;
  await relays.keepUpstreamId(outbound, { upstreamId, transactionId });
  if (attempts > 1) count('RelayUnconfirmed');
  return upstreamId;
}

/** Writes the report for upstream's people: its words, and the facts that upstream's form has no field for. */
function contentOf({ subscription, complaint, fact }: Context): string {
  const { report = {} } = fact;
  const view = subscription.relay && upstreamView(subscription.relay, fact, undefined);
  const lines: readonly [label: string, value: string | null | undefined][] = [
    ['Judul', report['title']],
    ['Klasifikasi', view?.class],
    ['Kategori', view?.category],
    ['Lokasi', [report['landmark'], report['address'], complaint.areaCode].filter(Boolean).join(', ')],
    ['Tanggal kejadian', report['incidentDate']],
    ['Nomor laporan kota', complaint.id],
  ];
  const known = lines.filter(([, value]) => value).map(([label, value]) => `${label}: ${value}`);
  return [report['description'] ?? '(teks telah dihapus)', known.join('\n')].join('\n\n');
}
