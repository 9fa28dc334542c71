/** Escapes text from outside for a paragraph or a table cell in GitHub's Markdown. */
export function escapeMarkdown(text: string): string {
  return escapeHtml(text.replace(/[\\`*_[\]|~$]/g, '\\$&'));
}

/** Escapes text for an HTML element, in which Markdown has no meaning. */
export function escapeHtml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A zero-width space, or GitHub would notify people and link to issues.
      .replace(/[@#]/g, '$&&#8203;')
  );
}

/** A code block that its content cannot end: the fence is longer than any run of backticks in it. */
export function codeBlock(content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}
