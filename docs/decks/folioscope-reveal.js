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

    /** The step at which the deck stands, whichever way it came there; null: where its link stands. */
    const stepOf = (iframe) => {
      const steps = stepsOf(iframe);
      if (steps === null) return null;
      return steps.first + fragments(iframe).filter((fragment) => fragment.classList.contains('visible')).length;
    };

    const follow = (iframe) => {
      const step = stepOf(iframe);
      if (step === null) return;
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
    /** For print: iframes that have not drawn their step yet. */
    const waiting = new Set();
    const note = document.createElement('p');
    note.setAttribute('role', 'status');
    note.style.cssText = 'position: fixed; inset: 0 0 auto; z-index: 99; margin: 0; padding: 8px; background: #ffd';
    const tellWaiting = () => {
      note.textContent = `Frames still to be drawn: ${waiting.size}. Print when this line is gone.`;
      if (waiting.size > 0) return document.body.append(note);
      note.remove();
      // For programs that print: they wait for this class.
      deck.getRevealElement().classList.add('folioscope-drawn');
    };
    deck.on('pdf-ready', () => {
      for (const iframe of iframes()) waiting.add(iframe);
      fill(waiting);
      tellWaiting();
      // Iframes that came before: they say so again.
      for (const iframe of waiting) say(iframe, { type: 'ready' });
    });
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
      // `ready` comes before a step that it was sent to.
      if ('step' in data && [null, data.step].includes(stepOf(iframe)) && waiting.delete(iframe)) tellWaiting();
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
