/** Finds services by what a citizen types. The API decides which agency gets the report. */
import type { ServiceList } from '../../../http/views/directory-schemas.ts';

type Service = ServiceList['services'][number];

/** Services that contain every word in name, description, group or keywords; all of them without a word. */
export function matching(services: readonly Service[], typed: string): Service[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return services.filter(({ name, description, group, keywords }) => {
    const text = [name, description, group, ...keywords].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
