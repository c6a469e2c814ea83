/** Renders the fields of a report. They work without script; with it the services narrow down while typing. */
import type { Visit } from '../visit.ts';
import { byDistrict, byGroup, type Lists } from './choices.ts';
import type { Draft } from './draft.ts';
import { matching } from './find-service.ts';
import { Checkbox, Input, PhotoInput, Select, TextArea, type Faults } from './form.tsx';

type WhoProps = { visit: Visit; draft: Draft; faults: Faults };
type Props = WhoProps & {
  lists: Lists;
  /** The form is shown again: a browser has dropped the photo. */
  again: boolean;
  /** Somebody else fills it in: the report does not come from where their device is. */
  elsewhere?: boolean;
};

/** A field as it was typed, with its fault. */
const typed = ({ visit, draft, faults }: WhoProps, name: Exclude<keyof Draft, 'anonymous' | 'confidential'>) => ({
  visit,
  name,
  value: draft[name],
  fault: faults[name],
});

/** Text, service, place and photo, then who reports. */
export function ReportFields(props: Props) {
  const { visit, lists, draft, again, elsewhere = false } = props;
  const { report: t } = visit.t;
  const found = matching(lists.services, draft.cari);
  return (
    <>
      <fieldset>
        <legend>{t.what}</legend>
        {/* Enter presses this button; without it the browser would take the first button, which only searches. */}
        <button class="hidden" name="langkah" value="enter" tabIndex={-1} aria-hidden="true" formNoValidate>
          {t.send}
        </button>
        <TextArea {...typed(props, 'description')} label={t.tell} hint={t.whatHint} required />
        {/* The script asks while somebody types, and shows whom to call. */}
        <div class="emergency" aria-live="assertive" data-danger={visit.href('/lapor/bahaya')} hidden />
        <Input {...typed(props, 'cari')} type="search" label={t.search} hint={t.searchHint} />
        <button class="quiet" name="langkah" value="cari" formNoValidate>
          {t.searchButton}
        </button>
        <Select
          {...typed(props, 'serviceCode')}
          label={t.service}
          first={t.unknown}
          hint={found.length === 0 ? t.noneFound : undefined}
          groups={byGroup(found.length === 0 ? lists.services : found)}
          value={draft.serviceCode || (draft.cari && found.length === 1 ? found[0]?.code : '')}
        />
      </fieldset>
      <fieldset>
        <legend>{t.where}</legend>
        <Select {...typed(props, 'areaCode')} label={t.area} first={t.areaNone} groups={byDistrict(lists.areas)} />
        <Input {...typed(props, 'landmark')} label={t.landmark} hint={t.landmarkHint} maxLength={200} />
        <div class="row">
          <Input {...typed(props, 'lat')} label={t.lat} inputMode="decimal" />
          <Input {...typed(props, 'long')} label={t.long} inputMode="decimal" />
          {!elsewhere && (
            <button class="quiet" type="button" data-locate hidden>
              {t.locate}
            </button>
          )}
        </div>
        <p role="status" data-place data-located={t.located} data-failed={t.notLocated} />
        <PhotoInput visit={visit} label={t.photo} hint={again ? t.photoAgain : t.photoHint} />
      </fieldset>
      <WhoReports {...props} />
    </>
  );
}

/** The reporter's telephone and name, and what is hidden of the report. */
export function WhoReports(props: WhoProps) {
  const { visit, draft } = props;
  const { report: t } = visit.t;
  return (
    <>
      <fieldset>
        <legend>{t.who}</legend>
        <Input
          {...typed(props, 'phone')}
          label={t.phone}
          hint={t.phoneHint}
          inputMode="tel"
          autocomplete="tel"
          maxLength={40}
        />
        <Input {...typed(props, 'name')} label={t.name} autocomplete="name" maxLength={100} />
      </fieldset>
      <fieldset>
        <legend>{t.privacy}</legend>
        <Privacy visit={visit} ticked={draft} />
      </fieldset>
    </>
  );
}

/** Two boxes: one hides who reported, one hides the report. */
export function Privacy({ visit: { t }, ticked }: { visit: Visit; ticked: Pick<Draft, 'anonymous' | 'confidential'> }) {
  const names = ['anonymous', 'confidential'] as const;
  return (
    <>
      {names.map((name) => (
        <Checkbox name={name} label={t.report[name]} hint={t.report[`${name}Hint`]} checked={ticked[name]} />
      ))}
    </>
  );
}
