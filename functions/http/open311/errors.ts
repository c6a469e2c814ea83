/** Maps problems to Open311's errors: a list, HTTP 404, 403 or 400, and a code that may be more precise than HTTP's. */
import type { Problem } from '../problem.ts';
import type { Document } from './document.ts';

/** Maps our field names to those that Open311's clients sent. */
const fieldNames: Record<string, string> = {
  serviceCode: 'service_code',
  'location.lat': 'lat',
  'location.long': 'long',
  'location.address': 'address_string',
  'reporter.name': 'first_name, last_name',
  'reporter.phone': 'phone',
  'reporter.email': 'email',
  text: 'description',
};

/** Maximum errors in one answer. */
const mostErrors = 25;

const unknownKey = 'send a valid api_key as a form field, a query parameter or the header x-api-key';

/** Returns the HTTP status of a problem. Open311 has 403, 404, and 400 for all other client errors; 429 and 5xx stay. */
export function statusOf({ status }: Problem): number {
  if (status === 401) return 403;
  return status === 403 || status === 404 || status === 429 || status >= 500 ? status : 400;
}

/** Returns a problem as an Open311 document. */
export function errorsOf(problem: Problem, correlationId: string): Document {
  const code = problem.status === 401 ? 403 : problem.status;
  return {
    root: 'errors',
    value: descriptionsOf(problem, correlationId).map((description) => ({ code, description })),
  };
}

function descriptionsOf({ status, detail, errors }: Problem, correlationId: string): string[] {
  if (errors !== undefined && errors.length > 0)
    return errors.slice(0, mostErrors).map(({ field, message }) => `${fieldNames[field] ?? field}: ${message}`);
  if (status === 401) return [unknownKey];
  return [status >= 500 ? `${detail} (${correlationId})` : detail];
}
