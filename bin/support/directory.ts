/** The directory for commands: the same checks and the same record of each edit as over the admin API. */
import { userInfo } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createOpenItems } from '../../functions/adapters/dynamodb/open-items.ts';
import type { Deps } from '../../functions/directory/apply-edit.ts';
import { systemClock } from '../../functions/runtime/clock.ts';
import type { Target } from './target.ts';

/** What an edit needs, over a stage's tables or a local cloud's. */
export function directoryOf({ client, outputs }: Target): Deps {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(client), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    editor: createDirectoryEditor(table, outputs.DirectoryTable),
    open: createOpenItems(table, outputs.ComplaintsTable),
    clock: systemClock,
  };
}

/** Who edits, as the record of the edit names it: the command and the user of this machine. */
export const editorName = (command: string): string => `command ${command}: ${userInfo().username}`;
