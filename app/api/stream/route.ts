export { getStream as GET, headStream as HEAD } from "../../../lib/server/stream-route";
