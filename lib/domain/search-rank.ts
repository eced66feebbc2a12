/** A text as it is searched in. */
export const plain = (text: string): string => text.toLocaleLowerCase("en");

/** The rank of what fits in no better way. */
export const worst = 2;

/**
 * How well what was asked fits what a thing is called: 0 one of its names, 1 the beginning of one, 2 a part of one; null: of none.
 * `asked` is `plain`.
 */
export function rankOf(asked: string, names: readonly string[]): number | null {
  let best: number | null = null;
  for (const name of names) {
    const called = plain(name);
    if (called === asked) return 0;
    if (called.startsWith(asked)) best = 1;
    else if (best === null && called.includes(asked)) best = worst;
  }
  return best;
}
