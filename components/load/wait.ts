const minuteMs = 60_000;

export interface About {
  kind: "soon" | "minutes" | "hours";
  n: number;
}

/** About how long, as people say it: to 5 minutes from 10 on, in hours from two on. `waitMs` in ms. */
export function about(waitMs: number): About {
  const minutes = Math.max(0, waitMs) / minuteMs;
  if (minutes < 1.5) return { kind: "soon", n: 0 };
  if (minutes < 10) return { kind: "minutes", n: Math.round(minutes) };
  if (minutes < 117.5) return { kind: "minutes", n: Math.round(minutes / 5) * 5 };
  return { kind: "hours", n: Math.round(minutes / 60) };
}
