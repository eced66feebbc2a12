import { SMTPServer } from "smtp-server";

// A mail server as a process of its own: takes every mail, or none, and tells its parent of it.
const isRefusing = process.argv[2] === "refuse";
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onAuth: (auth, _session, done) =>
    auth.username === "sample" && auth.password === "secret" ? done(null, { user: "sample" }) : done(new Error("no")),
  onRcptTo: (_address, _session, done) => done(isRefusing ? new Error("mailbox unavailable") : null),
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      process.send?.({
        to: session.envelope.rcptTo.map(({ address }) => address),
        from: session.envelope.mailFrom === false ? null : session.envelope.mailFrom.address,
        user: session.user ?? null,
        text: Buffer.concat(parts).toString(),
      });
      done();
    });
  },
});
server.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => {
  const address = server.server.address();
  process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
process.once("disconnect", () => process.exit(0));
