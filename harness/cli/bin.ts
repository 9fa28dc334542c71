#!/usr/bin/env node
import { main } from './program.ts';
import { allocateWorldsYoung } from './young-worlds.ts';

allocateWorldsYoung();
process.exitCode = await main(process.argv.slice(2));
