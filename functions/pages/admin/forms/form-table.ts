/** Holds what the schemas do not say of an admin form: order, labels, references to other records, and long texts. */
import type { RecordKind } from '../../../domain/administration/record-kinds.ts';

/** Fields that end their group, in this order; all others stand in the schema's order. */
export const lastFields: readonly string[] = ['autoForward', 'route', 'attributes', 'validTo'];

/** Labels (`words/<language>/admin-fields.ts`) of fields whose name alone does not say enough, by kind and path. */
export const labels: Readonly<Record<string, string>> = {
  'agency.kind': 'agencyKind',
  'area.kind': 'areaKind',
  'calendar.holidays.name': 'holidayName',
  'calendar.holidays.kind': 'holidayKind',
  'city.quietHours.from': 'fromTime',
  'city.quietHours.to': 'toTime',
  'city.open311.contact': 'cityContact',
  'policy.tracks.information': 'tracks:information',
  'policy.tracks.ordinary': 'tracks:ordinary',
  'policy.tracks.inspection': 'tracks:inspection',
  'service.group': 'serviceGroup',
  'service.type': 'serviceType',
  'service.route.exceptions.areaCode': 'area',
  'service.attributes.description': 'question',
  'service.attributes.values.name': 'word',
  'subscription.relay.from': 'relayFrom',
  'subscription.relay.names': 'upstreamNames',
  'subscription.relay.names.states': 'upstreamStates',
  'subscription.relay.names.classes': 'upstreamClasses',
  'subscription.relay.names.categories': 'upstreamCategories',
  'subscription.relay.addstream.url': 'addstreamUrl',
  'template.action': 'templateAction',
  'template.text': 'templateText',
};

/** Kind of the records whose ids a field holds, by name. */
export const references: Readonly<Record<string, RecordKind>> = {
  agencyId: 'agency',
  agencyIds: 'agency',
  agencies: 'agency',
  coordinatorAgencyId: 'agency',
  districtAgencyId: 'agency',
  areaCode: 'area',
  clientId: 'client',
  deputy: 'officer',
  serviceCodes: 'service',
};

/** Texts that get an area of several lines, by kind and path. */
export const longTexts: ReadonlySet<string> = new Set([
  'agency.source',
  'city.open311.contact',
  'city.open311.keyService',
  'policy.source',
  'service.description',
  'template.text',
]);

/** Name under which the API takes a value that it never shows, by the field that says whether there is one. */
export const unseen: Readonly<Record<string, { name: string; label: string }>> = {
  'officer.phoneMac': { name: 'phone', label: 'officerPhone' },
};
