import { useState } from "react";

/**
 * For a dialog that opens without a trigger of its own: what had the focus when it opened gets it back when it closes, or
 * the page's content where that is gone. To be given as `onCloseAutoFocus`.
 */
export function useReturnFocus(): (event: Event) => void {
  const [before] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  return (event) => {
    event.preventDefault();
    const back = before instanceof HTMLElement && before.isConnected ? before : document.getElementById("main");
    back?.focus();
  };
}
