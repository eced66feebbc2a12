import { isUtf8 } from "node:buffer";
import { howOf, isUndecodable } from "../../../broker/message-flags";
import type { ListedMessage } from "../../../contract/api";
import { Refusal } from "../../../contract/refusal";
import { messageCursorText } from "../../../domain/charger-message";
import type { Protocols } from "../../../protocol/registry";
import type { StoredMessage } from "../../../store/tables/message-store";
import type { StoreAccess } from "../../base/store-access";
import type { Live } from "../live-types";

/** Whether a message tells a value that its dialect calls sensitive. */
function isSensitive(protocols: Protocols, { deviceId, topic, payload, atUs }: StoredMessage): boolean {
  const message = protocols.decode(topic, payload, atUs / 1_000);
  if (message.kind !== "observations") return false;
  const dialect = protocols.of(deviceId);
  return message.observations.some(({ id }) => dialect.describe(id).sensitive);
}

function listed(protocols: Protocols, message: StoredMessage): ListedMessage {
  const { atUs, direction, topic, payload, flags } = message;
  const { backlog, retained, dup } = howOf(flags);
  const encoding = isUtf8(payload) ? "utf8" : "base64";
  return {
    id: messageCursorText(message),
    at: atUs / 1_000,
    direction,
    topic,
    payload: Buffer.from(payload).toString(encoding),
    encoding,
    backlog,
    retained,
    dup,
    undecodable: isUndecodable(flags),
    sensitive: isSensitive(protocols, message),
  };
}

/** What support asks of the message log. */
export function messageRequests({ readOrNull }: StoreAccess, protocols: Protocols): Pick<Live, "messagesOf"> {
  return {
    async messagesOf(deviceId, query) {
      const answer = await readOrNull((store) => store.messages.page(deviceId, query));
      if (answer === null) throw new Refusal("storeUnavailable");
      if (answer.got === null) return null;
      const messages = answer.got.messages.map((message) => listed(protocols, message));
      return { messages, next: answer.got.more ? (messages.at(-1)?.id ?? null) : null };
    },
  };
}
