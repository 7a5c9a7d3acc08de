/** Notices besides the scenario: nothing fails silently. */

export interface Notice {
  /** A later notice about the same thing replaces an earlier one. */
  readonly about: string;
  readonly kind: 'info' | 'error';
  readonly text: string;
  readonly floats?: boolean;
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
}

export class Notices {
  list = $state.raw<readonly Notice[]>([]);

  say(notice: Notice): void {
    this.list = [...this.list.filter(({ about }) => about !== notice.about), notice];
  }

  dismiss(about: string): void {
    if (this.list.some((notice) => notice.about === about)) {
      this.list = this.list.filter((notice) => notice.about !== about);
    }
  }
}
