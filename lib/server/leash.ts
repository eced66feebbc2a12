/**
 * Ends this process when the one that started it is gone, so that a killed start leaves nothing behind that holds a port.
 * Does nothing where no parent holds the other end of a channel. `end` is called once.
 */
export function endWithParent(end: () => void): void {
  if (!process.channel) return;
  process.once("disconnect", end);
  // The channel alone must not keep a finished process alive.
  process.channel.unref();
}

/** Tells the parent, where there is one, that this process does its work now. */
export function tellReady(): void {
  // A parent that was killed in this moment hears nothing, and `endWithParent` ends what it has left.
  process.send?.({ ready: true }, undefined, undefined, () => undefined);
}
