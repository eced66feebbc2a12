import { useEffect, useState } from "react";
import { type TipTarget, tipTarget, touchTarget } from "./tip-target";

const holdMs = 400;
const touchShownMs = 4_000;

/**
 * Which value is pointed at, focused or touched. One set of listeners for the whole page: a thousand values cost nothing.
 * A finger that stays on a value inside a link shows its age and does not follow the link.
 */
export function useTip(): TipTarget | null {
  const [target, setTarget] = useState<TipTarget | null>(null);
  useEffect(() => {
    let hideTimer: ReturnType<typeof setTimeout> | undefined;
    let touchedAt = 0;
    let held = false;
    const show = (next: TipTarget | null) => {
      clearTimeout(hideTimer);
      setTarget((last) => (last?.element === next?.element && last?.whole === next?.whole ? last : next));
    };
    const listeners: { [name: string]: (event: Event) => void } = {
      pointerover: (event) => {
        if (event instanceof PointerEvent && event.pointerType === "mouse") show(tipTarget(event.target, false));
      },
      pointerdown: (event) => {
        if (!(event instanceof PointerEvent) || event.pointerType === "mouse") return;
        const touched = touchTarget(event);
        touchedAt = touched ? performance.now() : 0;
        show(touched);
        if (touched) hideTimer = setTimeout(() => setTarget(null), touchShownMs);
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
        const focused = tipTarget(event.target, true);
        if (focused?.element.matches(":focus-visible")) show(focused);
      },
      focusout: () => setTarget(null),
      keydown: (event) => {
        if (event instanceof KeyboardEvent && event.key === "Escape") setTarget(null);
      },
      // The focus itself scrolls the page: its tip goes along, in a new place.
      scroll: () => setTarget((last) => (last?.whole ? { ...last } : null)),
    };
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true);
    return () => {
      clearTimeout(hideTimer);
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener, true);
    };
  }, []);
  return target;
}
