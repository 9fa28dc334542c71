#!/usr/bin/env node
import { supervise } from './supervise.ts';
import { allocateWorldsYoung } from './young-worlds.ts';

allocateWorldsYoung();
supervise(process.argv.slice(2));
