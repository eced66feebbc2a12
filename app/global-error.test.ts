import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { lastWords } from "../lib/messages/last-words";
import GlobalError from "./global-error";

it("shows a whole page with words and a way on, without anything around it", () => {
  const page = renderToStaticMarkup(createElement(GlobalError));
  expect(page).toMatch(/^<html lang="en">.*<\/html>$/);
  for (const words of Object.values(lastWords.en)) expect(page).toContain(words);
});
