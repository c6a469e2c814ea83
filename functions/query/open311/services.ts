/** Reads Open311's services and their definitions from the directory. */
import { isValidOn, type Service } from '../../domain/city/records.ts';
import { NotFound } from '../../domain/kernel/errors.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import type { Directory } from '../../domain/city/ports.ts';
import type { Document } from '../../http/open311/document.ts';

export type Deps = { directory: Pick<Directory, 'service' | 'services'>; clock: Clock };

/** Returns the services in force. */
export function listServices({ directory, clock }: Deps) {
  return async (): Promise<Document> => {
    const all = await directory.services();
    return { root: 'services', value: all.filter((s) => isValidOn(s, clock.now())).map(serviceView) };
  };
}

const serviceView = ({ code, name, description, attributes = [], type, keywords, group }: Service) => ({
  service_code: code,
  service_name: name,
  description,
  metadata: attributes.length > 0,
  type: type ?? 'realtime',
  keywords: keywords.join(', '),
  group,
});

/** Returns a service's definition; without attributes the list is empty, because some clients ask before every report. */
export function readDefinition({ directory, clock }: Deps) {
  return async (code: string): Promise<Document> => {
    const service = code.length <= 40 ? await directory.service(code) : undefined;
    if (!service || !isValidOn(service, clock.now())) throw new NotFound('service_code: unknown');
    const attributes = (service.attributes ?? []).toSorted((a, b) => a.order - b.order);
    return {
      root: 'service_definition',
      value: {
        service_code: service.code,
        attributes: attributes.map((attribute) => ({
          variable: attribute.variable,
          code: attribute.code,
          datatype: attribute.datatype,
          required: attribute.required,
          datatype_description: attribute.datatypeDescription ?? '',
          order: attribute.order,
          description: attribute.description,
          values: attribute.values ?? [],
        })),
      },
    };
  };
}
