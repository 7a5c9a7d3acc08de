/** What fits on the screen. */
import { MediaQuery } from 'svelte/reactivity';

export class Room {
  readonly #machines: () => number;
  readonly #small = new MediaQuery('(max-width: 760px), (max-height: 480px)');
  readonly #narrow = new MediaQuery('(max-width: 1240px)');
  readonly #forThree = new MediaQuery('(max-width: 1399px)');
  readonly #forFour = new MediaQuery('(max-width: 1720px)');
  readonly #upright = new MediaQuery(
    '(min-width: 761px) and (max-width: 1240px) and (min-height: 900px) and (orientation: portrait)',
  );
  /** What to show where not everything fits: the machines, or a panel by its id. */
  part = $state('machines');

  constructor(machines: () => number) {
    this.#machines = machines;
  }

  get small(): boolean {
    return this.#small.current;
  }

  /** More than two machines leave the panels less room. */
  get crowded(): boolean {
    return this.#machines() > 2;
  }

  get shared(): boolean {
    const machines = this.#machines();
    return (machines > 3 ? this.#forFour : machines > 2 ? this.#forThree : this.#narrow).current;
  }

  /** On a phone the only visible part; on a narrow screen the one beside the machines. */
  get shown(): string {
    return this.small || this.part !== 'machines' ? this.part : 'script';
  }

  /** The script is hidden though this is not a phone. An upright tablet has room for both panels. */
  get hidesScript(): boolean {
    return !this.small && this.shared && !this.#upright.current && this.shown === 'why';
  }
}
