/** HTML that shows a slide in somebody else's page. docs/embed.md says why each attribute is there. */

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A page that is a file is framed by a page beside it: on a stick its folder has another name each time. */
const besideFile = (address: string): string => address.replace(/^file:[^?#]*\//, '');

/** `title` may come from a link, and with it from anybody. */
export function snippetOf(address: string, title: string): string {
  const attributes = {
    src: besideFile(address),
    title,
    width: '960',
    height: '540',
    style: 'border: 0',
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}
