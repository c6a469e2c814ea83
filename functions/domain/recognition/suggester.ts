/** What gives the coordinator candidates for a complaint that names no service. */
import type { Service } from '../city/records.ts';
import { suggestAgencies, type Suggestion } from './suggestion.ts';
import { suggestByKeywords } from './suggestion-keywords.ts';
import type { RoutingModel } from './suggestion-model.ts';

/** Port: what gives the coordinator candidates for a text. */
export type Suggester = { suggest(text: string): Suggestion[] };

/**
 * The city's suggester: its model if it has one, else (or when the model knows no word of the text) its keywords.
 * `agencyIds` are the agencies in force, so that a model older than a reorganisation names none that is gone.
 */
export function createSuggester(city: {
  model?: RoutingModel | undefined;
  services: readonly Service[];
  agencyIds: ReadonlySet<string>;
}): Suggester {
  const inForce = ({ agencyId }: Suggestion) => agencyId === undefined || city.agencyIds.has(agencyId);
  return {
    suggest(text) {
      const learned = city.model ? suggestAgencies(city.model, text).filter(inForce) : [];
      return learned.length > 0 ? learned : suggestByKeywords(city.services, text).filter(inForce);
    },
  };
}
