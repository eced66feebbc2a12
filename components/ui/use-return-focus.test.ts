import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { useReturnFocus } from "./use-return-focus";

const Dialog = () => createElement("p", null, typeof useReturnFocus());

test("a dialog that is open at once is drawn on the server too", () => {
  expect(renderToString(createElement(Dialog))).toBe("<p>function</p>");
});
