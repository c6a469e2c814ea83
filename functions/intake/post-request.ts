/** Files a complaint sent as Open311's POST requests: converts the form to a report. */
import { answered, answersText, faultsOf, type Answers } from '../domain/city/attributes.ts';
import { isValidOn, type Service } from '../domain/city/records.ts';
import { InvalidInput, NotFound, type FieldError, zodFields } from '../domain/kernel/errors.ts';
import { defined } from '../domain/kernel/members.ts';
import { authenticateClient, countPost } from '../access/api-client.ts';
import type { Document } from '../http/open311/document.ts';
import { answersOf, singleValues, type Form } from '../http/open311/form.ts';
import { checkJurisdiction } from '../http/open311/jurisdiction.ts';
import { fileReport, type Deps } from './file-report.ts';
import type { Report } from './report-schema.ts';
import { requestFields, type RequestFields } from './request-fields.ts';
import { photosOf, storePhotos, type PhotoDeps } from './store-photos.ts';

/** A parsed request. */
export type PostRequest = {
  apiKey: string | undefined;
  jurisdictionId: string | undefined;
  idempotencyKey: string | undefined;
  form: Form;
};

type Photos = ReturnType<typeof photosOf>['photos'];

const notice = 'Laporan diterima. Simpan nomor laporan ini untuk memantau tindak lanjutnya.';
const photoNotice = 'Foto belum dapat disimpan: kirim lagi lewat aplikasi.';

/** Files the request. Checks the client first, then the service (404 when unknown), then reports all faults together. */
export function postRequest(deps: Deps & PhotoDeps) {
  return async ({ apiKey, jurisdictionId, idempotencyKey, form }: PostRequest): Promise<Document> => {
    const client = await authenticateClient(deps, apiKey, 'complaints:write');
    await countPost(deps, client);
    await checkJurisdiction(deps.directory, jurisdictionId);
    const service = await serviceOf(deps, form);
    const { fields, answers, photos } = read(form, service);
    const { trackingId, emergency } = await fileReport(deps)({
      by: { client },
      channel: 'open311',
      report: reportOf(fields, answers, service),
      extra: extraOf(fields, answers),
      idempotencyKey,
    });
    const lost = await storePhotos(deps)(trackingId, photos);
    const id = service.type === 'batch' ? { token: trackingId } : { service_request_id: trackingId };
    const notices = [emergency?.text, notice, lost > 0 ? photoNotice : undefined].filter((n) => n !== undefined);
    return {
      root: 'service_requests',
      value: [{ ...id, service_notice: notices.join(' ') }],
    };
  };
}

async function serviceOf({ directory, clock }: Deps, { fields }: Form): Promise<Service> {
  const code = fields.get('service_code')?.[0]?.trim();
  if (!code) throw new InvalidInput([{ field: 'service_code', message: 'required' }]);
  const service = code.length <= 40 ? await directory.service(code) : undefined;
  if (!service || !isValidOn(service, clock.now()))
    throw new NotFound('service_code: unknown; GET services lists those of this city');
  return service;
}

function read(form: Form, service: Service): { fields: RequestFields; answers: Answers; photos: Photos } {
  const { values, faults } = singleValues(form, Object.keys(requestFields.shape));
  const { answers, faults: misspelt } = answersOf(form);
  const parsed = requestFields.safeParse(values);
  const { photos, faults: noPhotos } = photosOf(form.files);
  const all = [
    ...faults,
    ...(parsed.success ? placeFaults(parsed.data) : zodFields(parsed.error)),
    ...misspelt,
    ...faultsOf(service, answers),
    ...noPhotos,
  ];
  if (all.length > 0 || !parsed.success) throw new InvalidInput(all);
  return { fields: parsed.data, answers, photos };
}

function placeFaults({ lat, long, address_string: address, address_id: addressId }: RequestFields): FieldError[] {
  if ((lat === undefined) !== (long === undefined))
    return [{ field: lat === undefined ? 'lat' : 'long', message: 'required: lat and long come together' }];
  if (lat !== undefined || address !== undefined || addressId !== undefined) return [];
  return [{ field: 'lat', message: 'required: lat and long, or address_string, or address_id' }];
}

function reportOf(fields: RequestFields, answers: Answers, service: Service): Report {
  const name = [fields.first_name, fields.last_name].filter((part) => part !== undefined).join(' ');
  if (name.length > 100) throw new InvalidInput([{ field: 'reporter.name', message: 'at most 100 characters' }]);
  return {
    description: fields.description ?? standIn(service, answers),
    serviceCode: service.code,
    location: { lat: fields.lat, long: fields.long, address: fields.address_string },
    reporter: { name: name === '' ? undefined : name, phone: fields.phone, email: fields.email },
    anonymous: fields.anonymous,
    confidential: fields.confidential,
  };
}

/** Returns a description from the service's name and the answers, because Open311 allows it to be missing. */
function standIn(service: Service, answers: Answers): string {
  const lines = answered(service, answers).map(({ label, name }) => `${label}: ${name}`);
  return [...[service.name, ...lines].join('\n')].slice(0, 4000).join('');
}

function extraOf(fields: RequestFields, answers: Answers): Record<string, string> {
  return defined({
    attributes: answersText(answers),
    descriptionFrom: fields.description === undefined ? 'service' : undefined,
    addressId: fields.address_id,
    mediaUrl: fields.media_url,
  });
}
