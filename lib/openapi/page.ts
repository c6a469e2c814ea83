import { h, type ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { fieldsOf, prose, schemaTable, type Field } from './page-schema.ts';
import type { OpenApiDocument, Parameter, PathOperation, Response } from './shapes.ts';

const style = `
:root { color-scheme: light dark; --line: #8884; --quiet: #777 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
article { border-top: 1px solid var(--line); padding: 0.5rem 0 1rem }
h3 code { font-weight: 600 }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid var(--line) }
nav li { list-style: none } nav ul { padding: 0; margin: 0 } nav h3 { margin: 0.8rem 0 0 }
.quiet { color: var(--quiet) }
`;

/** The reference as one page of HTML: no script, no other host; its style is inline, so the policy that serves it names its hash. */
export function referencePage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const body = [
    h('h1', null, `${document.info.title} API ${document.info.version}`),
    h('p', null, prose(document.info.description)),
    h('p', null, 'For programs: ', h('a', { href: '/openapi.json' }, 'openapi.json'), ' (OpenAPI 3.1).'),
    h('h2', null, 'Who calls'),
    schemesTable(document),
    h(
      'nav',
      null,
      document.tags.map(({ name }) => [
        h('h3', null, h('a', { href: `#${name}` }, name)),
        h(
          'ul',
          null,
          operations
            .filter(({ operation }) => operation.tags.includes(name))
            .map(({ path, method, operation }) =>
              h('li', null, h('a', { href: `#${operation.operationId}` }, code(`${method} ${path}`))),
            ),
        ),
      ]),
    ),
    ...document.tags.map(({ name, description }) =>
      h(
        'section',
        null,
        h('h2', { id: name }, name),
        h('p', null, prose(description)),
        operations.filter(({ operation }) => operation.tags.includes(name)).map(article),
      ),
    ),
    h('h2', { id: 'webhooks' }, 'What we send to subscribers'),
    ...Object.entries(document.webhooks).map(([name, { post }]) =>
      h(
        'article',
        { id: `webhook-${name}` },
        h('h3', null, code(name)),
        h('p', null, prose(post.summary)),
        post.requestBody && contents(post.requestBody.content),
      ),
    ),
    h('h2', { id: 'refusals' }, 'Refusals'),
    h(
      'table',
      null,
      Object.entries(document.components.responses).map(([name, { description }]) =>
        h('tr', { id: `refusal-${name}` }, h('th', null, name), h('td', null, prose(description))),
      ),
    ),
    h('h2', { id: 'schemas' }, 'Schemas'),
    ...Object.entries(document.components.schemas).map(([name, schema]) =>
      h(
        'article',
        { id: `schema-${name}` },
        h('h3', null, name),
        schema.description !== undefined && h('p', null, prose(schema.description)),
        schemaTable(fieldsOf(schema)),
      ),
    ),
  ];
  const page = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('title', null, `${document.info.title} API`),
      h('style', { dangerouslySetInnerHTML: { __html: style } }),
    ),
    h('body', null, h('main', null, body)),
  );
  return `<!doctype html>${renderToString(page)}\n`;
}

const code = (text: string): ComponentChild => h('code', null, text);

function schemesTable({ components }: OpenApiDocument): ComponentChild {
  return h(
    'table',
    null,
    Object.entries(components.securitySchemes).map(([name, scheme]) =>
      h(
        'tr',
        { id: `by-${name}` },
        h('th', null, name),
        h('td', null, code(scheme['type'] === 'http' ? 'Authorization: Bearer …' : `${String(scheme['name'])}: …`)),
        h('td', null, prose(scheme.description ?? '')),
      ),
    ),
  );
}

type One = { path: string; method: string; operation: PathOperation };

function article({ path, method, operation }: One): ComponentChild {
  const by = operation.security.map((one) => Object.keys(one)[0] ?? 'anybody').join(' or ');
  const { description = '', parameters = [], requestBody } = operation;
  const responses = Object.entries(operation.responses);
  return h(
    'article',
    { id: operation.operationId },
    h('h3', null, code(`${method} ${path}`)),
    h('p', null, prose(`${operation.summary}. ${description}`)),
    h('p', { class: 'quiet' }, `Who: ${by}`),
    parameters.length > 0 && schemaTable(parameters.map(asField)),
    requestBody && [h('h4', null, 'Body'), contents(requestBody.content)],
    h('h4', null, 'Answers'),
    responses.map(([status, response]) => !('$ref' in response) && answer(status, response)),
    h(
      'p',
      { class: 'quiet' },
      'Refusals: ',
      responses.map(([status, response]) => '$ref' in response && refusal(status, response.$ref)),
    ),
  );
}

/** A refusal is explained once, at the end of the page. */
function refusal(status: string, ref: string): ComponentChild {
  return [h('a', { href: `#refusal-${ref.split('/').at(-1)}` }, status), ' '];
}

/** A parameter's description stands beside its schema, a field's within. */
const asField = ({ description, in: where, name, required = false, schema }: Parameter): Field => ({
  name,
  required,
  where,
  schema: description === undefined ? schema : { ...schema, description },
});

function answer(status: string, { description, content }: Response): ComponentChild {
  return [h('p', null, code(status), ' ', prose(description)), content && contents(content)];
}

const contents = (content: NonNullable<Response['content']>): ComponentChild =>
  Object.entries(content).map(([type, { schema }]) => [
    h('p', null, code(type)),
    schema && schemaTable(fieldsOf(schema)),
  ]);
