import { expect, it } from "vitest";
import { addressOf } from "./options";

it.each([
  ["mqtts://broker.example", { host: "broker.example", port: 8883, secure: true }],
  ["mqtts://broker.example:8884", { host: "broker.example", port: 8884, secure: true }],
  ["mqtts://[2001:db8::7]:8883", { host: "2001:db8::7", port: 8883, secure: true }],
  ["mqtt://localhost", { host: "localhost", port: 1883, secure: false }],
  ["mqtt://127.0.0.1:1884", { host: "127.0.0.1", port: 1884, secure: false }],
  ["mqtt://[::1]", { host: "::1", port: 1883, secure: false }],
])("reads %s", (url, address) => expect(addressOf(url)).toEqual(address));

it.each([
  ["mqtt://broker.example", /not encrypted.*broker\.example.*mqtts/],
  ["mqtt://127.0.0.1.example", /not encrypted/],
  ["mqtt://10.0.0.7", /not encrypted/],
  ["https://broker.example", /https:\/\/ where mqtts/],
  ["broker.example:8883", /mqtts:\/\//],
  ["mqtts://", /not a URL|names no host/],
  ["mqtts://user:secret@broker.example", /settings of their own/],
])("refuses %s in words, without repeating a secret", (url, words) => {
  expect(() => addressOf(url)).toThrow(words);
  expect(() => addressOf(url)).not.toThrow(/secret/);
});
