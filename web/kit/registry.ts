/** Components that are mounted now register here, so that nobody has to search for them. */
export class Registry<T> implements Iterable<T> {
  readonly #members = new Set<T>();

  join(member: T): () => void {
    this.#members.add(member);
    return () => this.#members.delete(member);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#members.values();
  }
}
