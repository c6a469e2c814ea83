import * as z from 'zod';
import { Cors, type CorsRules } from '../http/cors.ts';
import type { Template } from '../template/template.ts';

/** A bucket of the template. */
export type Bucket = {
  name: string;
  arn: string;
  /** True if each new object is sent to the event bus. */
  tellsEvents: boolean;
  cors: CorsRules | undefined;
  /** After how many days objects whose key begins so are gone. */
  expiries: { prefix: string; days: number }[];
};

const LifecycleRule = z.object({
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().default(''),
  ExpirationInDays: z.coerce.number().optional(),
});
const CorsRule = z.object({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
});
const BucketProperties = z.object({
  NotificationConfiguration: z
    .strictObject({ EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean().default(true) }).optional() })
    .optional(),
  LifecycleConfiguration: z.object({ Rules: z.array(LifecycleRule) }).optional(),
  CorsConfiguration: z.object({ CorsRules: z.tuple([CorsRule]) }).optional(),
});

/** The buckets of the template by name. Throws for a notification that is not EventBridge's, or more than one CORS rule. */
export function readBuckets(template: Template): Map<string, Bucket> {
  return new Map(
    template.of('AWS::S3::Bucket', BucketProperties).map(({ names, properties }) => {
      const cors = properties.CorsConfiguration?.CorsRules[0];
      const bucket: Bucket = {
        name: names.ref,
        arn: names.attributes['Arn'] ?? '',
        tellsEvents: properties.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
        cors:
          cors &&
          Cors.parse({
            AllowOrigins: cors.AllowedOrigins,
            AllowMethods: cors.AllowedMethods,
            AllowHeaders: cors.AllowedHeaders,
            ExposeHeaders: cors.ExposedHeaders,
            MaxAge: cors.MaxAge,
          }),
        expiries: (properties.LifecycleConfiguration?.Rules ?? []).flatMap((rule) =>
          rule.Status === 'Enabled' && rule.ExpirationInDays !== undefined
            ? [{ prefix: rule.Prefix, days: rule.ExpirationInDays }]
            : [],
        ),
      };
      return [bucket.name, bucket] as const;
    }),
  );
}
