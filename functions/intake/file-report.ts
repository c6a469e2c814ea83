/** What every channel of an API client comes to: a report checked against the directory, stored as one fact, answered with its tracking id. */
import { createHash } from 'node:crypto';
import { canonical } from '../domain/chain.ts';
import type { Channel, ComplaintEvent } from '../domain/complaint.ts';
import type { ApiClient } from '../domain/directory.ts';
import { IdempotencyMismatch } from '../domain/errors.ts';
import { defaultTrack, fileComplaint as file, type Filing } from '../domain/filing.ts';
import { drawTrackingId } from '../domain/ids.ts';
import type { Clock, Directory, FilingStore, IdentityCipher, Mac, QuotaCounter } from '../domain/ports.ts';
import { rulesForFiling } from '../domain/rules.ts';
import { hashOfSecret, phoneMac as phoneMacOf, reporterSecret } from '../domain/reporter-secret.ts';
import { ownerOf } from '../domain/routes.ts';
import type { Receipt as ReceiptView } from '../http/view-schemas.ts';
import { checkAgainstDirectory, type Checked } from './check-report.ts';
import type { Report } from './report-schema.ts';

export type Deps = {
  directory: Directory;
  store: FilingStore;
  quotas: QuotaCounter;
  cipher: IdentityCipher;
  mac: Mac;
  clock: Clock;
  random: (length: number) => Uint8Array;
};

/** The answer but for its links, which are HTTP's. */
export type Receipt = Omit<ReceiptView, 'links'>;

/** A report whose form has been checked already. `extra` are text fields that only its channel knows. */
export type ReportToFile = {
  client: Pick<ApiClient, 'clientId'>;
  channel: Channel;
  report: Report;
  extra?: Record<string, string>;
  idempotencyKey: string | undefined;
};

/** A new id is drawn when the first is taken: at Ambon's volume once in many lifetimes, so three are plenty. */
const idTries = 3;

/** Throws InvalidInput or IdempotencyMismatch; nothing is stored then. */
export const fileReport =
  (deps: Deps) =>
  async ({ client, channel, report, extra = {}, idempotencyKey }: ReportToFile): Promise<Receipt> => {
    const [rules, checked] = await Promise.all([rulesForFiling(deps), checkAgainstDirectory(deps, report)]);
    const claim =
      idempotencyKey === undefined
        ? undefined
        : { clientId: client.clientId, key: idempotencyKey, bodyHash: bodyHash(report, extra), now: rules.now };

    for (let attempt = 1; ; attempt += 1) {
      const id = drawTrackingId(checked.city.idPrefix, deps.random);
      const [secret, phoneMac, ciphertext] = await Promise.all([
        reporterSecret(deps.mac, id),
        checked.phone === undefined ? undefined : phoneMacOf(deps.mac, checked.phone.e164),
        hasIdentity(checked) ? deps.cipher.encrypt(id, checked.identity) : undefined,
      ]);
      const change = file(filingOf({ report, channel, extra }, checked, { id, client, secret, phoneMac }), rules);
      const result = await deps.store.file(change, ciphertext, claim);
      if (result.outcome === 'stored') return receipt(change.event, secret, report.reference);
      if (result.outcome === 'key-used') return replay(deps, result, report.reference);
      if (attempt === idTries) throw new Error('three tracking ids in a row were taken');
    }
  };

/** Hash of the parsed body: spelling, order of members and white space around texts do not count. */
const bodyHash = (report: Report, extra: Record<string, string>): string =>
  createHash('sha256')
    .update(canonical(Object.keys(extra).length === 0 ? report : { ...report, extra }))
    .digest('base64url');

const hasIdentity = ({ identity }: Checked): boolean => Object.values(identity).some((value) => value !== undefined);

type Drawn = { id: string; client: ReportToFile['client']; secret: string; phoneMac: string | undefined };

function filingOf(
  { report, channel, extra }: { report: Report; channel: Channel; extra: Record<string, string> },
  checked: Checked,
  { id, client, secret, phoneMac }: Drawn,
): Filing {
  const { service, area, phone } = checked;
  const complaintClass = report.class ?? service?.class ?? 'pengaduan';
  const { location } = report;
  const text = {
    description: report.description,
    title: report.title,
    address: location?.address,
    landmark: location?.landmark,
    incidentDate: report.incidentDate,
    reference: report.reference,
    ...extra,
  };
  return {
    id,
    class: complaintClass,
    track: service?.track ?? defaultTrack(complaintClass),
    serviceCode: service?.code,
    areaCode: area?.code,
    lat: location?.lat,
    long: location?.long,
    hintAgencyId: report.agencyId,
    autoForwardTo: service?.autoForward ? ownerOf(service.route, area) : undefined,
    channel,
    clientId: client.clientId,
    anonymous: report.anonymous ?? false,
    confidential: report.confidential ?? false,
    contact: phone === undefined ? 'none' : phone.kind,
    phoneMac,
    reporterSecretHash: hashOfSecret(secret),
    actor: { role: 'reporter' },
    text: Object.fromEntries(Object.entries(text).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

async function replay(
  deps: Deps,
  used: { complaintId: string; sameBody: boolean },
  reference: string | undefined,
): Promise<Receipt> {
  if (!used.sameBody)
    throw new IdempotencyMismatch(
      'this Idempotency-Key was used with another body: send a new key for a new complaint',
    );
  const [first, secret] = await Promise.all([
    deps.store.firstEvent(used.complaintId),
    reporterSecret(deps.mac, used.complaintId),
  ]);
  if (!first) throw new Error(`event 1 of ${used.complaintId} is missing`);
  return receipt(first, secret, reference);
}

function receipt(first: ComplaintEvent, secret: string, reference: string | undefined): Receipt {
  return {
    trackingId: first.complaintId,
    reporterSecret: secret,
    status: first.to,
    version: first.version,
    expectedAt: first.expectedAt ?? null,
    ...(reference === undefined ? {} : { reference }),
  };
}
