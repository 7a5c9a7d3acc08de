/** The whole site as one script, for `folioscope.html`; in a worker, its engine. */
import './serving.ts';
import '../main.ts';
