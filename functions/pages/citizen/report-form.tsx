/** The form of a report. It works without script; with it the services narrow down while typing, and the position can be filled in. */
import type { CandidateList } from '../../http/views/duplicate-schemas.ts';
import type { AreaList, ServiceList } from '../../http/views/directory-schemas.ts';
import { byDistrict, byGroup } from '../shell/forms/choices.ts';
import { shortDay } from '../shell/dates.ts';
import { Checkbox, FaultSummary, Input, PhotoInput, Select, TextArea, type Faults } from '../shell/forms/form.tsx';
import { Emergency, Layout } from '../shell/layout.tsx';
import type { Visit } from '../shell/visit.ts';
import type { Draft } from '../shell/forms/draft.ts';
import { matching } from '../shell/forms/find-service.ts';

export type Lists = { services: ServiceList['services']; areas: AreaList['areas'] };

type Props = {
  visit: Visit;
  lists: Lists;
  draft: Draft;
  /** Makes sending the same form twice harmless. */
  formKey: string;
  faults?: Faults;
  note?: string | undefined;
  near?: CandidateList['candidates'];
};

export function ReportForm({ visit, lists, draft, formKey, faults = {}, note, near = [] }: Props) {
  const { t, href } = visit;
  const again = visit.method !== 'GET';
  return (
    <Layout visit={visit} title={t.report.title}>
      <Emergency visit={visit} />
      {note && (
        <p class="note warn" role="alert">
          {note}
        </p>
      )}
      <FaultSummary visit={visit} faults={faults} />
      {near.length > 0 && <Near visit={visit} near={near} />}
      <form class="wide" method="post" action={href('/lapor')} encType="multipart/form-data">
        <input type="hidden" name="kunci" value={formKey} />
        {near.length > 0 && <input type="hidden" name="diperiksa" value="ya" />}
        <ReportFields visit={visit} lists={lists} draft={draft} faults={faults} again={again} />
        <p class="buttons">
          <button name="langkah" value="kirim">
            {near.length > 0 ? t.report.sendAnyway : t.report.send}
          </button>
        </p>
      </form>
    </Layout>
  );
}

type FieldsProps = Required<Pick<Props, 'visit' | 'lists' | 'draft' | 'faults'>> & {
  /** The form is shown again: a browser has dropped the photo. */
  again: boolean;
  /** Somebody else fills it in: where their device is, is not where it happened. */
  elsewhere?: boolean;
};

/** What happened, where, and who says so: of a report by anybody, and of one that an officer takes down. */
export function ReportFields({ visit, lists, draft, faults, again, elsewhere = false }: FieldsProps) {
  const { t } = visit;
  const found = matching(lists.services, draft.cari);
  return (
    <>
      <fieldset>
        <legend>{t.report.what}</legend>
        {/* What Enter in a field does; without this the browser would take the first button, which only searches. */}
        <button class="hidden" name="langkah" value="enter" tabIndex={-1} aria-hidden="true" formNoValidate>
          {t.report.send}
        </button>
        <TextArea
          visit={visit}
          name="description"
          label={t.report.tell}
          hint={t.report.whatHint}
          fault={faults['description']}
          value={draft.description}
          required
        />
        <Input
          visit={visit}
          name="cari"
          type="search"
          label={t.report.search}
          hint={t.report.searchHint}
          value={draft.cari}
        />
        <button class="quiet" name="langkah" value="cari" formNoValidate>
          {t.report.searchButton}
        </button>
        <Select
          visit={visit}
          name="serviceCode"
          label={t.report.service}
          first={t.report.unknown}
          hint={found.length === 0 ? t.report.noneFound : undefined}
          fault={faults['serviceCode']}
          groups={byGroup(found.length === 0 ? lists.services : found)}
          value={draft.serviceCode || (draft.cari && found.length === 1 ? found[0]?.code : '')}
        />
      </fieldset>
      <fieldset>
        <legend>{t.report.where}</legend>
        <Select
          visit={visit}
          name="areaCode"
          label={t.report.area}
          first={t.report.areaNone}
          fault={faults['areaCode']}
          groups={byDistrict(lists.areas)}
          value={draft.areaCode}
        />
        <Input
          visit={visit}
          name="landmark"
          label={t.report.landmark}
          hint={t.report.landmarkHint}
          fault={faults['landmark']}
          value={draft.landmark}
          maxLength={200}
        />
        <div class="row">
          <Input
            visit={visit}
            name="lat"
            label={t.report.lat}
            inputMode="decimal"
            fault={faults['lat']}
            value={draft.lat}
          />
          <Input visit={visit} name="long" label={t.report.long} inputMode="decimal" value={draft.long} />
          {!elsewhere && (
            <button class="quiet" type="button" data-locate hidden>
              {t.report.locate}
            </button>
          )}
        </div>
        <p role="status" data-place data-located={t.report.located} data-failed={t.report.notLocated} />
        <PhotoInput visit={visit} label={t.report.photo} hint={again ? t.report.photoAgain : t.report.photoHint} />
      </fieldset>
      <Who visit={visit} draft={draft} faults={faults} />
    </>
  );
}

/** Who reports, and who may know. */
export function Who({ visit, draft, faults }: { visit: Visit; draft: Draft; faults: Faults }) {
  const { t } = visit;
  return (
    <>
      <fieldset>
        <legend>{t.report.who}</legend>
        <Input
          visit={visit}
          name="phone"
          label={t.report.phone}
          hint={t.report.phoneHint}
          fault={faults['phone']}
          value={draft.phone}
          inputMode="tel"
          autocomplete="tel"
          maxLength={40}
        />
        <Input
          visit={visit}
          name="name"
          label={t.report.name}
          fault={faults['name']}
          value={draft.name}
          autocomplete="name"
          maxLength={100}
        />
      </fieldset>
      <fieldset>
        <legend>{t.report.privacy}</legend>
        <Checkbox name="anonymous" label={t.report.anonymous} hint={t.report.anonymousHint} checked={draft.anonymous} />
        <Checkbox
          name="confidential"
          label={t.report.confidential}
          hint={t.report.confidentialHint}
          checked={draft.confidential}
        />
      </fieldset>
    </>
  );
}

function Near({ visit, near }: { visit: Visit; near: CandidateList['candidates'] }) {
  const { t, href } = visit;
  return (
    <section class="note" role="alert" aria-label={t.report.near}>
      <h2>{t.report.near}</h2>
      <p>{t.report.nearLead}</p>
      <ul class="cards">
        {near.map(({ trackingId, receivedAt, status, statusLabel, agency, why }) => (
          <li>
            <p>
              <a href={href(`/lacak/${trackingId}`)}>{trackingId}</a> · {t.status[status] ?? statusLabel}
            </p>
            <p>
              {t.track.received} {shortDay(visit, receivedAt)}
              {agency && ` · ${agency.name}`}
            </p>
            <p>
              {why
                .map((one) =>
                  t.report.why(one.what, 'metres' in one ? one.metres : 'days' in one ? one.days : undefined),
                )
                .join(', ')}
            </p>
            <p>
              <a class="button quiet" href={href(`/gabung/${trackingId}`)}>
                {t.report.join} <span class="hidden">{trackingId}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
