"use client";

import { type ReactNode, useEffect, useMemo } from "react";
import type { Frame } from "../../contract/frame";
import { SeedContext, useLiveContext } from "./live-context";

interface Props {
  /** In the text form of `formatScope`. */
  scopes: readonly string[];
  /** The page's first data, so that it is there before any script runs. */
  seed: Frame;
  children: ReactNode;
}

/** What a part of a page wants live, while it is shown; in the text form of `formatScope`. */
export function useLiveScopes(scopes: readonly string[]): void {
  const { tab } = useLiveContext();
  const text = scopes.join(" ");
  useEffect(() => tab.want(text.split(" ")), [tab, text]);
}

/** What a page wants live, while it is shown. */
export function LiveScopes({ scopes, seed, children }: Props) {
  const { cache } = useLiveContext();
  // Before the children read: they are drawn whole at once, on the server as in the browser.
  const first = useMemo(() => cache.seed(seed), [cache, seed]);
  useLiveScopes(scopes);
  return <SeedContext value={first}>{children}</SeedContext>;
}
