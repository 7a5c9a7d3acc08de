/** The slide as one script; in a worker, its engine. */
import './serving.ts';
import { begin } from './slideInPage.ts';
import { ownTarget } from './wrapper.ts';

begin(ownTarget === null ? null : document.getElementById(ownTarget));
