/** Those who are there now: each joins when it comes and leaves when it goes, so that nobody has to search for them. */
export class Registry<T> implements Iterable<T> {
  readonly #members = new Set<T>();

  /** Returns what is to be called when the member goes. */
  join(member: T): () => void {
    this.#members.add(member);
    return () => this.#members.delete(member);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#members.values();
  }
}
