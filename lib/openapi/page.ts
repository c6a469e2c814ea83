import { h, type ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { el, fieldsOf, link, prose, schemaTable, type Field } from './page-schema.ts';
import type { JsonSchema, OpenApiDocument, Parameter, PathOperation, Response } from './shapes.ts';

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

/** The reference as one page of HTML: no script, no other host. Its style is inline, so that the policy that serves it names its hash. */
export function referencePage({ info, tags, paths, webhooks, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  const under = (tag: string): One[] => operations.filter(({ operation }) => operation.tags.includes(tag));
  const body = [
    el('h1', `${info.title} API ${info.version}`),
    el('p', prose(info.description)),
    el('p', 'For programs: ', link('/openapi.json', 'openapi.json'), ' (OpenAPI 3.1).'),
    el('h2', 'Who calls'),
    el('table', Object.entries(components.securitySchemes).map(scheme)),
    el(
      'nav',
      tags.map(({ name: tag }) => [
        el('h3', link(`#${tag}`, tag)),
        el(
          'ul',
          under(tag).map(({ name, operation }) => el('li', link(`#${operation.operationId}`, el('code', name)))),
        ),
      ]),
    ),
    tags.map(({ name, description }) =>
      el('section', el(`h2#${name}`, name), el('p', prose(description)), under(name).map(article)),
    ),
    el('h2#webhooks', 'What we send to subscribers'),
    Object.entries(webhooks).map(([name, { post }]) =>
      el(
        `article#webhook-${name}`,
        el('h3', el('code', name)),
        el('p', prose(post.summary)),
        post.requestBody && contents(post.requestBody.content),
      ),
    ),
    el('h2#refusals', 'Refusals'),
    el(
      'table',
      Object.entries(components.responses).map(([name, { description }]) =>
        el(`tr#refusal-${name}`, el('th', name), el('td', prose(description))),
      ),
    ),
    el('h2#schemas', 'Schemas'),
    Object.entries(components.schemas).map(([name, schema]) =>
      el(
        `article#schema-${name}`,
        el('h3', name),
        schema.description !== undefined && el('p', prose(schema.description)),
        schemaTable(fieldsOf(schema)),
      ),
    ),
  ];
  const head = [
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width' }),
    el('title', `${info.title} API`),
    h('style', { dangerouslySetInnerHTML: { __html: style } }),
  ];
  const page = h('html', { lang: 'en' }, el('head', head), el('body', el('main', body)));
  return `<!doctype html>${renderToString(page)}\n`;
}

function scheme([name, { type, name: header, description = '' }]: [string, JsonSchema]): ComponentChild {
  const shown = type === 'http' ? 'Authorization: Bearer …' : `${String(header)}: …`;
  return el(`tr#by-${name}`, el('th', name), el('td', el('code', shown)), el('td', prose(description)));
}

type One = { name: string; operation: PathOperation };

function article({ name, operation }: One): ComponentChild {
  const by = operation.security.map((one) => Object.keys(one)[0] ?? 'anybody').join(' or ');
  const { description = '', parameters = [], requestBody } = operation;
  const responses = Object.entries(operation.responses);
  return el(
    `article#${operation.operationId}`,
    el('h3', el('code', name)),
    el('p', prose(`${operation.summary}. ${description}`)),
    el('p.quiet', `Who: ${by}`),
    parameters.length > 0 && schemaTable(parameters.map(asField)),
    requestBody && [el('h4', 'Body'), contents(requestBody.content)],
    el('h4', 'Answers'),
    responses.map(([status, response]) => !('$ref' in response) && answer(status, response)),
    el(
      'p.quiet',
      'Refusals: ',
      responses.map(([status, one]) => '$ref' in one && refusal(status, one.$ref)),
    ),
  );
}

/** A refusal is explained once, at the end of the page. */
const refusal = (status: string, ref: string): ComponentChild => [
  link(`#refusal-${ref.split('/').at(-1)}`, status),
  ' ',
];

/** A parameter's description stands beside its schema, a field's within. */
const asField = ({ description, in: where, name, required = false, schema }: Parameter): Field => ({
  name,
  required,
  where,
  schema: description === undefined ? schema : { ...schema, description },
});

const answer = (status: string, { description, content }: Response): ComponentChild => [
  el('p', el('code', status), ' ', prose(description)),
  content && contents(content),
];

const contents = (content: NonNullable<Response['content']>): ComponentChild =>
  Object.entries(content).map(([type, { schema }]) => [
    el('p', el('code', type)),
    schema && schemaTable(fieldsOf(schema)),
  ]);
