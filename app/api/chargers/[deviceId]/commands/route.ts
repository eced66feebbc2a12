export { getCommands as GET, postCommand as POST } from "../../../../../lib/server/command-route";
