import type { Socket } from "node:net";

/**
 * Ends a TCP connection by a reset: what lies unsent or unacknowledged in the kernel is thrown away. An ordinary close goes on
 * delivering it, for minutes after a network cut. Takes the TCP socket itself, not TLS over it.
 */
export function reset(socket: Socket): void {
  if (socket.destroyed) return;
  socket.resetAndDestroy();
  // Without this it would first be ended in order, which waits for what is still to be written.
  socket.destroy();
}
