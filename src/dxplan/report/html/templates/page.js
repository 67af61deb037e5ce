(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const words = read("words");
  const data = read("data");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const collator = new Intl.Collator(root.lang, { numeric: true, sensitivity: "base" });
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
  /* A number as a link says little: whoever hears it, or rests on it, is told the title. */
  const targetLink = (number, address) => {
    const [anchor, title] = data.targets[number - 1];
    return make("a", "#" + number, { href: "#" + (address || anchor), title, "aria-label": "#" + number + " " + title });
  };

  /* What the fragment says: an id, and after a question mark what is filtered. */
  const place = () => {
    const [id, query] = location.hash.slice(1).split("?");
    let named = id;
    try { named = decodeURIComponent(id); } catch { /* as it was written */ }
    return { id: named, query: new URLSearchParams(query || "") };
  };
  const sieves = [];
  /* Every step of the history knows how everything was filtered. */
  const remember = (address) => {
    const filters = Object.fromEntries(sieves.map((each) => [each.section, each.chosen().toString()]));
    history.replaceState({ filters }, "", address);
  };
  const keep = (id, query) => {
    const text = query.toString();
    remember("#" + id + (text ? "?" + text : ""));
  };

  /* A filter over what stands in the page: by verdict, unit and words. */
  const sieve = (section, prefix, items, texts, order, after) => {
    const at = (name) => document.getElementById(prefix + "-" + name);
    const form = at("form");
    const find = searching.finder(items, texts);
    const boxes = [...form.querySelectorAll("fieldset input")];
    const chosen = () => {
      const query = new URLSearchParams();
      const verdicts = boxes.filter((each) => each.checked).map((each) => each.value);
      if (verdicts.length) query.set("verdict", verdicts.join(","));
      for (const key of ["unit", "q"]) if (at(key) && at(key).value.trim()) query.set(key, at(key).value.trim());
      if (order.get()) query.set("sort", order.get());
      return query;
    };
    const said = () => [
      ...boxes.filter((each) => each.checked).map((each) => each.parentElement.textContent.trim()),
      ...(at("unit") && at("unit").value ? [at("unit").selectedOptions[0].text] : []),
      ...(at("q").value.trim() ? ["“" + at("q").value.trim() + "”"] : []),
    ].join(", ");
    const filter = () => {
      const query = chosen();
      const verdicts = (query.get("verdict") || "").split(",").filter(Boolean);
      const unit = query.get("unit");
      const wanted = find(query.get("q") || "");
      let shown = 0;
      for (const item of items) {
        const fits = (!verdicts.length || verdicts.includes(item.dataset.verdict)) && (!unit || item.dataset.unit.split(" ").includes(unit)) && wanted(item);
        item.hidden = !fits;
        shown += fits;
      }
      order.apply();
      after();
      at("state").textContent = fill(words.showing, { shown, total: items.length });
      at("paper").textContent = shown < items.length ? fill(words.paper_filtered, { filter: said(), shown, total: items.length }) : "";
      at("nothing").hidden = shown > 0;
      at("reset").hidden = query.toString() === "";
    };
    const choose = (query) => {
      const verdicts = (query.get("verdict") || "").split(",");
      for (const box of boxes) box.checked = verdicts.includes(box.value);
      for (const key of ["unit", "q"]) if (at(key)) at(key).value = query.get(key) || "";
      order.set(query.get("sort") || "");
      filter();
    };
    const changed = () => { filter(); keep(section, chosen()); };
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { order.set(""); changed(); }));
    for (const tile of document.querySelectorAll("a[data-verdict][href='#" + section + "']")) tile.href = "#" + section + "?verdict=" + tile.dataset.verdict;
    filter();
    const made = { section, items, chosen, choose, changed };
    sieves.push(made);
    return made;
  };

  /* Targets: filter and order. */
  const cards = [...document.querySelectorAll(".card")];
  const groups = [...document.querySelectorAll(".group")];
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
  if (document.getElementById("f-form")) {
    const select = document.getElementById("f-sort");
    const texts = (card) => [card.querySelector("h4").textContent, card.dataset.id, card.closest(".group").querySelector("h3").textContent, card.dataset.cite];
    const order = {
      get: () => (orders[select.value] ? select.value : ""),
      set: (value) => { select.value = orders[value] ? value : "plan"; },
      apply: () => arrange(select.value),
    };
    const after = () => { for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])"); };
    /* While they stand in another order they are in no group: what they say is read before. */
    const said = new Map(cards.map((card) => [card, texts(card)]));
    sieve("targets", "f", cards, (card) => said.get(card), order, after);
  }
  for (const link of document.querySelectorAll("[data-target]")) link.href = "#missing?target=" + link.dataset.target;

  /* Sorting by a column: a button in every heading that has an order. */
  const headings = (table, sort) => {
    const cells = [...table.tHead.rows[0].cells];
    const put = (column, way) => {
      for (const each of cells) each.removeAttribute("aria-sort");
      if (column >= 0) cells[column].setAttribute("aria-sort", way);
      sort(column, column < 0 ? "" : cells[column].dataset.kind, way === "ascending" ? 1 : -1);
    };
    for (const [column, cell] of cells.entries()) {
      if (cell.dataset.kind === "none") continue;
      const button = make("button", cell.textContent, { type: "button" });
      cell.replaceChildren(button);
      button.addEventListener("click", () => {
        const first = cell.dataset.kind === "number" ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        put(column, cell.getAttribute("aria-sort") === first ? other : first);
      });
    }
    return { cells, put };
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const headed = headings(table, (column, kind, way) => {
      const key = (row) => row.cells[column].dataset.key || row.cells[column].textContent;
      const sorted = column < 0 ? rows : rows.map((row, at) => [key(row), at, row])
        .sort((a, b) => way * (kind === "number" ? a[0] - b[0] : collator.compare(a[0], b[0])) || a[1] - b[1])
        .map((each) => each[2]);
      body.append(...sorted);
    });
    if (!table.matches(".work-table") || !document.getElementById("w-form")) continue;
    /* The column by which tasks are sorted stands in the address: "due", or "-due" from the end. */
    const order = {
      get: () => {
        const cell = headed.cells.find((each) => each.hasAttribute("aria-sort"));
        return cell ? (cell.getAttribute("aria-sort") === "descending" ? "-" : "") + cell.dataset.name : "";
      },
      set: (value) => {
        if (value === order.get()) return;
        const column = headed.cells.findIndex((each) => each.dataset.name && each.dataset.name === value.replace(/^-/, ""));
        headed.put(column, value.startsWith("-") ? "descending" : "ascending");
      },
      apply: () => {},
    };
    const texts = (row) => [row.cells[0].firstChild.textContent, row.dataset.id, row.dataset.cite];
    const work = sieve("work", "w", rows, texts, order, () => {});
    table.tHead.addEventListener("click", work.changed);
  }

  /* Long tables: drawn from the data, a piece at a time. */
  const PIECE = 100;
  const numbers = (ranges) => ranges.split(",").flatMap((part) => {
    const [first, last] = part.split("-").map(Number);
    return Array.from({ length: (last || first) - first + 1 }, (_, at) => first + at);
  });
  const links = (cell, listed, most, address) => {
    for (const number of listed.slice(0, most)) cell.append(targetLink(number, address && address(number)), " ");
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
      const line = make("tr", undefined, { "data-number": at + 1 });
      const title = make("td");
      const [anchor, named, asked] = data.targets[at];
      title.append(make("a", "#" + (at + 1) + " " + named, { href: "#" + anchor }), " ", make("span", asked, { class: "quiet" }));
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
        const heads = [...box.querySelectorAll("thead th")].map((each) => each.textContent);
        row[2].forEach((count, at) => made.append(make("td", count, { class: "n" + (count ? marked[at] ? " c-" + marked[at] : "" : " none"), "data-label": heads[at + 1] })));
        /* In the row of a district its own verdict is meant, not that of the whole. */
        made.append(links(make("td", undefined, { "data-label": heads[heads.length - 1] }), row[5], 3, (number) => row[0] + "?target=" + number));
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
    const find = searching.finder(rows, (row) => [row[1]]);
    const paper = make("p", "", { class: "paper" });
    box.querySelector(".scroll").before(paper);
    let shown = PIECE;
    let sorted = rows;
    const draw = () => {
      const wanted = find(search.value);
      const number = target ? Number(target.value) : 0;
      const fitting = sorted.filter((row) => wanted(row) && (!number || row[2].includes(number)));
      body.replaceChildren(...fitting.slice(0, shown).map((row) => kind.draw(row, box)));
      const left = fitting.length - Math.min(shown, fitting.length);
      more.hidden = left === 0;
      more.textContent = fill(words.more_rows, { count: Math.min(left, PIECE) });
      const listed = fitting.length ? fill(words.showing, { shown: fitting.length - left, total: rows.length }) : words.nothing_found;
      box.querySelector("output").textContent = listed;
      paper.textContent = fitting.length - left < rows.length ? fill(words.paper_rows, { shown: fitting.length - left, total: rows.length }) : "";
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
      if (!document.getElementById(id)) {
        if (target) target.value = "";
        search.value = "";
        sorted = rows;
        shown = Math.max(PIECE, rows.findIndex((row) => row[0] === id) + 1);
        draw();
      }
      const button = document.getElementById(id).querySelector(".open");
      if (button && button.getAttribute("aria-expanded") === "false") button.click();
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
  const gone = document.getElementById("gone");
  const go = () => {
    const { id, query } = place();
    const kept = history.state && history.state.filters;
    if (marked) marked.classList.remove("here");
    marked = null;
    for (const each of sieves) {
      if (id === each.section) each.choose(query);
      else if (kept) each.choose(new URLSearchParams(kept[each.section] || ""));
    }
    if (id === "missing") for (const each of tables) each.only(query.get("target") || "");
    for (const each of tables) if (id && each.reveal(id)) break;
    const found = id ? document.getElementById(id) : null;
    for (const each of sieves) if (found && found.hidden && each.items.includes(found)) each.choose(new URLSearchParams());
    remember();
    gone.hidden = !id || Boolean(found);
    gone.textContent = gone.hidden ? "" : fill(words.gone, { name: id });
    if (!gone.hidden) gone.scrollIntoView();
    if (found) show(found, Number(query.get("target")));
  };
  const show = (found, number) => {
    const inside = found.closest("details");
    if (inside) inside.open = true;
    const below = found.nextElementSibling;
    const line = number && below && below.matches(".inner") ? below.querySelector("[data-number='" + number + "']") : null;
    if (found.matches("article, tr")) { marked = line || found; marked.classList.add("here"); }
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
