import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Reads the files beside the pages' code: style, script, and the shapes of the city's areas for the map. */
export function pageFiles(city: string): Record<string, string> {
  const asset = (name: string): string => readFileSync(join(root, 'functions', 'pages', 'assets', name), 'utf8');
  return {
    'tanggap.css': asset('tanggap.css'),
    'tanggap.js': asset('tanggap.js'),
    'map.json': readFileSync(join(root, 'lib', 'city', city, 'map.json'), 'utf8'),
  };
}
