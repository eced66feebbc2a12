import { getCommands, postCommand } from "../../../../../lib/server/command-route";
import { routeMethods } from "../../../../../lib/server/route-methods";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getCommands, POST: postCommand });
