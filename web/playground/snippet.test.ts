import { expect, test } from 'vitest';
import { snippetOf } from './snippet.ts';

const address = 'https://example.org/?view=slide&theme=dark#1ncollision~5';

/** The attributes of docs/embed.md. */
test('a snippet has a title, is loaded when it is needed, tells nobody where it is, and is confined', () => {
  expect(snippetOf(address, 'A page is lost')).toBe(
    '<iframe src="https://example.org/?view=slide&amp;theme=dark#1ncollision~5" title="A page is lost" width="960" ' +
      'height="540" style="border: 0" loading="lazy" referrerpolicy="no-referrer" ' +
      'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>',
  );
});

test('where scripts do not run, a picture beside the page leads to the slide', () => {
  expect(snippetOf(address, 'A <page>', 'collision-5.svg')).toContain(
    '</iframe>\n<noscript><a href="https://example.org/?view=slide&amp;theme=dark#1ncollision~5">' +
      '<img src="collision-5.svg" alt="A &lt;page&gt;" width="960"></a></noscript>',
  );
});

test('the iframe of a deck is there when all of it is printed', () => {
  expect(snippetOf(address, 'A page is lost', null, 'eager')).toContain('loading="eager"');
});

test('a snippet of a file names the file beside the page', () => {
  expect(snippetOf('file:///media/stick/folioscope.html?view=slide#1ncollision~5', '')).toContain(
    'src="folioscope.html?view=slide#1ncollision~5"',
  );
});

/** HTML, 13.1.2.3: in a quoted attribute only the quote and `&` mean anything; pasted elsewhere, `<` and `>` do. */
test('a title stays text, whatever it says', () => {
  const title = '</svg><script>alert(1)</script>" onload="alert(2)&quot;';
  const snippet = snippetOf(address, title, 'x.svg');
  expect(snippet.match(/<.?\w+|>/g)).toHaveLength(14);
  expect(snippet).not.toContain('<script');
  expect(snippet).not.toContain('" onload');
  expect(snippet).toContain('&amp;quot;');
});
