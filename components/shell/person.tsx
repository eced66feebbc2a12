"use client";

import { useState } from "react";
import { later, useAhead } from "../ui/later";
import { PersonButton } from "./person-button";

const menu = later(async () => (await import("./person-menu")).PersonMenu);

/** The person's menu. Until it is pressed for the first time there is its button alone. */
export function Person() {
  const [pressed, setPressed] = useState(false);
  const [coming, setComing] = useState(false);
  useAhead(menu);
  async function open(): Promise<void> {
    setComing(true);
    await menu.fetch().then(
      () => setPressed(true),
      () => undefined,
    );
    setComing(false);
  }
  const Menu = pressed ? menu.here() : null;
  return Menu === null ? <PersonButton aria-busy={coming || undefined} onClick={() => void open()} /> : <Menu />;
}
