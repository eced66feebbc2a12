"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useState } from "react";
import { idle } from "../../lib/client/idle";

const againMs = 2_000;

/** A component whose code comes after the page. */
export interface Later<P> {
  /** Null: not here yet. */
  here(): ComponentType<P> | null;
  fetch(): Promise<ComponentType<P>>;
}

export function later<P>(load: () => Promise<ComponentType<P>>): Later<P> {
  let part: ComponentType<P> | null = null;
  return {
    here: () => part,
    async fetch() {
      part ??= await load();
      return part;
    },
  };
}

/** Has its code fetched when the page has nothing more urgent to do, so that it is here when it is asked for. */
export function useAhead({ fetch }: { fetch(): Promise<unknown> }): void {
  useEffect(() => {
    // Where it does not come, it is asked for again when it is to be shown.
    void idle()
      .then(fetch)
      .catch(() => undefined);
  }, [fetch]);
}

/** Shows it; before it is here, says that it is on its way, and asks for it until it comes. */
export function Late<P extends object>({ part: { here, fetch }, ...props }: P & { part: Later<P> }) {
  const t = useTranslations("app");
  const [Part, setPart] = useState(here);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = true;
    const ask = () =>
      fetch().then(
        (part) => shown && setPart(() => part),
        () => {
          if (shown) timer = setTimeout(ask, againMs);
        },
      );
    void ask();
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [fetch]);
  if (Part !== null) return <Part {...(props as unknown as P)} />;
  return (
    <p
      role="status"
      className="fixed inset-x-0 bottom-20 z-50 mx-auto w-fit rounded-full bg-ink px-4 py-2 text-[0.875rem] text-bg"
    >
      {t("onItsWay")}
    </p>
  );
}
