// Photos and files that wait to be sent.

import { size } from "./bubble.js";
import { el, icon, read } from "./dom.js";
import { t } from "./strings.js";

const LARGEST = 20 * 1024 * 1024;

export class Attachments {
  constructor(focus) {
    this.files = [];
    this.focus = focus;
    this.input = el("input", { type: "file", multiple: true, hidden: true, on: { change: () => this.chosen() } });
    this.button = el("button", { type: "button", class: "round attach", label: "attach", on: { click: () => this.input.click() } },
      icon("attach"), this.input);
    this.list = el("div", { class: "attached-list" });
    this.asPhoto = el("input", { type: "checkbox", checked: true });
    this.choice = el("label", { class: "as-photo" }, this.asPhoto, el("span", { t: "asPhoto" }));
    this.element = el("div", { class: "attached", hidden: true }, this.list, this.choice);
  }

  get any() {
    return this.files.length > 0;
  }

  chosen() {
    this.add([...this.input.files]);
    this.input.value = "";
  }

  paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.add(files);
  }

  add(files) {
    this.files.push(...files);
    this.draw();
    this.focus();
  }

  draw() {
    const row = (file) => {
      const drop = () => {
        this.files = this.files.filter((one) => one !== file);
        this.draw();
      };
      const heavy = file.size > LARGEST ? ` · ${t("tooBig")}` : "";
      return el("p", { class: "attached-file" }, icon("file", 18), el("span", {}, `${file.name} · ${size(file.size)}${heavy}`),
        el("button", { type: "button", class: "round", label: "remove", on: { click: drop } }, icon("close", 16)));
    };
    this.list.replaceChildren(...this.files.map(row));
    this.choice.hidden = !this.files.some((one) => one.type.startsWith("image/"));
    this.element.hidden = !this.any;
  }

  /** Send them all, several photos as one album; the caption goes with the first. */
  async send(person, caption, replying) {
    const files = this.files;
    const photo = (file) => this.asPhoto.checked && file.type.startsWith("image/");
    const album = files.length > 1 && files.every(photo) ? crypto.randomUUID().slice(0, 13) : "";
    let last = null;
    this.files = [];
    this.draw();
    for (const [index, file] of files.entries()) {
      const form = new FormData();
      form.set("person", person);
      form.set("as", photo(file) ? "photo" : "document");
      form.set("caption", index ? "" : caption);
      form.set("media_group_id", album);
      form.set("reply_to", replying ?? "");
      form.set("file", file);
      last = await fetch("/page/upload", { method: "POST", body: form }).then(read);
    }
    return last;
  }
}
