const dotted = /^v?[0-9]{1,9}(\.[0-9]{1,9}){0,7}$/i;

/** Whether a text is a version that can be compared: numbers joined by dots, a leading `v` allowed. */
export function isVersion(text: string): boolean {
  return dotted.test(text.trim());
}

/**
 * Compares dotted versions number by number: negative when `a` is older, 0 when equal (`5.3` equals `5.3.0`), positive when
 * newer; null when one of them is no dotted version.
 */
export function compareVersions(a: string, b: string): number | null {
  if (!isVersion(a) || !isVersion(b)) return null;
  const left = numbers(a);
  const right = numbers(b);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] {
  return version.trim().replace(/^v/i, "").split(".").map(Number);
}
