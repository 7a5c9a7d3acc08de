/** What there is room for on the screen. */
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
  /** What a person wants to see where not everything fits: the machines, or a panel by its id. */
  part = $state('machines');

  /** `machines`: how many of them stand side by side. */
  constructor(machines: () => number) {
    this.#machines = machines;
  }

  /** A phone: one part at a time, and what is told and asked stands with the player. */
  get small(): boolean {
    return this.#small.current;
  }

  /** More than two machines leave less to the panels beside them. */
  get crowded(): boolean {
    return this.#machines() > 2;
  }

  /** Script and why share a place: the more machines, the more width they need. */
  get shared(): boolean {
    const machines = this.#machines();
    return (machines > 3 ? this.#forFour : machines > 2 ? this.#forThree : this.#narrow).current;
  }

  /** The part that is seen: on a phone alone, on a narrow screen beside the machines. */
  get shown(): string {
    return this.small || this.part !== 'machines' ? this.part : 'script';
  }

  /** The script is out of sight, though this is no phone. A tablet held upright has room for both panels. */
  get hidesScript(): boolean {
    return !this.small && this.shared && !this.#upright.current && this.shown === 'why';
  }
}
