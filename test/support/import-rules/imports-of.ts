/** Every import of a file, read from its syntax tree: a pattern would take a text or a comment for one, and would miss `import('…').Type`. */
import { parseSync, Visitor, type ImportExpression, type TSImportType } from 'oxc-parser';

/** `type`: it vanishes when types are stripped. `names` is empty where all of a module is meant; `specifier` is missing where it is computed. */
export type Import = { specifier: string | undefined; type: boolean; names: string[]; line: number };

/** By import, `import type`, re-export, dynamic import and import type of the compiler's (`import('x').T`). Throws for what does not parse. */
export function importsOf(file: string, text: string): Import[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const found: Import[] = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    type: entries.length > 0 && entries.every(({ isType }) => isType),
    names: entries.every(({ importName }) => importName.name) ? entries.map(({ importName }) => importName.name!) : [],
    line: lineAt(start),
  }));
  for (const { entries, start } of module.staticExports)
    for (const { moduleRequest, isType, importName } of entries)
      if (moduleRequest)
        found.push({
          specifier: moduleRequest.value,
          type: isType,
          names: importName.name === null ? [] : [importName.name],
          line: lineAt(start),
        });
  // Only here the tree is made: most files have no such import, and reading the module record alone is ten times faster.
  if (/\bimport\s*\(/.test(text))
    new Visitor({
      ImportExpression: ({ source, start }: ImportExpression) =>
        void found.push({ specifier: literal(source), type: false, names: [], line: lineAt(start) }),
      TSImportType: ({ source, start }: TSImportType) =>
        void found.push({ specifier: literal(source), type: true, names: [], line: lineAt(start) }),
    }).visit(program);
  return found;
}

const literal = (node: ImportExpression['source'] | TSImportType['source']): string | undefined =>
  node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

/** Names that a module exports as constants or types; the rest of them are functions, classes or re-exports. */
export function constantsOf(file: string, text: string): Set<string> {
  const { program } = parseSync(file, text);
  const names = new Set<string>();
  for (const node of program.body) {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) continue;
    const { declaration } = node;
    if (declaration.type === 'TSTypeAliasDeclaration') names.add(declaration.id.name);
    if (declaration.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && init && !/Function/.test(init.type)) names.add(id.name);
  }
  return names;
}
