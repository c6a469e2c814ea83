/** Opens the directory for commands, with the checks and the edit records of the admin API. */
import { userInfo } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createOpenItems } from '../../functions/adapters/dynamodb/open-items.ts';
import type { Deps } from '../../functions/directory/apply-edit.ts';
import { systemClock } from '../../functions/runtime/clock.ts';
import type { Target } from './target.ts';

/** Dependencies of a directory edit, over the tables of the target. */
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

/** Editor's name in the record of an edit: the command and the user of this machine. */
export const editorName = (command: string): string => `command ${command}: ${userInfo().username}`;
