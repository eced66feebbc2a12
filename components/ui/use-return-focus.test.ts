import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { useReturnFocus } from "./use-return-focus";

test("a dialog that is open at once is drawn on the server too", () => {
  const Dialog = () => createElement("p", null, typeof useReturnFocus());
  expect(renderToString(createElement(Dialog))).toBe("<p>function</p>");
});
