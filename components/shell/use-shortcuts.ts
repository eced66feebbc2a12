import { useEffect } from "react";
import { keysAct } from "./keys-choice";
import { shortcutOf } from "./shortcut";

const typedInto = "input, textarea, select, [contenteditable]";
const inFront = "[role=dialog], [role=alertdialog], [role=menu]";

/** The keys that act on a page; `openList` shows which they are. Not while somebody types, or something is open before the page. */
export function useShortcuts(openList: () => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const asked = shortcutOf(event);
      const typing = event.target instanceof Element && event.target.closest(typedInto) !== null;
      if (asked === null || typing || document.querySelector(inFront) !== null || !keysAct()) return;
      const search = document.querySelector<HTMLInputElement>("main input[type=search]");
      if (asked === "search" && search === null) return;
      event.preventDefault();
      if (asked === "list") openList();
      else search?.focus();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [openList]);
}
