/** Suggests agencies or services to the coordinator for a complaint without a service. */
import type { Service } from '../city/records.ts';
import { suggestAgencies, type Suggestion } from './suggestion.ts';
import { suggestByKeywords } from './suggestion-keywords.ts';
import type { RoutingModel } from './suggestion-model.ts';

/** Port: suggests agencies or services for a text. */
export type Suggester = { suggest(text: string): Suggestion[] };

/**
 * Creates the city's suggester: its model if it has one, else (or when the model knows no word of the text) its keywords. `agencyIds` are
 * the agencies in force, so that a model older than a reorganisation suggests none that is gone.
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
