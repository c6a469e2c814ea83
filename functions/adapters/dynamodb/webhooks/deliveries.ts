/** Reads the facts that webhooks sends, and keeps a record of each delivery in a partition beside the complaint's. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { WebhookDeliveries } from '../../../domain/webhooks/ports.ts';
import type { OutboundEvent } from '../../../domain/webhooks/outbound-events.ts';
import { parseEvent, parseText } from '../complaints/complaint-items.ts';
import { batchGet, getItem, putItem, queryPage, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader } from '../read-items.ts';

const recordKey = ({ complaintId, version, subscriptionId }: OutboundEvent) =>
  keys.delivered(complaintId, version, subscriptionId);

/** Access patterns 13, 14 of docs/access-patterns.md. */
export function createWebhookDeliveries(client: DynamoDBDocumentClient, table: string): WebhookDeliveries {
  return {
    async fact({ complaintId, version }) {
      const versions = version === 1 ? [1] : [1, version];
      const wanted = [keys.event(complaintId, version), ...versions.map((v) => keys.text(complaintId, v))];
      // Consistent, because a text that is not visible yet would be sent as erased.
      const items = await batchGet(client, table, wanted, { consistent: true });
      const find = ({ sk }: { sk: string }): Item | undefined => items.find((item) => item['sk'] === sk);
      const textOf = (v: number): Record<string, string> | undefined => {
        const item = find(keys.text(complaintId, v));
        return item && itemReader(table, parseText)(item).text;
      };
      const event = find(keys.event(complaintId, version));
      return event && { event: itemReader(table, parseEvent)(event), text: textOf(version), report: textOf(1) };
    },
    async isDelivered(outbound) {
      return (await getItem(client, table, recordKey(outbound))) !== undefined;
    },
    async markDelivered(outbound, at) {
      await putItem(client, table, { ...recordKey(outbound), at });
    },
    async wasTold(outbound) {
      const { pk, sk } = recordKey(outbound);
      const { items } = await queryPage(client, {
        table,
        condition: 'pk = :pk AND begins_with(sk, :ours)',
        values: { ':pk': pk, ':ours': sk.slice(0, sk.lastIndexOf('#') + 1) },
        consistent: true,
        limit: 1,
      });
      return items.length > 0;
    },
  };
}
