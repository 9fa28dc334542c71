import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type DecodedSourceMap,
  decodedMappings,
  encodedMappings,
  type SourceMapSegment,
  TraceMap,
} from '@jridgewell/trace-mapping';
import type { PackageNames } from './package-names.ts';
import { type Alignment, align } from './token-alignment.ts';

/**
 * Makes a bundle's source map point at the TypeScript that the packages ship.
 *
 * The maps of Amplify 6 do not: they name `src/....ts`, but the text that their lines and columns count
 * in, carried along in `sourcesContent`, is that file with its types already taken away, up to dozens of
 * lines shorter. Each such text is aligned with the real file.
 *
 * @param json the map, with `sourcesContent`
 * @param directory what its sources are relative to
 * @param patched paths of files that were changed before they were bundled: their text is what the map carries
 * @returns the map as JSON, its sources named after packages and carrying the text of the real files
 */
export async function mapToTypeScript(
  json: string,
  directory: string,
  names: PackageNames,
  patched: ReadonlySet<string> = new Set(),
): Promise<string> {
  const map = new TraceMap(json);
  const paths = map.sources.map((source) => resolve(directory, source ?? ''));
  const [sources, texts] = await Promise.all([
    Promise.all(paths.map((path) => names.nameOf(path))),
    Promise.all(
      paths.map((path) => (patched.has(path) ? undefined : readFile(path, 'utf8').catch(() => undefined))),
    ),
  ]);
  const alignments = texts.map((text, index): Alignment | undefined => {
    const mapped = map.sourcesContent?.[index];
    return text && mapped && text !== mapped ? align(mapped, text) : undefined;
  });
  const mappings = decodedMappings(map).map((line) => line.map((segment) => relocate(segment, alignments)));
  const moved: DecodedSourceMap = { version: 3, names: map.names, sources, mappings };
  return JSON.stringify({
    version: 3,
    names: map.names,
    sources,
    sourcesContent: texts.map((text, index) => text ?? map.sourcesContent?.[index] ?? null),
    mappings: encodedMappings(new TraceMap(moved)),
  });
}

function relocate(
  segment: SourceMapSegment,
  alignments: readonly (Alignment | undefined)[],
): SourceMapSegment {
  if (segment.length === 1) {
    return segment;
  }
  const [generatedColumn, source, line, column, name] = segment;
  const place = alignments[source]?.locate(line, column);
  if (place === undefined) {
    return segment;
  }
  return name === undefined
    ? [generatedColumn, source, place.line, place.column]
    : [generatedColumn, source, place.line, place.column, name];
}
