/** Files a report of any HTTP channel: checks it against the directory, stores it as one transaction, and returns its tracking id. */
import { hashCanonical, sha256 } from '../domain/kernel/canonical.ts';
import type { Actor, Channel, Complaint, ComplaintEvent } from '../domain/complaint/complaint.ts';
import type { ApiClient } from '../domain/city/records.ts';
import { IdempotencyMismatch, NotFound } from '../domain/kernel/errors.ts';
import { defaultTrack, fileComplaint as file, type Filing } from '../domain/complaint/filing.ts';
import { drawTrackingId } from '../domain/kernel/ids.ts';
import type { FilingStore, IdentityCipher } from '../domain/complaint/ports.ts';
import { defined, pick } from '../domain/kernel/members.ts';
import type { Mac } from '../domain/kernel/ports.ts';
import type { DecisionContext, QuotaCounter } from '../domain/city/ports.ts';
import type { DuplicateCandidateReader } from '../domain/recognition/ports.ts';
import { needsAreas, publicSearch, rankPublic } from '../domain/recognition/public-candidates.ts';
import { dangerToldIn, type DangerDeps } from '../access/danger.ts';
import { rulesToFile } from '../access/rules.ts';
import { hashOfSecret, phoneMac as phoneMacOf, reporterSecret } from '../access/secrets.ts';
import { owningAgency } from '../domain/city/owning-agency.ts';
import { emergencyView } from '../http/views/emergency-view.ts';
import type { Receipt } from '../http/views/receipt-schemas.ts';
import { checkReport, type Checked } from './check-report.ts';
import type { Report } from './report-schema.ts';

export type Deps = DecisionContext &
  DangerDeps & {
    store: FilingStore;
    candidates: Pick<DuplicateCandidateReader, 'publicInGroups'>;
    /** Called when candidates could not be read; the complaint is filed without them. */
    onCandidatesUnread: (error: unknown) => void;
    quotas: QuotaCounter;
    cipher: IdentityCipher;
    mac: Mac;
  };

/** The receipt without its links, which routes.ts adds. */
export type FiledReport = Omit<Receipt, 'links'>;

/** Who files: an app by its key, or an officer for a citizen. */
export type Filer = { client: Pick<ApiClient, 'clientId'> } | { officer: Actor & { id: string } };

/** A report of valid form. `extra` holds text fields that only its channel has. */
export type ReportToFile = {
  by: Filer;
  channel: Channel;
  report: Omit<Report, 'description'> & { description?: string | undefined };
  extra?: Record<string, string>;
  idempotencyKey: string | undefined;
  /** The complaint that it joins. Class, track and service are copied from the parent; its location is not. */
  parent?: Pick<Complaint, 'id' | 'class' | 'track' | 'serviceCode'>;
};

/** Ids drawn before giving up. At Ambon's volume an id is taken once in many lifetimes, so three suffice. */
const idTries = 3;

/** Files a report. Throws InvalidInput, IdempotencyMismatch, or NotFound for a parent that is gone; then nothing is stored. */
export function fileReport(deps: Deps) {
  return async (filed: ReportToFile): Promise<FiledReport> => {
    const { by, report, idempotencyKey } = filed;
    const [rules, checked] = await Promise.all([rulesToFile(deps), checkReport(deps, report)]);
    const claim =
      idempotencyKey === undefined
        ? undefined
        : { clientId: claimantOf(by), key: idempotencyKey, bodyHash: bodyHash(filed), now: rules.now };
    const danger = await dangerToldIn(deps, [report.title, report.description].join('.\n'), checked.area);
    const possibleDuplicates = filed.parent ? [] : await alreadyKnown(deps, checked, report);

    for (let attempt = 1; ; attempt += 1) {
      const id = drawTrackingId(checked.city.idPrefix, deps.random);
      const [secret, phoneMac, ciphertext] = await Promise.all([
        reporterSecret(deps.mac, id),
        checked.phone === undefined ? undefined : phoneMacOf(deps.mac, checked.phone.e164),
        hasIdentity(checked) ? deps.cipher.encrypt(id, checked.identity) : undefined,
      ]);
      const change = file({ ...filingOf(filed, checked, { id, secret, phoneMac }), possibleDuplicates, danger }, rules);
      const result = await deps.store.file(change, ciphertext, claim);
      if (result.outcome === 'stored') return filedReport(change.event, secret, report.reference);
      if (result.outcome === 'key-used') return replay(deps, result, report.reference);
      if (result.outcome === 'parent-gone') throw parentGone();
      if (attempt === idTries) throw new Error('three tracking ids in a row were taken');
    }
  };
}

