import type { Template } from 'aws-cdk-lib/assertions';

/** Logical ids end in eight hex digits, which tests should not know. */
const withoutHash = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');

/**
 * Renders template values as people write them: `ComplaintsTable.Arn`, `DeadlinesMachine`, `arn:aws:states:…:<AWS::AccountId>:…`.
 * Imports are followed into the data stack, so that a permission on the wrong table is seen.
 */
export function readableIn(data: Template): (value: unknown) => string {
  const outputs = Object.values(data.toJSON()['Outputs'] ?? {}) as { Value: unknown; Export?: { Name: string } }[];
  const exported = new Map(outputs.map((output) => [output.Export?.Name, output.Value]));
  const readable = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return String(value);
    if (Array.isArray(value)) return value.map(readable).join(', ');
    const [name = '', argument] = Object.entries(value)[0] ?? [];
    switch (name) {
      case 'Ref':
        return String(argument).startsWith('AWS::') ? `<${argument}>` : withoutHash(argument as string);
      case 'Fn::GetAtt':
        return `${withoutHash((argument as string[])[0] ?? '')}.${(argument as string[])[1]}`;
      case 'Fn::ImportValue':
        return readable(exported.get(argument as string) ?? `nothing exports ${String(argument)}`);
      case 'Fn::Join':
        return (argument as [string, unknown[]])[1].map(readable).join((argument as [string, unknown[]])[0]);
      default:
        return JSON.stringify(value);
    }
  };
  return readable;
}
