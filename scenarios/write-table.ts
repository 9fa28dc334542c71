import { readFileSync, writeFileSync } from 'node:fs';
import { CATALOGUE } from './index.ts';
import { inReadme } from './readme.ts';
import { catalogueTables } from './table.ts';

/** Writes the catalogue's tables into its README: `npm run catalogue`. */
const path = 'scenarios/README.md';
writeFileSync(path, inReadme(readFileSync(path, 'utf8'), catalogueTables(CATALOGUE)));
