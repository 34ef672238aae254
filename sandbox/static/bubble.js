// One message as a bubble with its buttons beneath.

import { el, hourOf, icon } from "./dom.js";
import { deepLink, formatted } from "./entities.js";
import { t } from "./strings.js";

const OTHERS = ["sticker", "voice", "video", "poll", "dice", "location"];

/** Give the bubble of `message`; `act` holds what presses do (see column.js). */
export function bubble(message, act) {
  const side = message.mine ? "mine" : "theirs";
  if (message.deleted) {
    return el("article", { class: `bubble ${side} removed`, data: { mid: message.message_id } },
      el("p", { class: "words", t: "removed" }));
  }
  const sole = isSoleMedia(message) ? "media-only" : "";
  const box = el("div", { class: `box ${sole}` }, ...body(message, act), meta(message));
  const article = el("article", { class: `bubble ${side}`, data: { mid: message.message_id }, tabindex: "-1" },
    el("div", { class: "line" }, box, tools(message, act)));
  const rows = message.reply_markup?.inline_keyboard;
  if (rows?.length) article.append(keys(rows, message, act));
  return article;
}

function isSoleMedia(message) {
  return message.photo && !message.caption && !message.reply_to && !message.forward_origin;
}

function body(message, act) {
  const parts = [];
  if (message.forward_origin) {
    parts.push(el("p", { class: "origin", t: "forwarded", places: { name: message.forward_origin.sender_user_name ?? "?" } }));
  }
  if (message.reply_to) parts.push(quote(message.reply_to, act));
  if (message.photo) parts.push(photo(message, act));
  if (message.document) parts.push(file(message.document));
  if (message.contact) {
    parts.push(el("p", { class: "card" }, el("b", {}, message.contact.first_name), " ", message.contact.phone_number));
  }
  for (const kind of OTHERS) if (message[kind]) parts.push(el("p", { class: "card", t: kind }));
  const words = message.text ?? message.caption;
  const entities = message.text ? message.entities : message.caption_entities;
  if (words) parts.push(el("div", { class: "words" }, formatted(words, entities, act)));
  return parts;
}

function meta(message) {
  const when = new Date(message.date * 1000);
  const time = el("time", { datetime: when.toISOString() }, hourOf(when));
  return el("span", { class: "meta" }, message.edited ? el("span", { class: "edited", t: "edited" }) : null, time);
}

function quote(reply, act) {
  const text = reply.text ? el("span", {}, reply.text) : el("span", { t: "gone" });
  const who = el("b", {}, reply.mine ? act.personName : act.botName);
  return el("button", { type: "button", class: "quote", on: { click: () => act.show(reply.message_id) } }, who, text);
}

function photo(message, act) {
  const sizes = message.photo;
  const largest = sizes[sizes.length - 1];
  const shown = sizes.find((one) => one.width >= 600) ?? largest;
  const picture = el("img", {
    class: "photo", src: `/page/file/${shown.file_id}`, width: largest.width, height: largest.height,
    alt: message.caption ?? t("photo"), decoding: "async",
  });
  const open = () => act.enlarge(`/page/file/${largest.file_id}`, message.caption ?? "");
  return el("button", { type: "button", class: "photo-open", label: "openPhoto", on: { click: open } }, picture);
}

function file(document) {
  const name = document.file_name ?? "file";
  return el("a", { class: "document", href: `/page/file/${document.file_id}`, download: name },
    el("span", { class: "file-icon" }, icon("file", 22)),
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, size(document.file_size ?? 0))));
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  const [value, unit] = kilo < 1024 ? [kilo, "KB"] : [kilo / 1024, "MB"];
  return `${value.toFixed(1).replace(".", ",")} ${unit}`;
}

function tools(message, act) {
  const reply = el("button", { type: "button", class: "tool", label: "reply", on: { click: () => act.replyTo(message) } },
    icon("reply", 18));
  const editable = message.mine && message.text && !message.forward_origin;
  const edit = editable && el("button", { type: "button", class: "tool", label: "editOwn", on: { click: () => act.editOwn(message) } },
    icon("edit", 17));
  return el("div", { class: "tools" }, reply, edit || null);
}

function keys(rows, message, act) {
  const row = (buttons) => el("div", { class: "key-row" }, ...buttons.map((one) => key(one, message, act)));
  return el("div", { class: "keys" }, ...rows.map(row));
}

function key(button, message, act) {
  const outside = button.url && deepLink(button.url, act.username) === null;
  const mark = outside ? icon("out", 14) : button.copy_text ? icon("copy", 14) : null;
  const press = (event) => {
    if (button.callback_data !== undefined) act.tap(message, button.callback_data, event.currentTarget);
    else if (button.copy_text) act.copy(button.copy_text.text);
    else if (outside) window.open(button.url, "_blank", "noopener,noreferrer");
    else act.start(deepLink(button.url, act.username));
  };
  return el("button", { type: "button", class: "inline", title: button.url ?? null, on: { click: press } },
    el("span", {}, button.text), mark);
}
