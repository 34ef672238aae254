// Text with its entities as elements. Offsets are UTF-16 units, as JavaScript's own.

import { el } from "./dom.js";

const SIMPLE = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", hashtag: "span",
  mention: "span", text_mention: "span", cashtag: "span", custom_emoji: "span",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** Give the start payload if `url` is a link to this bot, else null; "" means a bare link. */
export function deepLink(url, username) {
  const match = /^(?:https?:\/\/)?(?:t|telegram)\.me\/([A-Za-z0-9_]+)\/?(?:\?start=([\w-]{1,64}))?$/i.exec(url.trim());
  if (!match || match[1].toLowerCase() !== username.toLowerCase()) return null;
  return match[2] ?? "";
}

/** Render `text`; `act` says what a press does: {start(payload), say(text), username}. */
export function formatted(text, entities, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, act);
}

function build(text, from, to, entities, act) {
  const out = document.createDocumentFragment();
  const queue = [...entities];
  let at = from;
  while (queue.length) {
    const one = queue.shift();
    const start = Math.max(one.offset, at);
    const end = Math.min(one.offset + one.length, to);
    if (end <= start) continue;
    const inner = [];
    while (queue.length && queue[0].offset < end) inner.push(queue.shift());
    // What crosses the end of this one goes on after it.
    for (const cut of inner) {
      const rest = cut.offset + cut.length - end;
      if (rest > 0) queue.unshift({ ...cut, offset: end, length: rest });
    }
    out.append(text.slice(at, start));
    out.append(wrapped(one, text.slice(start, end), build(text, start, end, inner, act), act));
    // A block ends its line by itself, as in Telegram's own clients.
    at = BLOCKS.has(one.type) && text[end] === "\n" ? end + 1 : end;
  }
  out.append(text.slice(at, to));
  return out;
}

function wrapped(one, words, inner, act) {
  switch (one.type) {
    case "text_link": return link(one.url, inner, act);
    case "url": return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, inner, act);
    case "email": return link(`mailto:${words}`, inner, act);
    case "phone_number": return link(`tel:${words}`, inner, act);
    case "bot_command":
      return el("button", { type: "button", class: "link", on: { click: () => act.say(words) } }, inner);
    case "spoiler": return spoiler(inner);
    case "pre": return el("pre", { "data-language": one.language }, el("code", {}, inner));
    case "blockquote": return el("blockquote", {}, inner);
    case "expandable_blockquote": return folded(inner);
    default: return el(SIMPLE[one.type] ?? "span", { class: `e-${one.type}` }, inner);
  }
}

function link(url, inner, act) {
  const payload = deepLink(url, act.username);
  if (payload !== null) {
    const open = (event) => {
      event.preventDefault();
      act.start(payload);
    };
    // A link, so that it can be copied into another person's column.
    return el("a", { href: url, class: "deep", on: { click: open } }, inner);
  }
  if (!/^(https?|mailto|tel|tg):/i.test(url)) return el("span", {}, inner);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inner);
}

function spoiler(inner) {
  const open = (event) => {
    const hidden = event.currentTarget;
    hidden.classList.add("open");
    hidden.removeAttribute("aria-label");
  };
  return el("button", { type: "button", class: "spoiler", label: "spoiler", on: { click: open } }, el("span", {}, inner));
}

function folded(inner) {
  const quote = el("blockquote", { class: "folded" }, inner);
  const open = (event) => {
    quote.classList.remove("folded");
    event.currentTarget.remove();
  };
  quote.append(el("button", { type: "button", class: "link expand", t: "expand", on: { click: open } }));
  return quote;
}
