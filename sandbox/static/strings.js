// The page's own words, in both languages. What the bot says is the bot's.

const STRINGS = {
  vi: {
    rehearsal: "Diễn tập.",
    banner: "Không có gì rời khỏi máy này, không tin nhắn nào đến Telegram. Bạn đóng vai từng người bên dưới.",
    offline: "Mất kết nối với máy chủ diễn tập, đang thử lại…",
    language: "Ngôn ngữ của trang",
    people: "Người đóng vai",
    clock: "Đồng hồ diễn tập",
    clockHour: "+1 giờ",
    clockToday: "{time} hôm nay",
    clockTomorrow: "{time} ngày mai",
    clockMonth: "{time} ngày {date}",
    clockAt: "Đặt ngày giờ khác",
    clockSet: "Đặt",
    clockFailed: "Không chỉnh được đồng hồ: {reason}",
    messagesOf: "Tin nhắn của {name}",
    write: "Nhắn tin…",
    writeAs: "Nhắn tin với vai {name}",
    send: "Gửi",
    attach: "Gửi ảnh hoặc tệp",
    asPhoto: "Gửi như ảnh",
    remove: "Bỏ",
    commands: "Các lệnh của bot",
    noCommands: "Bot chưa có lệnh nào.",
    keyboard: "Hiện hoặc ẩn bàn phím",
    hint: "Gợi ý nên thử",
    more: "Thêm",
    block: "Chặn bot",
    unblock: "Bỏ chặn bot",
    blocked: "Người này đang chặn bot",
    account: "Tài khoản {id}",
    typing: "đang soạn tin…",
    sendingFile: "đang gửi tệp…",
    edited: "đã sửa",
    removed: "Tin nhắn đã bị xóa",
    reply: "Trả lời",
    editOwn: "Sửa",
    replyingTo: "Trả lời",
    editing: "Sửa tin nhắn",
    cancel: "Hủy",
    gone: "Tin nhắn không còn",
    forwarded: "Chuyển tiếp từ {name}",
    photo: "Ảnh",
    openPhoto: "Mở ảnh",
    close: "Đóng",
    ok: "Đồng ý",
    copied: "Đã chép",
    newMessages: "Tin mới",
    unread: "{n} tin chưa đọc",
    failed: "Không gửi được: {reason}",
    tooBig: "Tệp lớn hơn 20 MB",
    location: "Vị trí",
    sticker: "Nhãn dán",
    voice: "Tin nhắn thoại",
    video: "Video",
    poll: "Bình chọn",
    dice: "Xúc xắc",
    spoiler: "Bấm để xem",
    expand: "Xem thêm",
    outside: "Liên kết ra ngoài máy này",
  },
  en: {
    rehearsal: "Rehearsal.",
    banner: "Nothing leaves this machine and no message reaches Telegram. You play each of the people below.",
    offline: "Lost the rehearsal server, trying again…",
    language: "Language of this page",
    people: "People you play",
    clock: "Rehearsal clock",
    clockHour: "+1 hour",
    clockToday: "{time} today",
    clockTomorrow: "{time} tomorrow",
    clockMonth: "{time} on {date}",
    clockAt: "Another date and time",
    clockSet: "Set",
    clockFailed: "The clock would not move: {reason}",
    messagesOf: "{name}'s messages",
    write: "Message…",
    writeAs: "Write as {name}",
    send: "Send",
    attach: "Send a photo or file",
    asPhoto: "Send as photo",
    remove: "Remove",
    commands: "The bot's commands",
    noCommands: "The bot has no commands yet.",
    keyboard: "Show or hide the keyboard",
    hint: "What to try",
    more: "More",
    block: "Block the bot",
    unblock: "Unblock the bot",
    blocked: "This person has blocked the bot",
    account: "Account {id}",
    typing: "typing…",
    sendingFile: "sending a file…",
    edited: "edited",
    removed: "Message deleted",
    reply: "Reply",
    editOwn: "Edit",
    replyingTo: "Reply to",
    editing: "Edit message",
    cancel: "Cancel",
    gone: "The message is gone",
    forwarded: "Forwarded from {name}",
    photo: "Photo",
    openPhoto: "Open photo",
    close: "Close",
    ok: "OK",
    copied: "Copied",
    newMessages: "New messages",
    unread: "{n} unread",
    failed: "Not sent: {reason}",
    tooBig: "The file is larger than 20 MB",
    location: "Location",
    sticker: "Sticker",
    voice: "Voice message",
    video: "Video",
    poll: "Poll",
    dice: "Dice",
    spoiler: "Press to reveal",
    expand: "Show more",
    outside: "A link out of this machine",
  },
};

let language = "vi";

export function currentLanguage() {
  return language;
}

/** Give the words of a key with its {places} filled; a missing key shows itself, to be seen in tests. */
export function t(key, places = {}) {
  const words = STRINGS[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));
}

/** Pick the page's language from {vi, en}, falling back to the other. */
export function pick(both) {
  return (both && (both[language] ?? both.vi ?? both.en)) || "";
}

/** Put the words of one element: data-t for its text, data-t-label for its accessible name and tooltip. */
export function put(element) {
  const places = element.dataset.tPlaces ? JSON.parse(element.dataset.tPlaces) : {};
  if (element.dataset.t) element.textContent = t(element.dataset.t, places);
  if (element.dataset.tLabel) {
    const label = t(element.dataset.tLabel, places);
    element.setAttribute("aria-label", label);
    if (element.matches("button, a")) element.title = label;
    if (element.matches("textarea")) element.placeholder = t("write");
  }
}

/** Change the language and every word already on the page. */
export function speak(to) {
  language = to in STRINGS ? to : "vi";
  document.documentElement.lang = language;
  document.querySelectorAll("[data-t], [data-t-label]").forEach(put);
}
