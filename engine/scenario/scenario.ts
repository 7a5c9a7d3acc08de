/** A built-in scenario: its name in links, and its text. The title is the text's own. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/** Takes the title from the text, so that it stands in one place only. */
export function scenario(name: string, text: string): Scenario {
  const body = text.replace(/^\n/, '');
  const title = /^title (.*)$/m.exec(body)?.[1];
  if (title === undefined) throw new Error(`the scenario ${name} has no title`);
  return { name, title, text: body };
}
