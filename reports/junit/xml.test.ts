import { expect, it } from 'vitest';
import { element } from './xml.ts';

it('escapes attributes and text', () => {
  expect(element('failure', { message: `"a" <b> & 'c'` }, 'x < y && z > 0')).toBe(
    '<failure message="&quot;a&quot; &lt;b&gt; &amp; &apos;c&apos;">x &lt; y &amp;&amp; z &gt; 0</failure>',
  );
});

it('closes an element without content', () => {
  expect(element('error', { count: 1 })).toBe('<error count="1"/>');
});

it('nests elements as they are', () => {
  expect(element('a', {}, [element('b', {}), element('c', {}, 'd')])).toBe('<a>\n<b/>\n<c>d</c>\n</a>');
});
