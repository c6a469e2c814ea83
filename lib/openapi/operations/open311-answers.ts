import * as z from 'zod';

/** Open311's answers in JSON (GeoReport v2, Service Discovery, mySociety's updates); in XML the same names are elements. */
const text = z.string().min(1);
const moment = z.iso.datetime().meta({ description: 'UTC, whole seconds.' });
const id = z.string().meta({ examples: ['AMB-7K3Q9CX'] });

export const errors = z
  .array(z.object({ code: z.number().int(), description: text }))
  .meta({ id: 'Open311Errors', description: 'At most 25; `code` may be more precise than the HTTP status.' });

export const discovery = z
  .object({
    changeset: moment,
    contact: text,
    key_service: text,
    endpoints: z.array(
      z.object({
        specification: z.string(),
        url: z.url(),
        changeset: moment,
        type: z.enum(['production', 'test']),
        formats: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Open311Discovery' });

export const services = z.array(
  z
    .object({
      service_code: id,
      service_name: text,
      description: text,
      metadata: z.boolean().meta({ description: 'Whether it asks for attributes: see its definition.' }),
      type: z.enum(['realtime', 'batch']),
      keywords: z.string(),
      group: z.string(),
    })
    .meta({ id: 'Open311Service' }),
);

export const definition = z
  .object({
    service_code: id,
    attributes: z.array(
      z.object({
        variable: z.boolean(),
        code: z.string(),
        datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
        required: z.boolean(),
        datatype_description: z.string(),
        order: z.number().int(),
        description: text,
        values: z.array(z.object({ key: text, name: text })),
      }),
    ),
  })
  .meta({ id: 'Open311Definition' });

export const requests = z.array(
  z
    .object({
      service_request_id: id,
      status: z.enum(['open', 'closed']),
      status_notes: text.nullable(),
      service_name: text.nullable(),
      service_code: z.string(),
      description: text.nullable(),
      agency_responsible: text.nullable(),
      service_notice: text.nullable(),
      requested_datetime: moment,
      updated_datetime: moment,
      expected_datetime: moment.nullable(),
      address: text,
      address_id: text.nullable(),
      zipcode: text.nullable(),
      lat: z.number().nullable(),
      long: z.number().nullable(),
      media_url: z.string().nullable(),
      extended_attributes: z.looseObject({}).optional(),
      attributes: z.array(z.object({ label: text, name: text, value: text, code: z.string() })).optional(),
      notes: z.array(z.object({ datetime: moment, description: text, type: text })).optional(),
    })
    .meta({ id: 'Open311Request', description: 'The last three fields come with `extensions=true` only.' }),
);

export const posted = z.array(
  z.object({ service_request_id: id.optional(), token: id.optional(), service_notice: text.optional() }),
);

export const tokens = z.array(z.object({ service_request_id: id, token: id }));

export const updates = z.array(
  z
    .object({
      update_id: text,
      service_request_id: id,
      status: text,
      updated_datetime: moment,
      description: text,
      media_url: z.null(),
    })
    .meta({ id: 'Open311Update' }),
);

export const postedUpdate = z.array(z.object({ update_id: text }));
