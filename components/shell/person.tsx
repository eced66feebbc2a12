"use client";

import { useCallback, useRef, useState } from "react";
import { Late, later, useAhead } from "../ui/later";
import { PersonButton } from "./person-button";
import { useShortcuts } from "./use-shortcuts";

const menu = later(async () => (await import("./person-menu")).PersonMenu);
const keysDialog = later(async () => (await import("./keys-dialog")).KeysDialog);

/** The person's menu, and the list of keys. Until it is pressed for the first time there is the menu's button alone. */
export function Person() {
  const [pressed, setPressed] = useState(false);
  const [coming, setComing] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const openKeys = useCallback(() => setKeysOpen(true), []);
  useAhead(menu);
  useAhead(keysDialog);
  useShortcuts(openKeys);
  async function open(): Promise<void> {
    setComing(true);
    await menu.fetch().then(
      () => setPressed(true),
      () => undefined,
    );
    setComing(false);
  }
  const Menu = pressed ? menu.here() : null;
  return (
    <>
      {Menu === null ? (
        <PersonButton ref={trigger} aria-busy={coming || undefined} onClick={() => void open()} />
      ) : (
        <Menu trigger={trigger} onKeys={openKeys} />
      )}
      {keysOpen && <Late part={keysDialog} opener={trigger} onClose={() => setKeysOpen(false)} />}
    </>
  );
}
