/**
 * Replaces `@smithy/core/event-streams` in every bundle (lib/functions/bundling.ts, docs/adr/007): 16 kB that only S3 Select and the like need.
 * The S3 client imports the module when it loads, so it cannot be left out; every client imports it again when an operation streams events.
 */

/** Has the name of the SDK's function that it replaces; a client's configuration gets no marshaller. */
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;

/** Has the name of the SDK's function that it replaces. Throws when an operation streams events. */
export const eventStreamSerdeProvider = (): never => {
  throw new Error('This bundle has no event streams: see docs/adr/007.');
};

/** Has the name of the SDK's class that it replaces. */
export const EventStreamSerde = eventStreamSerdeProvider;
