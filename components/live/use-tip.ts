import { useEffect, useState } from "react";
import { tipTarget } from "./tip-target";

const holdMs = 400;
const touchShownMs = 4_000;

/**
 * Which value is pointed at, focused or touched. One set of listeners for the whole page: a thousand values cost nothing.
 * A finger that stays on a value inside a link shows its age and does not follow the link.
 */
export function useTip(): [HTMLElement | null, () => void] {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => {
    let hideTimer: ReturnType<typeof setTimeout> | undefined;
    let touchedAt = 0;
    let held = false;
    const show = (element: HTMLElement | null) => {
      clearTimeout(hideTimer);
      setTarget(element);
    };
    const listeners: { [name: string]: (event: Event) => void } = {
      pointerover: (event) => {
        if (event instanceof PointerEvent && event.pointerType === "mouse") show(tipTarget(event.target, false));
      },
      pointerdown: (event) => {
        if (!(event instanceof PointerEvent) || event.pointerType === "mouse") return;
        const element = tipTarget(event.target, false);
        touchedAt = element ? performance.now() : 0;
        show(element);
        if (element) hideTimer = setTimeout(() => setTarget(null), touchShownMs);
      },
      pointerup: () => {
        held = touchedAt > 0 && performance.now() - touchedAt > holdMs;
      },
      click: (event) => {
        if (held) event.preventDefault();
        held = false;
      },
      contextmenu: (event) => {
        if (touchedAt > 0 && tipTarget(event.target, false)) event.preventDefault();
      },
      focusin: (event) => {
        const element = tipTarget(event.target, true);
        if (element?.matches(":focus-visible")) show(element);
      },
      focusout: () => setTarget(null),
      keydown: (event) => {
        if (event instanceof KeyboardEvent && event.key === "Escape") setTarget(null);
      },
      scroll: () => setTarget(null),
    };
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true);
    return () => {
      clearTimeout(hideTimer);
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener, true);
    };
  }, []);
  return [target, () => setTarget(null)];
}
