import { routeMethods } from "../../../lib/server/http/route-methods";
import { getStream, headStream } from "../../../lib/server/routes/stream-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getStream, HEAD: headStream });
