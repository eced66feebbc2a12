const name = "phaseboard-keys";

/** Whether single keys act in this browser: they do unless somebody has switched them off. */
export function keysAct(): boolean {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    // A browser that keeps nothing for the page.
    return true;
  }
}

/** Switches single keys on or off for this browser. @returns whether it could be kept. */
export function chooseKeys(on: boolean): boolean {
  try {
    if (on) localStorage.removeItem(name);
    else localStorage.setItem(name, "off");
    return true;
  } catch {
    return false;
  }
}
