#!/usr/bin/env node
import { main } from './program.ts';
import { reportStrayRejections } from './stray-rejections.ts';
import { allocateWorldsYoung } from './young-worlds.ts';

allocateWorldsYoung();
const statusOf = reportStrayRejections();
process.exitCode = statusOf(await main(process.argv.slice(2)));
