import { createRequire } from 'node:module';
import type babelGenerator from '@babel/generator';
import type babelTraverse from '@babel/traverse';

// Both are CommonJS modules with a property `default`, which loaders of ES modules present in different ways.
const require = createRequire(import.meta.url);

export const traverse: typeof babelTraverse.default = require('@babel/traverse').default;
export const generate: typeof babelGenerator.default = require('@babel/generator').default;
