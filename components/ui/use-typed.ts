import { useState } from "react";

/**
 * What stands in a field whose text is kept elsewhere, such as in the address, and comes back a moment later: until it has,
 * the field shows what was typed, so that no letter is lost to fast typing.
 */
export function useTyped(kept: string, keep: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed !== null && typed === kept) setTyped(null);
  return [
    typed ?? kept,
    (text) => {
      setTyped(text === kept ? null : text);
      keep(text);
    },
  ];
}
