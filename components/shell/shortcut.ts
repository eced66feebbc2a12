type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "altKey" | "metaKey" | "isComposing" | "repeat" | "defaultPrevented"
>;

/** What a key asks of the page: its search field, the list of keys, or nothing. */
export function shortcutOf(pressed: Pressed): "search" | "list" | null {
  const { key, ctrlKey, altKey, metaKey, isComposing, repeat, defaultPrevented } = pressed;
  if (ctrlKey || altKey || metaKey || isComposing || repeat || defaultPrevented) return null;
  return key === "/" ? "search" : key === "?" ? "list" : null;
}
