/** HTML that shows a slide in somebody else's page. docs/embed.md says why each attribute is there. */

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const written = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ');

/** A page that is a file is shown in an iframe by a page beside it: on a stick its folder has another name each time. */
const besideFile = (address: string): string => address.replace(/^file:[^?#]*\//, '');

/**
 * `title` may come from a link, and with it from anybody. `picture`: the name of a file beside the page, shown where scripts
 * do not run; null: there is none. `loading`: a lazy iframe of a deck would be empty where the whole deck is printed.
 */
export function snippetOf(
  address: string,
  title: string,
  picture: string | null = null,
  loading: 'lazy' | 'eager' = 'lazy',
): string {
  const attributes = {
    src: besideFile(address),
    title,
    width: '960',
    height: '540',
    style: 'border: 0',
    loading,
    referrerpolicy: 'no-referrer',
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
  };
  const iframe = `<iframe ${written(attributes)}></iframe>`;
  if (picture === null) return iframe;
  const image = `<img ${written({ src: picture, alt: title, width: attributes.width })}>`;
  return `${iframe}\n<noscript><a ${written({ href: attributes.src })}>${image}</a></noscript>`;
}
