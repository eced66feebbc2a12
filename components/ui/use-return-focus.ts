import { type RefObject, useState } from "react";

/** What had the focus, and the section it stood in. */
interface Before {
  element: HTMLElement;
  section: HTMLElement | null;
}

function focused(): Before | null {
  // A dialog that the address opens is drawn on the server first, where nothing has the focus.
  if (typeof document === "undefined") return null;
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return { element, section: element.closest<HTMLElement>("section") };
}

/**
 * For a dialog that opens without a trigger of its own: what had the focus when it opened gets it back when it closes. Where
 * that is gone, or nothing had it, it goes to `opener`, else to the first button of the same section, else to the page's
 * content. To be given as `onCloseAutoFocus`.
 */
export function useReturnFocus(opener?: RefObject<HTMLElement | null>): (event: Event) => void {
  const [before] = useState(focused);
  return (event) => {
    event.preventDefault();
    if (before?.element.isConnected) return before.element.focus();
    const section = before?.section?.isConnected ? before.section : null;
    const back = opener?.current ?? section?.querySelector<HTMLElement>("button") ?? document.getElementById("main");
    back?.focus();
  };
}
