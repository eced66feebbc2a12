import { type RefObject, useEffect, useRef, useState } from "react";

/** What a header, and a phone's menu with a bar above it, take of the window. */
const covered = "-57px 0px -58px";

/**
 * Whether the place that `ref` marks is scrolled out of what is seen of the page: then its height, px, to be kept free while what
 * stands in it is shown elsewhere; else null. Looked at only where it is `watched`.
 */
export function useAway(watched: boolean): { ref: RefObject<HTMLDivElement | null>; awayPx: number | null } {
  const ref = useRef<HTMLDivElement>(null);
  const [awayPx, setAwayPx] = useState<number | null>(null);
  useEffect(() => {
    if (!watched || ref.current === null) return;
    const watch = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (last) setAwayPx(last.isIntersecting ? null : last.boundingClientRect.height);
      },
      { rootMargin: covered },
    );
    watch.observe(ref.current);
    return () => {
      watch.disconnect();
      setAwayPx(null);
    };
  }, [watched]);
  return { ref, awayPx };
}
