/** Finds services by what a citizen types. Only a help to choose: which agency gets the report is the API's to say. */
import type { ServiceList } from '../../../http/views/directory-schemas.ts';

type Service = ServiceList['services'][number];

/** Services in which every word is found: in name, description, group or the words people use. All of them without a word. */
export function matching(services: readonly Service[], typed: string): Service[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return services.filter(({ name, description, group, keywords }) => {
    const text = [name, description, group, ...keywords].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
