export { getHistory as GET } from "../../../../../lib/server/history-route";
