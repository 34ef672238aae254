// What a person writes with: the text field, the menu of commands, the bot's keyboard, attachments.

import { Attachments } from "./attachments.js";
import { el, icon, post } from "./dom.js";
import { t } from "./strings.js";

export class Composer {
  constructor(column) {
    this.column = column;
    this.replying = null;
    this.editing = null;
    this.keyboardOf = 0; // the message whose keyboard is shown
    this.usedUp = 0; // the message whose one-time keyboard was pressed
    this.build();
  }

  build() {
    const name = this.column.person.name;
    this.attachments = new Attachments(() => this.text.focus());
    this.quote = el("div", { class: "composer-quote", hidden: true });
    this.commands = el("div", { class: "pop commands", hidden: true });
    this.keyboard = el("div", { class: "reply-keys", hidden: true });
    this.text = el("textarea", { name: "text", rows: "1", autocomplete: "off", label: "writeAs", places: { name }, maxlength: "4096" });
    this.toggle = el("button", { type: "button", class: "round", label: "keyboard", hidden: true, on: { click: () => this.toggleKeyboard() } }, icon("keyboard"));
    this.menu = el("button", { type: "button", class: "round commands-button", label: "commands", "aria-expanded": "false", on: { click: () => this.openCommands("") } }, icon("menu"));
    this.form = el("form", { class: "composer" }, this.menu, this.attachments.button, this.text, this.toggle,
      el("button", { type: "submit", class: "round send", label: "send" }, icon("send")));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("paste", (event) => this.attachments.paste(event));
    this.element = el("div", { class: "foot" }, this.commands, this.keyboard, this.quote, this.attachments.element, this.form);
  }

  words() {
    if (!this.commands.hidden) this.openCommands("");
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") this.forget();
  }

  typed() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 140)}px`;
    if (/^\/\w*$/.test(this.text.value)) this.openCommands(this.text.value.slice(1), true);
    else this.closeCommands();
  }

  async submit() {
    const text = this.text.value.trim();
    const { person } = this.column;
    if (!text && !this.attachments.any) return;
    const { editing, replying } = this;
    this.clear();
    let sent;
    if (editing) sent = await this.column.try(post("/page/edit", { person: person.id, message_id: editing, text }));
    else if (this.attachments.any) sent = await this.column.try(this.attachments.send(person.id, text, replying));
    else sent = await this.column.say(text, replying);
    if (!sent && !this.text.value) this.restore(text); // what was written is never lost
  }

  clear() {
    this.restore("");
    this.forget();
    this.text.focus();
  }

  restore(text) {
    this.text.value = text;
    this.typed();
    this.closeCommands();
  }

  replyTo(message, focus = true) {
    this.forget();
    this.replying = message.message_id;
    this.mention("replyingTo", message);
    if (focus) this.text.focus();
  }

  editOwn(message) {
    this.forget();
    this.editing = message.message_id;
    this.mention("editing", message);
    this.restore(message.text);
    this.text.focus();
  }

  mention(key, message) {
    const words = message.text ?? message.caption ?? message.document?.file_name ?? t("photo");
    const cancel = el("button", { type: "button", class: "round", label: "cancel", on: { click: () => this.clear() } }, icon("close", 18));
    this.quote.replaceChildren(el("div", { class: "quoted" }, el("b", { t: key }), el("span", {}, words)), cancel);
    this.quote.hidden = false;
  }

  forget() {
    if (this.editing) this.text.value = "";
    this.replying = this.editing = null;
    this.quote.hidden = true;
  }

  /** Show the keyboard or the wish for a reply that the chat's last such message asks for. */
  follow(messages, changed) {
    const ids = [...messages.keys()].sort((a, b) => b - a);
    const asks = (id) => {
      const markup = messages.get(id).reply_markup;
      return markup && !markup.inline_keyboard;
    };
    const id = ids.find(asks) ?? 0;
    const markup = id ? messages.get(id).reply_markup : {};
    if (markup.keyboard) this.showKeyboard(id, markup);
    else this.showKeyboard(0, null);
    if (markup.force_reply && changed.message_id === id && id === ids[0]) this.replyToForced(messages.get(id));
  }

  replyToForced(message) {
    // Only the person whose turn it is takes the focus: several chats are open side by side.
    this.replyTo(message, this.column.element.contains(document.activeElement));
  }

  showKeyboard(id, markup) {
    if (id === this.keyboardOf) return;
    this.keyboardOf = id;
    this.toggle.hidden = !id;
    this.keyboard.hidden = !id || id === this.usedUp;
    const row = (buttons) => el("div", { class: "key-row" }, ...buttons.map((one) => this.replyKey(one, id, markup)));
    this.keyboard.replaceChildren(...(markup?.keyboard ?? []).map(row));
  }

  replyKey(button, id, markup) {
    const press = () => {
      const { column } = this;
      const person = column.person.id;
      if (button.request_contact) column.try(post("/page/contact", { person }));
      else if (button.request_location) column.try(post("/page/contact", { person, kind: "location" }));
      else column.say(button.text);
      if (markup.one_time_keyboard) {
        this.usedUp = id;
        this.keyboard.hidden = true;
        this.text.focus();
      }
    };
    return el("button", { type: "button", class: "reply-key", on: { click: press } }, button.text);
  }

  toggleKeyboard() {
    this.keyboard.hidden = !this.keyboard.hidden;
  }

  openCommands(beginning, typed = false) {
    const known = this.column.person.commands ?? [];
    const fit = known.filter((one) => one.command.startsWith(beginning));
    if ((!typed && !this.commands.hidden) || (typed && !fit.length)) return this.closeCommands();
    const pressed = (command) => {
      this.closeCommands();
      this.restore("");
      this.column.say(`/${command}`);
    };
    const item = (one) => el("button", { type: "button", class: "command", on: { click: () => pressed(one.command) } },
      el("b", {}, `/${one.command}`), el("span", {}, one.description));
    this.commands.replaceChildren(...(fit.length ? fit.map(item) : [el("p", { class: "small", t: "noCommands" })]));
    this.commands.hidden = false;
    this.menu.setAttribute("aria-expanded", "true");
    return undefined;
  }

  closeCommands() {
    this.commands.hidden = true;
    this.menu.setAttribute("aria-expanded", "false");
  }
}
