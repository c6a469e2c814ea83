/** Defines the dialect of Open311's paths: forms as input, errors in the requested format. */
import type { Dialect } from '../api-handler.ts';
import { contentType, serialize } from './document.ts';
import { errorsOf, statusOf } from './errors.ts';
import { parseForm } from './form.ts';
import { formatOf } from './format.ts';

/** The dialect of `/open311/`. */
export const open311: Dialect = {
  speaks: (path) => path.startsWith('/open311/'),
  readBody: (event) => parseForm(event),
  refuse(problem, correlationId, path) {
    const format = formatOf(path);
    return {
      statusCode: statusOf(problem),
      headers: {
        'content-type': contentType(format),
        'cache-control': 'no-store',
        ...(problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
      },
      body: serialize(errorsOf(problem, correlationId), format),
    };
  },
};
