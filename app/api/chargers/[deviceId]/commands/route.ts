import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getCommands, postCommand } from "../../../../../lib/server/routes/command-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getCommands, POST: postCommand });
