import { routeMethods } from "../../../lib/server/route-methods";
import { getStream, headStream } from "../../../lib/server/stream-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getStream, HEAD: headStream });
