"use strict";
(() => {
const doc = document, $ = (id) => doc.getElementById(id), all = (sel, at = doc) => [...at.querySelectorAll(sel)];
const make = (tag, text, href) => { const el = doc.createElement(tag); if (text !== undefined) el.textContent = text; if (href) el.href = href.replace(/%/g, "%25"); return el; };
const root = doc.documentElement;
let D, W;
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz![$%,()*+-;.=/?@^_`{|}~";
const unpacked = async () => {
const { size, text } = JSON.parse($("data").textContent), raw = new DataView(new ArrayBuffer(text.length / 5 * 4));
for (let i = 0; i < text.length; i += 5) raw.setUint32(i / 5 * 4, [...text.slice(i, i + 5)].reduce((n, c) => n * 85 + SIGNS.indexOf(c), 0));
return new Response(new Blob([raw.buffer.slice(0, size)]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
};
const begin = () => {
W = D.words;
const state = { lens: D.start, u: D.begin, lang: D.lang, keys: true };
root.classList.add("on");
for (const el of all(".long")) el.open = false;
// texts: each different one has a number in the order of the page; those that carry data-t have their own
const seen = new Map(), walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
for (let n; (n = walk.nextNode());) {
const key = n.data.trim(), parent = n.parentElement;
if (!key || parent.tagName === "SCRIPT") continue;
if (!seen.has(key)) seen.set(key, []);
if (!parent.dataset.t) seen.get(key).push(n);
}
let sum = -1;
const keys = [...seen.keys()], still = W.at.map((by) => keys[(sum += by)]);
const [next] = Object.keys(W).filter((l) => l !== "at");
// 0 stands for a text that reads as in the language of the page, 1 for one that reads as in the next language
const worded = (kind, n) => { const text = W[state.lang] && W[state.lang][kind][n]; return text === 1 ? W[next][kind][n] : text; };
const say = (n) => worded("own", n) || D.own[n];
const put = (el, n) => { if (el) { el.dataset.t = n; el.textContent = say(n); } };
const money = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, " ");
const amount = (n) => (D.currency ? D.currency + " " : "") + money(n);
const part = (n) => D.parts[n];
const LEVEL = ["amount", "required", "stop", "counts", "states", "heard", "paid", "covered", "next", "decided", "decisions", "readings", "money", "source"];
const FLAT = new Set(["states", "heard", "paid", "decisions", "readings", "money", "source"]);
const levels = D.views.map((v) => part(v.levels).map((l) => Object.fromEntries(LEVEL.map((k, i) => [k, FLAT.has(k) ? part(l[i]) : l[i]]))));
const here = () => levels[state.lens];
const stops = () => here().filter((l) => l.stop);
const below = (list, u) => { let found = list[0]; for (const l of list) if (l.amount <= u) found = l; return found; };
const level = () => below(here(), state.u);
const stopAt = () => { const s = stops(); return Math.max(0, s.indexOf(below(s, state.u))); };
const chip = (el, n, kind) => { if (el) { put(el, n); el.className = kind; } };

function language() {
root.lang = state.lang;
still.forEach((key, i) => { const text = worded("still", i) || key; for (const n of seen.get(key)) n.data = n.data.replace(n.data.trim(), () => text); });
for (const el of all("[data-t]")) el.textContent = say(el.dataset.t);
for (const el of all(".scroll, .frame")) { el.setAttribute("role", "group"); el.setAttribute("aria-label", el.querySelector("caption, title").textContent); }
$("lang").value = state.lang;
}
function lens() {
for (const el of all("[data-view]")) el.toggleAttribute("data-other", Number(el.dataset.view) !== state.lens);
for (const row of $("every") ? $("every").rows : []) [...row.cells].forEach((cell, i) => cell.classList.toggle("here", i - 1 === state.lens));
for (const el of all("input[name=lens]")) el.checked = Number(el.value) === state.lens;
const v = D.views[state.lens], order = part(v.order), body = $("every") && $("every").tBodies[0];
put($("s-lens"), v.name); put($("s-holds"), v.holds); put($("s-settle"), v.settle);
if (body) {
const at = (row) => { const n = order.indexOf(row.id.slice(2)); return n < 0 ? 1e9 : n; };
body.append(...[...body.rows].sort((a, b) => at(a) - at(b)));
}
}
function figures() {
const l = level();
if (!l) return;
const s = stops(), at = stopAt(), range = $("step"), n = Math.max(1, l.counts[0] + l.counts[1] + l.counts[2]);
range.max = s.length - 1; range.value = at;
const mark = D.marks[l.amount];
range.setAttribute("aria-valuetext", amount(state.u) + (mark === undefined ? "" : ", " + say(mark)));
if (doc.activeElement !== $("typed")) $("typed").value = money(state.u);
for (const el of all("[data-go]")) el.setAttribute("aria-pressed", Number(el.dataset.go) === state.u);
const exact = s.some((x) => x.amount === state.u);
$("read").hidden = exact;
if (!exact) $("read").textContent = say(D.say.between).replace("{amount}", amount(s[at].amount));
put($("s-covered"), l.covered); put($("s-next"), l.next); put($("s-decided"), l.decided); put($("s-decided-2"), l.decided);
for (const id of ["f-amount", "f-at"]) if ($(id)) $(id).textContent = amount(state.u);
if ($("f-short") && l.required !== null) $("f-short").textContent = l.required > state.u ? amount(l.required - state.u) : say(D.say.enough);
let x = 0;
for (const [i, sign] of [..."cou"].entries()) {
const count = l.counts[i], rect = $("bar").querySelectorAll("rect")[i], w = 1000 * count / n;
$("n-" + sign).textContent = count;
rect.setAttribute("x", x); rect.setAttribute("width", w); x += w;
}
for (const row of all("[data-at]")) row.classList.toggle("here", Number(row.dataset.at) === s[at].amount);
const far = s[s.length - 1].amount || 1;
for (const el of all(".funding .now")) { const [from, wide] = el.dataset.x.split(" ").map(Number), x1 = from + Math.min(1, state.u / far) * wide; el.setAttribute("x1", x1); el.setAttribute("x2", x1); }
programme(l); compare();
}
const rows = () => $("pieces") ? [...$("pieces").tBodies[0].rows] : [];
const name = (row) => row ? (row.querySelector("summary") || row.querySelector("th") || row).textContent.trim() : "";
function programme(l) {
const served = part(D.views[state.lens].served), wanted = $("filter") ? $("filter").value : "*";
rows().forEach((row, i) => {
const d = l.decisions[i], sign = l.states[i], cells = row.cells, [source, paid, we] = all("dt + dd", cells[0]);
chip(cells[2], D.focus[d], "d" + d);
if (sign !== " ") {
chip(cells[3], D.states[sign], sign);
const pays = (l.paid[i] || []).map(([f, a]) => say(D.funds[f]) + (a === null ? "" : " " + money(a))).join(", ");
if (pays) { cells[3].append(make("small", pays)); }
}
put(source.querySelector("u"), l.source[i]);
put(paid, D.money[l.money[i]]);
put(we, D.focus[l.readings[i]]);
we.append(...served[i].map((at) => part(D.views[state.lens].order)[at]).map((id) => make("a", name($("l-" + id)) || id, "#l-" + id)));
row.hidden = !["*", d, "=" + sign].includes(wanted);
});
}
function compare() {
const box = $("changes"), other = $("against") && $("against").value;
if (!box) return;
box.replaceChildren();
if (!other) return;
const a = below(here(), Number(other)), b = level(), list = make("ul");
const add = (row, from, to) => list.append(make("li", name(row) + ": " + say(from) + " → " + say(to)));
rows().forEach((row, i) => { if (a.decisions[i] !== b.decisions[i]) add(row, D.focus[a.decisions[i]], D.focus[b.decisions[i]]); else if (a.states[i] !== b.states[i]) add(row, D.states[a.states[i]], D.states[b.states[i]]); });
if (!list.children.length) list.append(make("li", say(D.say.no_changes)));
box.append(make("p", say(D.say.changes).replace("{amount}", amount(Number(other)))), list);
}
function draw() { language(); lens(); figures(); back(); }
// the address holds the state
let place = "";
function write() {
const v = D.views[state.lens], p = new URLSearchParams();
if (v.lens) p.set("lens", v.lens);
p.set("u", state.u); p.set("lang", state.lang);
if (!state.keys) p.set("keys", "off");
if (place) p.set("at", place);
history.replaceState(null, "", "#" + p);
}
function read() {
const raw = decodeURIComponent(location.hash.slice(1));
if (raw && !raw.includes("=")) { place = raw; reveal(raw); write(); return; }
const p = new URLSearchParams(location.hash.slice(1));
const at = D.views.findIndex((v) => v.lens === (p.get("lens") ?? D.views[D.start].lens));
if (at >= 0) state.lens = at;
if (/^\d{1,15}$/.test(p.get("u") || "")) state.u = Number(p.get("u"));
if (p.get("lang") === D.lang || W[p.get("lang")]) state.lang = p.get("lang");
state.keys = p.get("keys") !== "off";
$("keyed").checked = state.keys;
draw();
if (p.get("at")) { place = p.get("at"); reveal(place); }
}
function unfold(el) { for (let up = el; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true; }
function reveal(id) {
const el = $(id);
if (!el) return;
el.hidden = false;
unfold(el);
const inner = el.matches("tr") && el.querySelector("details");
if (inner) inner.open = true;
el.scrollIntoView({ block: "center" });
const target = el.querySelector("summary, a, th") || el;
if (!target.matches("a, summary")) target.tabIndex = -1;
target.focus({ preventScroll: true });
}
function set(change) { Object.assign(state, change); draw(); write(); }
function step(by) { const s = stops(); if (!s.length) return; const exact = s.some((x) => x.amount === state.u); const at = stopAt() + (by < 0 && !exact ? 0 : by); set({ u: s[Math.min(s.length - 1, Math.max(0, at))].amount }); }
// paragraphs lead back to what rests on them
function back() {
const found = {};
for (const a of all("#links a[href^='#p'], #programme a[href^='#p']")) (found[a.hash] ||= new Set()).add(a.closest("tr"));
for (const [hash, list] of Object.entries(found)) {
const at = $(hash.slice(1)).cells[1], ul = make("ul");
ul.append(...[...list].map((row) => { const li = make("li"); li.append(make("a", name(row), "#" + row.id)); return li; }));
at.querySelector("ul")?.remove(); at.append(ul);
}
}
// search
const findable = () => all(".rows > tbody > tr");
let hits = [], chosen = -1;
function find() {
const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean), list = $("hits");
hits = words.length ? findable().filter((el) => { const text = el.textContent.toLowerCase().replace(/\u00a0/g, " "); return words.every((w) => text.includes(w)); }) : [];
chosen = -1; list.hidden = !words.length;
list.replaceChildren(...hits.slice(0, 40).map((el) => {
if (!el.id) el.id = "f-" + findable().indexOf(el);
const li = make("li"), a = make("a", name(el).slice(0, 110), "#" + el.id);
a.addEventListener("click", (e) => { e.preventDefault(); go(hits.indexOf(el)); });
li.append(a); return li;
}));
if (words.length && !hits.length) list.append(make("li", say(D.say.no_hits)));
}
function go(at) { chosen = at; place = hits[at].id; reveal(place); write(); $("hits").hidden = true; all("#hits li").forEach((li, i) => li.classList.toggle("here", i === at)); }
// what people do
doc.addEventListener("change", (e) => {
const el = e.target;
if (el.name === "lens") set({ lens: Number(el.value) });
else if (el.id === "lang") set({ lang: el.value });
else if (el.id === "keyed") set({ keys: el.checked });
else if (el.id === "filter") { unfold($("pieces")); figures(); }
else if (el.id === "against") compare();
else if (el.id === "typed") { const n = typed(el.value); if (n !== null) set({ u: n }); else el.value = money(state.u); }
});
const SIZES = { k: 1e3, m: 1e6, b: 1e9, "万": 1e4, "亿": 1e8 };
function typed(text) {
const found = /^([\d.]+(?:e\d+)?)([kmb万亿]?)$/i.exec(text.replace(/[\s\u202f\u00a0,'’]/g, "").replace(/^[A-Za-z]{3}(?=\d)/, ""));
const n = found ? Math.floor(Number(found[1]) * (SIZES[found[2].toLowerCase()] || 1)) : NaN;
return Number.isFinite(n) && n >= 0 && n <= 1e15 ? n : null;
}
if ($("step")) $("step").addEventListener("input", (e) => set({ u: stops()[e.target.value].amount }));
$("search").addEventListener("input", find);
$("controls").addEventListener("submit", (e) => e.preventDefault());
doc.addEventListener("click", (e) => {
const go = e.target.closest("[data-go]"), link = e.target.closest(".network g[class] > *"), a = e.target.closest("a[href^='#']");
if (go) set({ u: Number(go.dataset.go) });
else if (link) { const lines = all("g[class] > *", link.closest("svg")), v = D.views[state.lens], ids = v.drawn === undefined ? [...part(v.order)].reverse() : part(v.drawn); place = "l-" + ids[lines.indexOf(link)]; reveal(place); write(); }
else if (a && !e.defaultPrevented) { e.preventDefault(); place = decodeURIComponent(a.hash.slice(1)); reveal(place); write(); }
if (!e.target.closest(".find")) $("hits").hidden = true;
});
$("help").addEventListener("click", () => $("keys").showModal());
$("close").addEventListener("click", () => $("keys").close());
doc.addEventListener("keydown", (e) => {
const el = e.target, typing = el.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
if (el.id === "search" && e.key === "Enter" && hits.length) { e.preventDefault(); go((chosen + 1) % hits.length); return; }
if (el.id === "search" && e.key === "Escape") { el.value = ""; find(); return; }
if (typing || e.ctrlKey || e.metaKey || e.altKey || $("keys").open || !state.keys) return;
const key = e.key;
if ((key === "ArrowLeft" || key === "ArrowRight") && !el.matches("input, .frame, .scroll")) step(key === "ArrowLeft" ? -1 : 1);
else if (key === "n" || key === "p") { const by = key === "n" ? 1 : -1; if (hits.length) go((chosen + by + hits.length) % hits.length); else step(by); }
else if (key === "/") $("search").focus();
else if (key === "?") $("keys").showModal();
else if (/^[1-9]$/.test(key) && D.views[key - 1]) set({ lens: key - 1 });
else return;
e.preventDefault();
});
let shut = [];
addEventListener("beforeprint", () => { shut = all(":is(.table, #every details, #rests details ~ details):not([open])"); for (const el of shut) el.open = true; });
addEventListener("afterprint", () => { for (const el of shut) el.open = false; });
addEventListener("hashchange", read);
read();
root.classList.add("ready");
};
// what moves is packed; a browser that cannot unpack it shows the page as it stands
if (window.DecompressionStream) unpacked().then((found) => { D = found; begin(); });
})();
