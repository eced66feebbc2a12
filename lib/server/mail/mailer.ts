import { createTransport } from "nodemailer";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** @throws Error with the server's own words: it was not taken */
export type SendMail = (mail: Mail) => Promise<void>;

const limitsMs = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Hands mails to a server. @param url `smtp://user:password@host:587`; `smtps://` where the connection begins with TLS */
export function createMailer(url: string, from: string): SendMail {
  const transport = createTransport({ url, ...limitsMs }, { from });
  return async (mail) => {
    await transport.sendMail(mail);
  };
}
