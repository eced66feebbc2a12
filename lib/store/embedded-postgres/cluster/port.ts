import { once } from "node:events";
import { createServer } from "node:net";

/** Whether `port` (0: any) can be had on loopback now; the port, or null when it is taken. */
export async function freePort(port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen({ port, host: "127.0.0.1", exclusive: true });
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address ? address.port : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES"))
      return null;
    throw error;
  } finally {
    server.close();
  }
}
