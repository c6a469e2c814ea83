/**
 * Adds an officer: the directory record that gives the rights, and, where the stage has its own user pool, the account to sign in with.
 *
 *   npm run officer -- --role coordinator --office coordinator --name "Nama" --email nama@ambon.go.id [--stage production]
 *   npm run officer -- --role liaison --office liaison --agency dinas-perhubungan --name "Nama" --subject SUB --local http://127.0.0.1:3000
 */
import { parseArgs } from 'node:util';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { applyEdit, checkEdit } from '../functions/directory/apply-edit.ts';
import { office, role } from '../functions/domain/directory.ts';
import { directoryOf, editorName } from './support/directory.ts';
import { findTarget, type Target } from './support/target.ts';

const usage = `npm run officer -- --role ${role.options.join('|')} [--office ${office.options.join('|')}]
  [--agency ID]… --name "NAME" (--email ADDRESS | --subject SUB) [--stage dev|production] [--local URL]`;

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    office: { type: 'string' },
    agency: { type: 'string', multiple: true, default: [] },
    name: { type: 'string' },
    email: { type: 'string' },
    subject: { type: 'string' },
    stage: { type: 'string', default: 'dev' },
    local: { type: 'string' },
  },
});

try {
  await addOfficer();
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}

async function addOfficer(): Promise<void> {
  const target = await findTarget(values.stage, values.local);
  const deps = directoryOf(target);
  const fields = { name: values.name, role: values.role, office: values.office, agencies: values.agency };
  const edit = (id: string) => ({ kind: 'officer' as const, id, expectedVersion: 0, fields });
  // Everything is checked before an account is made: a refused record must not leave a user behind.
  await checkEdit(deps, edit(values.subject ?? 'not-known-yet'));
  const subject = values.subject ?? (await accountFor(target, z.email().parse(values.email), String(values.name)));
  const { warnings } = await applyEdit(deps, { ...edit(subject), by: editorName('officer') });
  console.log(`Added ${values.role} ${values.name} (${subject}).`);
  for (const { message } of warnings) console.log(`Note: ${message}`);
}

/** The user's `sub` in the stage's own pool; Cognito mails a temporary password to a new one. */
async function accountFor({ outputs, client }: Target, email: string, name: string): Promise<string> {
  const UserPoolId = outputs.UserPoolId;
  if (UserPoolId === undefined)
    throw new Error("--subject: this stage signs in elsewhere; give the issuer's subject of the person");
  const cognito = new CognitoIdentityProviderClient(client);
  const attributes = await cognito
    .send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: email,
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
          { Name: 'name', Value: name },
        ],
      }),
    )
    .then(({ User }) => User?.Attributes)
    .catch(async (error: unknown) => {
      if (!(error instanceof UsernameExistsException)) throw error;
      return (await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: email }))).UserAttributes;
    });
  const sub = attributes?.find((a) => a.Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('Cognito answered no sub');
  return sub;
}
