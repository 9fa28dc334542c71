#!/usr/bin/env node
import { supervise } from './supervise.ts';

supervise(process.argv.slice(2));
