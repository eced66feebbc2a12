import type { ComponentPropsWithRef } from "react";

// A table of which only some rows are drawn stands by itself: a browser's own would lay out each of its columns by those.
type Part = ComponentPropsWithRef<"div">;

/** A table of any length; `aria-rowcount` says of which. */
export function VirtualTable(props: Part) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div role="table" {...props} />;
}

export function RowGroup(props: Part) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div role="rowgroup" {...props} />;
}

export function Row(props: Part) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  // biome-ignore lint/a11y/useFocusableInteractive: a row of a table is not acted on
  return <div role="row" {...props} />;
}

export function ColumnHeader(props: Part) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  // biome-ignore lint/a11y/useFocusableInteractive: what orders the table is the button in it
  return <div role="columnheader" {...props} />;
}

export function Cell(props: Part) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div role="cell" {...props} />;
}
