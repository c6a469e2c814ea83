/** Defines the dialect that keeps a body unparsed, for senders that sign its bytes. */
import { problemResponse, type Dialect } from './api-handler.ts';
import { bodyBytes } from './json-body.ts';

/** The dialect of every path of the function. */
export const rawBody: Dialect = {
  speaks: () => true,
  readBody: async (event) => bodyBytes(event),
  refuse: problemResponse,
};
