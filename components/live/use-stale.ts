import { useCut } from "./use-cut";

/** Nothing on the page can be true now: its own stream is gone, or the dashboard has lost its broker. */
export const useStale = (): boolean => useCut() !== null;