/** Returns the owner of an idempotency key. The `@` keeps officers apart from clients, whose ids have none. */
const claimantOf = (by: Filer): string => ('client' in by ? by.client.clientId : `@${sha256(by.officer.id)}`);

/** Returns the hash of the parsed body, so that escapes, the order of members and surrounding white space do not matter. */
const bodyHash = ({ report, extra = {}, parent }: ReportToFile): string =>
  hashCanonical({
    ...report,
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
    ...(parent ? { parentId: parent.id } : {}),
  });

/** Returns the error for a complaint that cannot be joined. */
export const parentGone = () => new NotFound('no open, public complaint with this tracking id: file your own');

/** Returns public duplicate candidates; none without service or place, or when they cannot be read. */
async function alreadyKnown(
  { candidates, directory, clock, onCandidatesUnread }: Deps,
  { service }: Checked,
  { location = {} }: ReportToFile['report'],
): Promise<string[]> {
  const { areaCode, lat, long } = location;
  if (!service || (areaCode === undefined && lat === undefined)) return [];
  try {
    const about = { serviceCode: service.code, areaCode, lat, long };
    const now = clock.now();
    const { groups, since } = publicSearch(about, needsAreas(about) ? await directory.areas() : [], now);
    return rankPublic(about, await candidates.publicInGroups(groups, since), now).map(({ id }) => id);
  } catch (error) {
    onCandidatesUnread(error);
    return [];
  }
}

const hasIdentity = ({ identity }: Checked): boolean => Object.values(identity).some((value) => value !== undefined);

type Drawn = { id: string; secret: string; phoneMac: string | undefined };

function filingOf(
  { by, report, channel, extra = {}, parent }: ReportToFile,
  checked: Checked,
  { id, secret, phoneMac }: Drawn,
): Filing {
  const { service, area, phone, identity } = checked;
  const complaintClass = parent?.class ?? report.class ?? service?.class ?? 'pengaduan';
  const { location } = report;
  return {
    id,
    class: complaintClass,
    track: parent?.track ?? service?.track ?? defaultTrack(complaintClass),
    parentId: parent?.id,
    serviceCode: parent ? parent.serviceCode : service?.code,
    areaCode: area?.code,
    lat: location?.lat,
    long: location?.long,
    hintAgencyId: report.agencyId,
    autoForwardTo: service?.autoForward ? owningAgency(service.route, area) : undefined,
    channel,
    clientId: 'client' in by ? by.client.clientId : undefined,
    anonymous: report.anonymous ?? false,
    confidential: report.confidential ?? false,
    contact: phone?.kind ?? (identity.email === undefined ? 'none' : 'email'),
    phoneMac,
    reporterSecretHash: hashOfSecret(secret),
    actor: 'officer' in by ? by.officer : { role: 'reporter' },
    text: {
      ...pick(report, 'description', 'title', 'incidentDate', 'reference'),
      ...pick(location ?? {}, 'address', 'landmark'),
      ...extra,
    },
  };
}

async function replay(
  deps: Deps,
  used: { complaintId: string; sameBody: boolean },
  reference: string | undefined,
): Promise<FiledReport> {
  if (!used.sameBody)
    throw new IdempotencyMismatch(
      'this Idempotency-Key was used with another body: send a new key for a new complaint',
    );
  const [first, secret] = await Promise.all([
    deps.store.firstEvent(used.complaintId),
    reporterSecret(deps.mac, used.complaintId),
  ]);
  if (!first) throw new Error(`event 1 of ${used.complaintId} is missing`);
  return filedReport(first, secret, reference);
}

function filedReport(first: ComplaintEvent, secret: string, reference: string | undefined): FiledReport {
  return {
    trackingId: first.complaintId,
    reporterSecret: secret,
    status: first.to,
    version: first.version,
    // A joined complaint has no due of its own.
    expectedAt: first.parentId === undefined ? (first.expectedAt ?? null) : null,
    possibleDuplicates: first.possibleDuplicates ?? [],
    ...(reference === undefined ? {} : { reference }),
    ...defined({ emergency: emergencyView(first.danger) }),
  };
}
