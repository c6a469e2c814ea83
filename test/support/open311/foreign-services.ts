/** Another city's Open311 service list as services of ours, for a city that changes over to Tanggap and keeps its apps. */
import { service, type AgencyRoute, type Service } from '../../../functions/domain/city/records.ts';
import type { Attribute } from '../../../functions/domain/city/service-attributes.ts';

/** A service as Open311 lists it, in XML or JSON: everything is text or, in JSON, a boolean. */
export type Open311Service = {
  service_code: string;
  service_name: string;
  description?: string | undefined;
  type?: string | undefined;
  keywords?: string | undefined;
  group?: string | undefined;
};

/** Fields that Open311 does not have for a service. */
type Rest = { route: AgencyRoute; attributes?: Attribute[] | undefined };

/** Splits keywords at the separators that most lists use; other separators stay inside a keyword. */
const separator = ', ';

/**
 * Our record of a foreign service. An empty description becomes the service's name and empty keywords its group (or its name), since ours are
 * never empty; all else comes back from our list as it came. Throws ZodError for what no record can hold, such as a code of more than 40
 * characters.
 */
export function serviceFromOpen311(foreign: Open311Service, { route, attributes }: Rest): Service {
  const name = foreign.service_name;
  const group = foreign.group ?? '';
  const description = orElse(foreign.description, name);
  return service.parse({
    version: 1,
    code: foreign.service_code,
    name,
    description,
    group,
    keywords: orElse(foreign.keywords, orElse(group, name)).split(separator),
    class: 'pengaduan',
    ...(foreign.type === 'batch' ? { type: 'batch' } : {}),
    ...(attributes === undefined || attributes.length === 0 ? {} : { attributes }),
    route,
    autoForward: false,
  });
}

const orElse = (text: string | undefined, other: string): string =>
  text === undefined || text.trim() === '' ? other : text;

/** An attribute of a foreign service definition; a list's missing values and an empty question are filled so that a form can show it. */
export function attributeFromOpen311(foreign: Record<string, unknown>): Attribute {
  const text = (name: string): string => (typeof foreign[name] === 'string' ? foreign[name] : '');
  const flag = (name: string): boolean => foreign[name] === true || foreign[name] === 'true';
  const values = Array.isArray(foreign['values']) ? (foreign['values'] as { key: string; name: string }[]) : [];
  return {
    code: text('code'),
    description: orElse(text('description'), text('code')),
    datatype: text('datatype') as Attribute['datatype'],
    ...(text('datatype_description') === '' ? {} : { datatypeDescription: text('datatype_description') }),
    required: flag('required'),
    order: Number(foreign['order']),
    variable: flag('variable'),
    ...(values.length === 0 ? {} : { values }),
  };
}
