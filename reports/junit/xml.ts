const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes for text and for attribute values alike; expects text without control characters. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An element over indented children, or over text as it stands. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] | string = [],
): string {
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(String(value))}"`),
  ].join(' ');
  if (content.length === 0) return `<${start}/>`;
  if (typeof content === 'string') return `<${start}>${escapeXml(content)}</${name}>`;
  return `<${start}>\n${content.join('\n')}\n</${name}>`;
}
