/** Makes text from outside stand for itself inside a paragraph or a table cell of GitHub's Markdown. */
export function escapeMarkdown(text: string): string {
  return escapeHtml(text.replace(/[\\`*_[\]|~$]/g, '\\$&'));
}

/** For text inside an HTML element, where Markdown is not read. */
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

/** A code block that its content cannot end: the fence is longer than any run of backticks inside. */
export function codeBlock(content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}
