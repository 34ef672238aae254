// One person's chat with the bot.

import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { dayOf, el, icon, post } from "./dom.js";
import { deepLink, formatted } from "./entities.js";
import { pick, t } from "./strings.js";

const NEAR_END = 60; // pixels: closer than this counts as reading the newest

export class Column {
  /** `page` gives bot, enlarge(url, caption), alert(who, text) and changed() for the tabs. */
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.messages = new Map();
    this.nodes = new Map();
    this.pressed = new Map();
    this.answered = new Map();
    this.unread = 0;
    this.lastDay = "";
    this.following = true;
    this.act = this.acts();
    this.composer = new Composer(this);
    this.build();
  }

  acts() {
    return {
      personName: this.person.name,
      botName: this.page.bot.first_name,
      username: this.page.bot.username,
      say: (text) => this.say(text),
      start: (payload) => this.say(payload ? `/start ${payload}` : "/start"),
      tap: (message, data, button) => this.tap(message, data, button),
      copy: (text) => navigator.clipboard.writeText(text).then(() => this.toast(t("copied"))),
      show: (id) => this.show(id),
      enlarge: this.page.enlarge,
      replyTo: (message) => this.composer.replyTo(message),
      editOwn: (message) => this.composer.editOwn(message),
    };
  }

  build() {
    const { person } = this;
    this.role = el("span", { class: "role" });
    this.status = el("span", { class: "status", role: "status" });
    this.hint = this.hintBox();
    this.menu = el("div", { class: "pop menu", hidden: true }, this.blockButton(),
      el("p", { class: "small", t: "account", places: { id: person.id } }));
    this.intro = el("div", { class: "intro" });
    this.log = el("div", { class: "log", role: "log", tabindex: "0", label: "messagesOf", places: { name: person.name } }, this.intro);
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // The bot's keyboard takes room from the chat: who reads the newest goes on doing so.
    new ResizeObserver(() => this.following && this.end()).observe(this.log);
    this.toEnd = el("button", { type: "button", class: "to-end", label: "newMessages", hidden: true, on: { click: () => this.end() } }, icon("down"));
    this.toaster = el("p", { class: "toast", role: "status" });
    this.element = el("section", { class: "column", "aria-label": person.name, data: { person: person.id } },
      el("header", { class: "head" }, avatar(person),
        el("div", { class: "who" }, el("h2", {}, person.name), this.role, this.status),
        this.popper("bulb", "hint", this.hint), this.popper("dots", "more", this.menu)),
      this.hint, this.menu,
      el("div", { class: "log-wrap" }, this.log, this.toEnd, this.toaster),
      this.composer.element);
    this.element.addEventListener("keydown", (event) => this.escape(event));
    this.words();
  }

  /** Put the words that depend on the language or on what the bot has set. */
  words() {
    const role = pick(this.person.label) || t("account", { id: this.person.id });
    this.role.textContent = this.person.blocked ? t("blocked") : role;
    this.introduce(this.intro, true);
    this.introduce(this.hint, false);
    this.block.dataset.t = this.person.blocked ? "unblock" : "block";
    this.block.textContent = t(this.block.dataset.t);
    this.element.classList.toggle("is-blocked", this.person.blocked);
    this.composer.words();
  }

  introduce(box, withBot) {
    const { description, hint, try: tries } = this.person;
    const chip = (text) => el("button", { type: "button", class: "chip", on: { click: () => this.tried(text) } }, text);
    box.replaceChildren(
      withBot && description ? el("p", { class: "about" }, formatted(description, [], this.act)) : "",
      pick(hint) ? el("p", { class: "try-hint" }, pick(hint)) : "",
      tries.length ? el("div", { class: "chips" }, ...tries.map(chip)) : "");
    box.classList.toggle("empty", !box.childElementCount);
  }

  tried(text) {
    this.closePops();
    this.say(text);
  }

  hintBox() {
    return el("div", { class: "pop hint", hidden: true });
  }

  blockButton() {
    this.block = el("button", { type: "button", class: "menu-item", t: "block" });
    this.block.addEventListener("click", () => {
      this.closePops();
      this.try(post("/page/block", { person: this.person.id, blocked: !this.person.blocked }));
    });
    return this.block;
  }

  popper(shape, label, box) {
    const toggle = (event) => {
      const open = box.hidden;
      this.closePops();
      box.hidden = !open;
      event.currentTarget.setAttribute("aria-expanded", String(open));
    };
    return el("button", { type: "button", class: `round pop-by-${shape}`, label, "aria-expanded": "false", on: { click: toggle } }, icon(shape));
  }

  closePops() {
    this.hint.hidden = this.menu.hidden = true;
    this.element.querySelectorAll("[aria-expanded]").forEach((one) => one.setAttribute("aria-expanded", "false"));
  }

  escape(event) {
    if (event.key === "Escape") {
      this.closePops();
      this.composer.closeCommands();
    }
  }

  /** Show a message that is new or changed. */
  upsert(message) {
    const following = this.following;
    const before = this.nodes.get(message.message_id);
    const node = bubble(message, this.act);
    this.messages.set(message.message_id, message);
    this.nodes.set(message.message_id, node);
    if (before) replaced(before, node);
    else this.append(message, node);
    if (!message.mine) this.busy("");
    this.composer.follow(this.messages, message);
    if (following || (message.mine && !before)) this.end();
    else if (!before) this.toEnd.hidden = false;
  }

  append(message, node) {
    const day = dayOf(new Date(message.date * 1000));
    if (day !== this.lastDay) this.log.append(el("p", { class: "day" }, day));
    this.lastDay = day;
    const last = this.log.lastElementChild;
    if (message.media_group_id && last?.dataset.group === message.media_group_id) last.append(node);
    else if (message.media_group_id) {
      const kind = message.photo ? "album photos" : "album";
      this.log.append(el("div", { class: kind, data: { group: message.media_group_id } }, node));
    } else this.log.append(node);
  }

  async say(text, replyTo = null) {
    const payload = deepLink(text, this.page.bot.username);
    const words = payload === null ? text : `/start ${payload}`.trim();
    return this.try(post("/page/say", { person: this.person.id, text: words, reply_to: replyTo }));
  }

  async tap(message, data, button) {
    button.classList.add("waiting");
    const answer = await this.try(post("/page/tap", { person: this.person.id, message_id: message.message_id, data }));
    if (!answer || this.answered.delete(answer.callback_id)) button.classList.remove("waiting");
    else this.pressed.set(answer.callback_id, button);
  }

  /** The bot answered a press: stop its button's waiting and show what it says. */
  answer({ id, text, alert, url }) {
    const button = this.pressed.get(id);
    if (button) button.classList.remove("waiting");
    else this.answered.set(id, true);
    this.pressed.delete(id);
    if (url && deepLink(url, this.page.bot.username) !== null) this.act.start(deepLink(url, this.page.bot.username));
    if (!text) return;
    if (alert) this.page.alert(this.person.name, text);
    else this.toast(text);
  }

  async try(promise) {
    try {
      return await promise;
    } catch (error) {
      this.toast(t("failed", { reason: error.message }));
      return null;
    }
  }

  toast(text) {
    this.toaster.textContent = text;
    this.toaster.classList.add("shown");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toaster.classList.remove("shown"), 4000);
  }

  busy(action) {
    clearTimeout(this.busyTimer);
    this.status.textContent = action ? t(action === "typing" ? "typing" : "sendingFile") : "";
    this.element.classList.toggle("is-busy", Boolean(action));
    if (action) this.busyTimer = setTimeout(() => this.busy(""), 5500);
  }

  standing(changed) {
    Object.assign(this.person, changed);
    this.words();
  }

  show(id) {
    const node = this.nodes.get(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.focus({ preventScroll: true });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1500);
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
  }

  scrolled() {
    this.following = this.atEnd();
    if (this.following) this.toEnd.hidden = true;
  }

  end() {
    this.following = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.toEnd.hidden = true;
  }
}

export function avatar(person) {
  const initial = [...person.name][0] ?? "?";
  return el("span", { class: `avatar tint-${person.id % 7}`, "aria-hidden": "true" }, initial);
}

// Keeps the keyboard's place when the bubble that holds it is drawn anew.
function replaced(before, after) {
  const held = before.contains(document.activeElement) ? document.activeElement : null;
  const place = held ? [...before.querySelectorAll("button, a")].indexOf(held) : -1;
  before.replaceWith(after);
  if (!held) return;
  const next = [...after.querySelectorAll("button, a")][place];
  (next?.className === held.className ? next : after).focus({ preventScroll: true });
}
