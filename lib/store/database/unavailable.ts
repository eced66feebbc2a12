import type { StoreReason } from "../../domain/link-reason";

/**
 * The database cannot be reached, or cannot keep what it is given (disk full, out of memory, shutting down). Nothing is
 * known about whether the statement took effect. Every other error of the store is a fault of the program.
 */
export class StoreUnavailable extends Error {
  readonly code = "storeUnavailable";
  constructor(
    readonly reason: string,
    options?: { cause: unknown },
    readonly why: StoreReason = "connectionLost",
  ) {
    super(`The database is not available: ${reason}`, options);
    this.name = "StoreUnavailable";
  }
}

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "ENOENT",
  "EACCES",
]);

// SQLSTATE classes and codes (PostgreSQL documentation, appendix A) that mean "not now" and not "wrong".
const stateClasses = ["08", "53", "58", "28"];
const states = new Set(["57P01", "57P02", "57P03", "57P05", "57014", "25006", "3D000", "XX001", "XX002"]);

// What the driver says in words alone, without a code.
const driverWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after|The server does not support SSL)/;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** The reason in a few words when `error` says that the database is gone or cannot keep anything; null for any other error. */
export function unavailableReason(error: unknown): string | null {
  if (error instanceof StoreUnavailable) return error.reason;
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if (error instanceof AggregateError) {
    for (const part of error.errors) {
      const reason = unavailableReason(part);
      if (reason !== null) return reason;
    }
  }
  const isState = states.has(code) || (code.length === 5 && stateClasses.includes(code.slice(0, 2)));
  if (isState || networkCodes.has(code) || driverWords.test(error.message)) return error.message || code;
  return null;
}

const byCode = new Map<string, StoreReason>([
  ["ECONNREFUSED", "refused"],
  ["ENOENT", "refused"],
  ["EACCES", "refused"],
  ["ENOTFOUND", "nameNotFound"],
  ["EAI_AGAIN", "nameNotFound"],
  ["ENETUNREACH", "unreachable"],
  ["EHOSTUNREACH", "unreachable"],
  ["ETIMEDOUT", "timedOut"],
  ["57014", "timedOut"],
  ["57P03", "starting"],
  ["3D000", "noDatabase"],
  ["53300", "busy"],
  ["53100", "diskFull"],
  ["25006", "readOnly"],
  ["XX001", "failing"],
  ["XX002", "failing"],
]);
const byClass = new Map<string, StoreReason>([
  ["28", "signInRefused"],
  ["53", "failing"],
  ["58", "failing"],
]);

// node-postgres's pool says so only of a wait for a connection that others use; of one that cannot be made it says other words.
const poolBusy = "timeout exceeded when trying to connect";

/** Whether a call failed because all connections of our own pool were in use for too long. */
export function isOwnLoad(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return isOwnLoad(error.cause);
  return error instanceof Error && error.message === poolBusy;
}

/** The reason as a code, of an error that says that the database is gone or cannot keep anything. */
export function storeReason(error: unknown): StoreReason {
  if (error instanceof StoreUnavailable) return error.why;
  if (error instanceof AggregateError)
    return storeReason(error.errors.find((part) => unavailableReason(part) !== null));
  const code = codeOf(error);
  const known = byCode.get(code) ?? (code.length === 5 ? byClass.get(code.slice(0, 2)) : undefined);
  if (known) return known;
  const words = error instanceof Error ? error.message : "";
  if (words === poolBusy) return "busy";
  if (/timeout/.test(words)) return "timedOut";
  return /SSL/.test(words) ? "tlsFailed" : "connectionLost";
}

/** Whether trying again soon may help: not with a password that is refused or a database that does not exist. */
export function mayPass(error: unknown): boolean {
  return unavailableReason(error) !== null && !/^(28...|3D000)$/.test(codeOf(error));
}

// Disk full, out of memory, input/output errors, read-only: reading may work all the same.
const refusingStates = /^(53[12]..|58...|25006)$/;

/** Whether the database answered that it cannot keep what it is given. */
export function refusesWrites(error: unknown): boolean {
  return refusingStates.test(codeOf(error));
}

/** True for a violated unique constraint (SQLSTATE 23505), with its name when `constraint` is given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== "23505") return false;
  return constraint === undefined || constraintOf(error) === constraint;
}

/** Whether a statement ended because others held for too long what it needs (lock_timeout, statement_timeout). */
export function gaveWay(error: unknown): boolean {
  return ["55P03", "57014"].includes(codeOf(error));
}

/** True for a reference to a row that is not there (SQLSTATE 23503). */
export function isMissingReference(error: unknown): boolean {
  return codeOf(error) === "23503";
}

function constraintOf(error: unknown): string | null {
  return error instanceof Error && "constraint" in error && typeof error.constraint === "string"
    ? error.constraint
    : null;
}
