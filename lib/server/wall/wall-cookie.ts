import type { InstallationId } from "../../domain/ids";

/** The cookie that holds the key of a link to an installation's wall. */
export const wallCookie = (id: InstallationId): string => `phaseboard-wall-${id}`;
