/**
 * A plugin for reveal.js: the steps of a slide are fragments, so the keys of the deck, the speaker view and the address
 * of the deck step through it. Give the iframe the steps in its address: `last`, and `first` if it is not the step of the
 * link. An iframe without `last` shows its one step.
 *
 *   <iframe data-src="https://YOUR.SITE/?view=slide&controls=off&questions=off&first=2&last=5#1ncollision~2" …></iframe>
 *   Reveal.initialize({ plugins: [Folioscope] });
 *
 * docs/embed.md describes the messages.
 */
globalThis.Folioscope = {
  id: 'folioscope',
  init(deck) {
    const { document, location } = globalThis;
    const selector = 'iframe[src*="view=slide"], iframe[data-src*="view=slide"]';
    // Asked for each time: for print, reveal.js copies slides.
    const iframes = () => [...deck.getRevealElement().querySelectorAll(selector)];
    const say = (iframe, message) => iframe.contentWindow?.postMessage({ folioscope: 1, ...message }, '*');
    /** The steps of an iframe whose address names the last one; others stay where their link stands. */
    const stepsOf = (iframe) => {
      const { searchParams, hash } = new URL(iframe.dataset.src ?? iframe.src, location.href);
      if (!searchParams.has('last')) return null;
      const first = iframe.dataset.folioscopeFirst ?? searchParams.get('first') ?? /~(\d+)/.exec(hash)?.[1] ?? 0;
      return { first: Number(first), last: Number(searchParams.get('last')) };
    };
    const fragments = (iframe) => [...iframe.parentElement.querySelectorAll('[data-folioscope-step]')];

    /** The step at which the deck stands, whichever way it came there. */
    const follow = (iframe) => {
      const steps = stepsOf(iframe);
      if (steps === null) return;
      const passed = fragments(iframe).filter((fragment) => fragment.classList.contains('visible')).length;
      const step = steps.first + passed;
      if (iframe.getAttribute('src')) return say(iframe, { type: 'goto', step });
      // It is yet to be loaded, and then opens at this step.
      const [page, link = ''] = iframe.dataset.src.split('#');
      iframe.dataset.src = `${page}#${link.replace(/~\d+|$/, `~${step}`)}`;
    };

    for (const iframe of iframes()) {
      const { first, last } = stepsOf(iframe) ?? { first: 0, last: 0 };
      iframe.dataset.folioscopeFirst = first;
      for (let step = last; step > first; step--) {
        const fragment = document.createElement('span');
        fragment.className = 'fragment';
        fragment.dataset.folioscopeStep = step;
        iframe.after(fragment);
      }
    }

    const followAll = () => iframes().forEach(follow);
    for (const event of ['fragmentshown', 'fragmenthidden', 'slidechanged']) deck.on(event, followAll);
    // In print and in the speaker view, reveal.js leaves iframes with `data-src` empty.
    const fill = (some) => {
      for (const iframe of some) {
        follow(iframe);
        if (!iframe.getAttribute('src')) iframe.src = iframe.dataset.src;
      }
    };
    deck.on('pdf-ready', () => fill(iframes()));
    for (const event of ['ready', 'slidechanged'])
      deck.on(event, () => {
        if (deck.isSpeakerNotes()) fill(iframes().filter((iframe) => deck.getCurrentSlide().contains(iframe)));
      });

    globalThis.addEventListener('message', ({ source, data }) => {
      if (data?.folioscope !== 1) return;
      const iframe = iframes().find(({ contentWindow }) => contentWindow === source);
      if (!iframe) return;
      // An iframe that was loaded late, or again, goes to its step. From then on it leaves all keys to the deck.
      if (data.type === 'ready') follow(iframe);
      const code = data.type === 'key' ? codeOf(data) : undefined;
      if (code !== undefined) deck.triggerKey(code);
    });
  },
};

/** Keys that have a number below. Others, such as F5 or Ctrl+P, are the browser's. */
function codeOf({ key, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return undefined;
  return /^[a-z0-9]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : KEY_CODES[key];
}

/** reveal.js names keys by number: letters by that of the capital, digits by their own, the others by these. */
const KEY_CODES = {
  ' ': 32,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Escape: 27,
  // What many clickers send to blank the wall.
  '.': 190,
};
