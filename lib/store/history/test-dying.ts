import pg from "pg";

/**
 * Has this process killed at one of the statements that it sends from now on: before it goes out, or once it has been answered.
 * @param statement counts from 1; 0: none
 * @returns how many were sent so far
 */
export function dieAt(statement: number, when: "before" | "after"): () => number {
  let count = 0;
  const die = () => process.kill(process.pid, "SIGKILL");
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  function counted(this: pg.Client, ...args: unknown[]): unknown {
    count += 1;
    const isLast = count === statement;
    if (isLast && when === "before") die();
    const answer = query.apply(this, args);
    if (isLast && answer instanceof Promise) void answer.then(die, die);
    return answer;
  }
  Object.assign(pg.Client.prototype, { query: counted });
  return () => count;
}
