import { describe, expect, it } from 'vitest';
import { codeBlock, escapeMarkdown } from './escape.ts';

describe('escapeMarkdown', () => {
  it('takes the meaning from marks', () => {
    expect(escapeMarkdown('a|b `c` *d* [e](f)')).toBe(String.raw`a\|b \`c\` \*d\* \[e\](f)`);
  });

  it('lets no HTML, mention or issue through', () => {
    expect(escapeMarkdown('<img> @all #1 &lt;')).toBe('&lt;img&gt; @&#8203;all #&#8203;1 &amp;lt;');
  });
});

describe('codeBlock', () => {
  it('has a longer fence than its content', () => {
    expect(codeBlock('a\n````\nb')).toBe('`````text\na\n````\nb\n`````');
  });
});
