import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Whether this is what the server draws, or the browser's first drawing of just that: then nothing may be read that only the
 * browser knows. False for what is first drawn in the browser.
 */
export const useTakingOver = (): boolean =>
  useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
