"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const words = read("words");
  const data = read("data");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const collator = new Intl.Collator(root.lang, { numeric: true, sensitivity: "base" });
  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const make = (name, text, attributes) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  };
  const icon = (code) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("viewBox", "0 0 16 16");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", "#i-" + code);
    svg.append(use);
    return svg;
  };
  const chip = ([code, said]) => {
    const made = make("span", undefined, { class: "chip v-" + code });
    made.append(icon(code), said);
    return made;
  };
  const targetLink = (number, text) => make("a", text || "#" + number, { href: "#" + data.targets[number - 1][0], title: data.targets[number - 1][1] });

  /* What the fragment says: an id, and after a question mark what is filtered. */
  const place = () => {
    const [id, query] = location.hash.slice(1).split("?");
    let named = id;
    try { named = decodeURIComponent(id); } catch { /* as it was written */ }
    return { id: named, query: new URLSearchParams(query || "") };
  };
  const keep = (id, query) => {
    const text = query.toString();
    history.replaceState(null, "", "#" + id + (text ? "?" + text : ""));
  };

  /* Targets: filter and order. */
  const form = document.getElementById("filter");
  const cards = [...document.querySelectorAll(".card")];
  const groups = [...document.querySelectorAll(".group")];
  const texts = new Map(cards.map((card) => [card, bare(card.textContent)]));
  const home = new Map(cards.map((card) => [card, card.parentElement]));
  const orders = {
    verdict: (a, b) => a.dataset.rank - b.dataset.rank || a.dataset.number - b.dataset.number,
    reported: (a, b) => a.dataset.reported - b.dataset.reported || a.dataset.number - b.dataset.number,
    title: (a, b) => collator.compare(a.querySelector("h4").textContent, b.querySelector("h4").textContent),
  };
  let order = "plan";
  const arrange = (wanted) => {
    if (wanted === order) return;
    order = wanted;
    if (orders[wanted]) document.getElementById("sorted").append(...[...cards].sort(orders[wanted]));
    else for (const card of cards) home.get(card).append(card);
  };
  const chosen = () => {
    const query = new URLSearchParams();
    const verdicts = [...form.querySelectorAll("fieldset :checked")].map((each) => each.value);
    if (verdicts.length) query.set("verdict", verdicts.join(","));
    for (const [key, id] of [["unit", "f-unit"], ["q", "f-q"]]) {
      const value = document.getElementById(id).value.trim();
      if (value) query.set(key, value);
    }
    const sort = document.getElementById("f-sort").value;
    if (sort !== "plan") query.set("sort", sort);
    return query;
  };
  const choose = (query) => {
    const verdicts = (query.get("verdict") || "").split(",");
    for (const box of form.querySelectorAll("fieldset input")) box.checked = verdicts.includes(box.value);
    document.getElementById("f-unit").value = query.get("unit") || "";
    document.getElementById("f-q").value = query.get("q") || "";
    document.getElementById("f-sort").value = orders[query.get("sort")] ? query.get("sort") : "plan";
  };
  const filter = () => {
    const query = chosen();
    const verdicts = query.get("verdict");
    const unit = query.get("unit");
    const wanted = bare(query.get("q") || "").split(/\s+/);
    let shown = 0;
    for (const card of cards) {
      const fits = (!verdicts || verdicts.split(",").includes(card.dataset.verdict))
        && (!unit || card.dataset.unit.split(" ").includes(unit))
        && wanted.every((word) => texts.get(card).includes(word));
      card.hidden = !fits;
      shown += fits;
    }
    arrange(query.get("sort") || "plan");
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    document.getElementById("f-state").textContent = fill(words.showing, { shown, total: cards.length });
    document.getElementById("f-nothing").hidden = shown > 0;
    document.getElementById("f-reset").hidden = query.toString() === "";
    return query;
  };
  if (form) {
    const changed = () => keep("targets", filter());
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    for (const tile of document.querySelectorAll("[data-verdict].tile")) tile.href = "#targets?verdict=" + tile.dataset.verdict;
    filter();
  }
  for (const link of document.querySelectorAll("[data-target]")) link.href = "#missing?target=" + link.dataset.target;

  /* Sorting by a column: a button in every heading that has an order. */
  const headings = (table, sort) => {
    for (const [column, cell] of [...table.tHead.rows[0].cells].entries()) {
      if (cell.dataset.kind === "none") continue;
      const button = make("button", cell.textContent, { type: "button" });
      cell.replaceChildren(button);
      button.addEventListener("click", () => {
        const first = cell.dataset.kind === "number" ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        const way = cell.getAttribute("aria-sort") === first ? other : first;
        for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", way);
        sort(column, cell.dataset.kind, way === "ascending" ? 1 : -1);
      });
    }
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    headings(table, (column, kind, way) => {
      const key = (row) => row.cells[column].dataset.key || row.cells[column].textContent;
      const rows = [...table.tBodies[0].rows].map((row, at) => [key(row), at, row]);
      rows.sort((a, b) => way * (kind === "number" ? a[0] - b[0] : collator.compare(a[0], b[0])) || a[1] - b[1]);
      table.tBodies[0].append(...rows.map((each) => each[2]));
    });
  }

  /* Long tables: drawn from the data, a piece at a time. */
  const PIECE = 100;
  const numbers = (ranges) => ranges.split(",").flatMap((part) => {
    const [first, last] = part.split("-").map(Number);
    return Array.from({ length: (last || first) - first + 1 }, (_, at) => first + at);
  });
  const links = (cell, listed, most) => {
    for (const number of listed.slice(0, most)) cell.append(targetLink(number), " ");
    if (listed.length > most) cell.append("… +" + (listed.length - most));
    return cell;
  };
  const detail = (row) => {
    const made = make("tr", undefined, { class: "inner" });
    const cell = make("td", undefined, { colspan: "8" });
    const table = make("table");
    const values = row[4].split("|");
    const found = [...row[3]].map((letter, at) => [letter, at]).filter((each) => each[0] !== ".");
    for (const [letter, at] of found) {
      const line = make("tr");
      const title = make("td");
      title.append(targetLink(at + 1, "#" + (at + 1) + " " + data.targets[at][1]), " ", make("span", data.targets[at][2], { class: "quiet" }));
      const verdict = make("td");
      verdict.append(chip(data.verdicts[letter]));
      line.append(title, make("td", values[at], { class: "n" }), verdict);
      table.append(line);
    }
    cell.append(table);
    made.append(cell);
    return made;
  };
  const kinds = {
    places: {
      rows: (box) => data.places[box.id],
      key: (row, column) => (column === 0 ? row[1] : row[2][column - 1]),
      draw: (row, box) => {
        const made = make("tr", undefined, { id: row[0], tabindex: "-1" });
        const name = make("th", undefined, { scope: "row" });
        const button = make("button", row[1], { type: "button", class: "open", "aria-expanded": "false" });
        button.addEventListener("click", () => {
          const open = button.getAttribute("aria-expanded") === "true";
          button.setAttribute("aria-expanded", String(!open));
          if (open) made.nextElementSibling.remove();
          else made.after(detail(row));
        });
        name.append(button);
        made.append(name);
        const marked = ["missed", "behind", "undetermined", "no_data", "met"];
        row[2].forEach((count, at) => made.append(make("td", count, { class: "n" + (count && marked[at] ? " c-" + marked[at] : "") })));
        made.append(links(make("td"), row[5], 3));
        return made;
      },
    },
    missing: {
      rows: () => data.missing.map((row) => [row[0], row[1], numbers(row[2])]),
      key: (row, column) => (column === 0 ? row[1] : row[2].length),
      draw: (row) => {
        const made = make("tr", undefined, { id: row[0], tabindex: "-1" });
        made.append(make("th", row[1], { scope: "row" }), make("td", row[2].length, { class: "n" }), links(make("td"), row[2], 8));
        return made;
      },
    },
  };
  kinds.unusable = {
    rows: () => data.unusable.map((row) => [row[0], row[1], numbers(row[2]), row[3]]),
    key: (row, column) => [row[1], row[3], row[2].length][column],
    draw: (row) => {
      const made = kinds.missing.draw(row);
      made.firstChild.after(make("td", row[3], { class: "n" }));
      return made;
    },
  };
  kinds.levels = {
    rows: (box) => data.levels[box.id],
    key: (row, column) => [row[1], row[2], row[3], row[8], row[9]][column],
    draw: (row) => {
      const made = make("tr", undefined, { id: row[0], tabindex: "-1" });
      const level = make("td", row[5]);
      for (const text of row[6]) level.append(make("span", text, { class: "note" }));
      made.append(make("th", row[1], { scope: "row" }), make("td", row[2]), make("td", row[3]), make("td", row[4], { class: "n" }), level, make("td", row[7] || "—"));
      return made;
    },
  };
  const tables = [];
  for (const box of document.querySelectorAll(".data")) {
    const kind = kinds[box.dataset.rows];
    const rows = kind.rows(box);
    const table = box.querySelector("table");
    const body = table.tBodies[0];
    const search = box.querySelector("input");
    const target = box.querySelector(".of-target");
    const more = box.querySelector(".more");
    const names = new Map(rows.map((row) => [row, bare(row[1])]));
    let shown = PIECE;
    let sorted = rows;
    const draw = () => {
      const wanted = bare(search.value.trim());
      const number = target ? Number(target.value) : 0;
      const fitting = sorted.filter((row) => names.get(row).includes(wanted) && (!number || row[2].includes(number)));
      body.replaceChildren(...fitting.slice(0, shown).map((row) => kind.draw(row, box)));
      const left = fitting.length - Math.min(shown, fitting.length);
      more.hidden = left === 0;
      more.textContent = fill(words.more_rows, { count: Math.min(left, PIECE) });
      const listed = fitting.length ? fill(words.showing, { shown: fitting.length - left, total: rows.length }) : words.nothing_found;
      box.querySelector("output").textContent = listed;
    };
    search.addEventListener("input", () => { shown = PIECE; draw(); });
    if (target) target.addEventListener("input", () => {
      shown = PIECE;
      draw();
      keep("missing", new URLSearchParams(target.value ? { target: target.value } : {}));
    });
    more.addEventListener("click", () => {
      const before = shown;
      shown += PIECE;
      draw();
      const next = body.rows[before];
      if (next) next.focus();
    });
    headings(table, (column, _, way) => {
      const at = new Map(rows.map((row, number) => [row, number]));
      const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));
      sorted = [...rows].sort((a, b) => way * compare(kind.key(a, column), kind.key(b, column)) || at.get(a) - at.get(b));
      draw();
    });
    const reveal = (id) => {
      if (!rows.some((row) => row[0] === id)) return false;
      if (target) target.value = "";
      search.value = "";
      sorted = rows;
      shown = Math.max(PIECE, rows.findIndex((row) => row[0] === id) + 1);
      draw();
      const button = document.getElementById(id).querySelector(".open");
      if (button) button.click();
      return true;
    };
    const only = (number) => {
      if (target) { target.value = number; shown = PIECE; draw(); }
    };
    tables.push({ reveal, only });
    draw();
  }

  /* Links into the page, also from elsewhere. */
  let marked = null;
  const go = () => {
    const { id, query } = place();
    if (marked) marked.classList.remove("here");
    marked = null;
    if (id === "targets" && form) { choose(query); filter(); }
    if (id === "missing") for (const each of tables) each.only(query.get("target") || "");
    if (!id) return;
    for (const each of tables) if (each.reveal(id)) break;
    const found = document.getElementById(id);
    if (!found) return;
    if (found.hidden) { choose(new URLSearchParams()); filter(); }
    const inside = found.closest("details");
    if (inside) inside.open = true;
    if (found.matches("article, tr")) { marked = found; found.classList.add("here"); }
    const focused = found.matches("section") ? found.querySelector("h2") : found;
    focused.focus({ preventScroll: true });
    found.scrollIntoView();
    const list = found.querySelector(":scope > details");
    if (list && found.matches(".unit")) list.open = true;
  };
  addEventListener("hashchange", go);
  go();

  document.getElementById("print").addEventListener("click", () => print());
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of closed) each.open = false; });
})();
