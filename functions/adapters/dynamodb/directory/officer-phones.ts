/** Reads officers' encrypted mobile numbers from items of the directory table that no view shows. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { OfficerPhoneReader, OfficerPhones } from '../../../domain/messages/ports.ts';
import { getItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader } from '../read-items.ts';

/** The item of a number. Without a ciphertext the number was removed. */
const stored = z.object({ ciphertext: z.instanceof(Uint8Array).optional() });

export function createOfficerPhones(
  client: DynamoDBDocumentClient,
  table: string,
  reader: OfficerPhoneReader,
): OfficerPhones {
  return {
    async phoneOf(subject) {
      const item = await getItem(client, table, keys.officerPhone(subject));
      const ciphertext = item && itemReader(table, (one) => stored.parse(one))(item).ciphertext;
      return ciphertext && reader.decrypt(subject, ciphertext);
    },
  };
}
