/** Keeps a body as it came, for a sender that signs its bytes. */
import { problemResponse, type Dialect } from './api-handler.ts';
import { bodyBytes } from './json-body.ts';

export const rawBody: Dialect = {
  speaks: () => true,
  readBody: async (event) => bodyBytes(event),
  refuse: problemResponse,
};
