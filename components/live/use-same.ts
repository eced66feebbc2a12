import { useRef } from "react";

/** Whether two objects have the same keys, with identical values. */
export function shallowSame(a: object, b: object): boolean {
  const left = Object.entries(a);
  const right = new Map<string, unknown>(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && Object.is(value, right.get(key)));
}

/** The object of the last time as long as its parts are the same, so that what shows it need not be drawn again. */
export function useSame<T extends object>(value: T): T {
  const last = useRef(value);
  if (!shallowSame(last.current, value)) last.current = value;
  return last.current;
}
