/**
 * The digit that chooses each answer, or null. A number is chosen by its own digit; other answers beside numbers take
 * digits from 9 down.
 */
export function choiceKeys(choices: readonly string[]): (string | null)[] {
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const numbers = choices.filter((choice) => /^\d$/.test(choice));
  const free = numbers.length === 0 ? digits : digits.filter((digit) => !numbers.includes(digit)).reverse();
  return choices.map((choice) => (numbers.includes(choice) ? choice : (free.shift() ?? null)));
}
