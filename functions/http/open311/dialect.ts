/** How an HTTP function speaks on the paths of Open311: forms come in; whatever goes wrong is told in the asked format. */
import type { Dialect } from '../api-handler.ts';
import { contentType, serialize } from './document.ts';
import { errorsOf, statusOf } from './errors.ts';
import { parseForm } from './form.ts';
import { formatOf } from './format.ts';

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
