"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const cells = [...document.querySelectorAll("td[data-fate]")];
  let chosen = null;
  let roving = null;

  /** An element: make("p", {class: "x"}, "text", child). Text is only ever set as text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // ---- colours -----------------------------------------------------------------------------------------------------
  const theme = $("theme");
  const remember = (value) => { try { localStorage.setItem("sadpath-theme", value); } catch { /* a file: page may not */ } };
  const remembered = () => { try { return localStorage.getItem("sadpath-theme") || ""; } catch { return ""; } };
  function paint(value) {
    if (value) root.dataset.theme = value; else delete root.dataset.theme;
    theme.value = value;
  }
  paint(remembered());
  theme.addEventListener("change", () => { paint(theme.value); remember(theme.value); });

  // ---- filters -----------------------------------------------------------------------------------------------------
  const chips = [...document.querySelectorAll(".chip")];
  const words = new Map();
  for (const cell of cells) {
    const walk = data.walks[cell.dataset.walk];
    const outcome = walk.outcomes[cell.dataset.row];
    const files = new Set([walk.path]);
    for (const course of outcome.way === null ? [] : data.ways[outcome.way].courses)
      for (const passage of data.courses[course].passages) files.add(data.files[data.passages[passage].file]);
    const parts = [outcome.status, outcome.code, walk.operation, walk.entry, walk.provider, outcome.retry, ...files];
    words.set(cell, parts.join("\n").toLowerCase());
  }

  function filter() {
    const fates = new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.filter));
    const again = fates.delete("again");
    const provider = $("provider").value, operation = $("operation").value;
    const sought = $("text").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let hits = 0;
    for (const cell of cells) {
      const walk = data.walks[cell.dataset.walk];
      const fits = (!fates.size || fates.has(cell.dataset.fate))
        && (!again || cell.classList.contains("again"))
        && (!provider || walk.provider === provider)
        && (!operation || walk.operation === operation)
        && sought.every((word) => words.get(cell).includes(word));
      cell.classList.toggle("dim", !fits);
      hits += fits;
    }
    const shown = (element) => element.querySelector("td[data-fate]:not(.dim)") !== null;
    for (const row of document.querySelectorAll("tbody tr")) row.hidden = !shown(row);
    for (const section of document.querySelectorAll(".operation, .provider")) section.hidden = !shown(section);
    const all = hits === cells.length;
    $("hits").textContent = all ? `${cells.length} outcomes` : `${hits} of ${cells.length} outcomes`;
    $("empty").hidden = hits > 0 || cells.length === 0;
    $("reset").disabled = all && !fates.size && !again && !provider && !operation && !sought.length;
    if (!roving || !visible(roving)) rove(cells.find(visible) || null);
  }
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      filter();
    });
  }
  const form = document.querySelector(".filters");
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    setTimeout(filter);
  });

  // ---- moving about: the whole map is one stop of the Tab key --------------------------------------------------------
  const visible = (cell) => !cell.closest("[hidden]");
  function rove(cell) {
    if (roving) roving.tabIndex = -1;
    roving = cell;
    if (roving) roving.tabIndex = 0;
  }
  function focus(cell) {
    if (!cell) return;
    rove(cell);
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (chosen) choose(cell);
  }
  const inRow = (row) => [...row.cells].filter((cell) => cell.dataset.fate);
  function nearest(row, index) {
    const found = inRow(row);
    found.sort((a, b) => Math.abs(a.cellIndex - index) - Math.abs(b.cellIndex - index));
    return found[0];
  }
  function step(cell, key, control) {
    const row = cell.parentElement;
    const line = inRow(row);
    const rows = [...document.querySelectorAll("tbody tr")].filter((one) => !one.closest("[hidden]"));
    const at = rows.indexOf(row);
    const table = cell.closest("table");
    const tables = [...document.querySelectorAll("#map table")].filter((one) => !one.closest("[hidden]"));
    const first = (one) => one && [...one.querySelectorAll("td[data-fate]")].find(visible);
    switch (key) {
      case "ArrowLeft": return line[line.indexOf(cell) - 1];
      case "ArrowRight": return line[line.indexOf(cell) + 1];
      case "ArrowUp": return rows[at - 1] && nearest(rows[at - 1], cell.cellIndex);
      case "ArrowDown": return rows[at + 1] && nearest(rows[at + 1], cell.cellIndex);
      case "Home": return control ? cells.find(visible) : line[0];
      case "End": return control ? cells.filter(visible).at(-1) : line.at(-1);
      case "PageUp": return first(tables[tables.indexOf(table) - 1]);
      case "PageDown": return first(tables[tables.indexOf(table) + 1]);
    }
  }
  const MOVES = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);
  $("map").addEventListener("keydown", (event) => {
    const cell = event.target.closest("td[data-fate]");
    if (!cell || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(cell);
      $("way").focus({ preventScroll: true });
    } else if (MOVES.has(event.key)) {
      event.preventDefault();
      focus(step(cell, event.key, event.ctrlKey));
    }
  });
  $("map").addEventListener("click", (event) => {
    const cell = event.target.closest("td[data-fate]");
    if (!cell) return;
    rove(cell);
    cell.focus({ preventScroll: true });
    choose(cell);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) close();
  });

  // ---- the chosen outcome ------------------------------------------------------------------------------------------
  function mark(cell, on) {
    cell.classList.toggle("chosen", on);
    cell.setAttribute("aria-selected", on);
    cell.parentElement.classList.toggle("on", on);
    const head = cell.closest("table").querySelector(`th[data-walk="${cell.dataset.walk}"]`);
    if (head) head.classList.toggle("on", on);
  }
  function choose(cell) {
    if (chosen === cell) return;
    if (chosen) mark(chosen, false);
    chosen = cell;
    mark(cell, true);
    root.classList.add("chosen-open");
    $("legend").hidden = true;
    $("way").hidden = false;
    $("way").replaceChildren(...outcomeView(data.walks[cell.dataset.walk], Number(cell.dataset.row)));
    $("side").scrollTop = 0;
    if (getComputedStyle($("side")).position === "fixed") cell.scrollIntoView({ block: "start" });
    try { history.replaceState(null, "", `#${cell.id}`); } catch { /* not from an archive */ }
  }
  function close() {
    const cell = chosen;
    mark(cell, false);
    chosen = null;
    root.classList.remove("chosen-open");
    $("way").hidden = true;
    $("legend").hidden = false;
    try { history.replaceState(null, "", location.pathname + location.search); } catch { /* as above */ }
    if (visible(cell)) { rove(cell); cell.focus(); }
  }

  const prose = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));
  const capital = (text) => text && text[0].toUpperCase() + text.slice(1);
  const safe = (link) => /^https?:/.test(link);
  const ENDS = {
    returned: "returns",
    raised: "leaves with an exception",
    crashed: "crashes",
    endless: "never ends",
    unknown: "nobody can know how this ends",
  };

  function outcomeView(walk, row) {
    const outcome = walk.outcomes[row];
    const [meaning, handling, link] = data.errors[outcome.error];
    const provider = data.providers[walk.provider] || { name: walk.provider, link: "" };
    const call = [walk.method, walk.template].filter(Boolean).join(" ");
    const notes = [];
    if (outcome.again) notes.push(outcome.waited ? "sent again after a wait" : "sent again");
    if (outcome.apart) notes.push("told apart from an unknown code");
    const view = [make("header", {},
      make("p", {}, `${provider.name} \u203a ${walk.operation}`, call ? make("code", {}, `  ${call}`) : null),
      make("button", { class: "close", type: "button", "aria-label": "Close", onclick: close }, "\u00d7"),
      make("h2", {},
        make("span", { class: "status" }, `${outcome.status}${outcome.assumed ? " (assumed)" : ""}`),
        make("code", {}, outcome.code === "OTHER" ? "any other code" : outcome.code || "no code"),
        make("span", { class: `fate ${outcome.fate}` }, `${data.fates[outcome.fate].letter} \u00b7 ${outcome.fate}`)),
      make("span"),
      make("p", {}, "from ", make("code", {}, walk.entry), `, sent at ${walk.path}:${walk.line}`, notes.length ? `; ${notes.join(", ")}` : ""),
    )];
    const terms = outcome.retry ? `${capital(data.retry[outcome.retry] || outcome.retry)}.` : "";
    if (meaning || handling || terms) {
      view.push(make("h3", {}, "What the provider says"), make("p", { class: "says" },
        ...prose(`${[meaning, handling, terms].filter(Boolean).join(" ")} `),
        safe(link || provider.link) ? make("a", { href: link || provider.link, rel: "noreferrer" }, "Documentation") : null));
    }
    view.push(make("h3", {}, "What the code does"));
    if (outcome.way === null) view.push(make("p", {}, data.fates[outcome.fate].text));
    else view.push(...wayView(data.ways[outcome.way], outcome));
    if (walk.findings.length) {
      view.push(make("h3", {}, "Findings of this walk"), make("ul", { class: "findings" }, ...walk.findings.map((number) => {
        const found = data.findings[number];
        return make("li", {}, make("b", { "data-severity": found.severity, title: `${found.severity}: ${found.name}` }, found.rule),
          make("span", {}, `${found.message} `, make("small", {}, found.place)));
      })));
    }
    return view;
  }

  function wayView(way, outcome) {
    const place = make("div");
    if (!way.courses.length) return [make("p", {}, "The walk took too long and was given up on.")];
    const show = (index) => {
      place.replaceChildren(...courseView(data.courses[way.courses[index]], outcome));
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", at === index));
    };
    const buttons = way.courses.map((course, index) =>
      make("button", { type: "button", "aria-pressed": "false", onclick: () => show(index) }, `Way ${index + 1}: ${courseEnd(data.courses[course])}`));
    show(0);
    if (buttons.length < 2) return [place];
    const more = way.more ? make("span", {}, `and ${way.more} more`) : null;
    return [make("p", { class: "hint" }, "What can't be known decides between these:"), make("div", { class: "worlds" }, ...buttons, more), place];
  }

  const courseEnd = (course) =>
    course.end === "raised" && course.detail ? `leaves with ${course.detail}`
      : course.end === "crashed" && course.detail ? `crashes with ${course.detail}`
        : ENDS[course.end];

  function courseView(course, outcome) {
    const steps = course.steps.map((number) => data.steps[number]);
    const sources = make("div");
    const flash = (file, line, button) => {
      for (const on of document.querySelectorAll("#way .at, .story .on")) on.classList.remove("at", "on");
      button.classList.add("on");
      const target = sources.querySelector(`[data-line="${file}:${line}"]`);
      if (!target) return;
      target.classList.add("at");
      target.scrollIntoView({ block: "nearest" });
    };
    const story = steps.map((one, index) => {
      const button = make("button", { type: "button" },
        make("span", { class: "number" }, String(index + 1)),
        make("span", {}, ...stepWords(one, course.end)),
        make("span", { class: "where" }, `${data.files[one.file].split("/").at(-1)}:${one.line}`));
      button.addEventListener("click", () => flash(one.file, one.line, button));
      return make("li", {}, button);
    });
    if (course.cut) story.splice(-1, 0, make("li", { class: "times" }, `\u2026 ${course.cut} more steps`));
    const success = outcome.fate === "unnoticed" ? ", as after a success" : outcome.fate === "passed" ? " on the way of success" : "";
    story.push(make("li", { class: "end" }, make("span", {}, "\u21b3"), make("span", {}, courseEnd(course) + success,
      course.end === "unknown" && course.detail ? ` (${course.detail})` : "")));
    course.passages.forEach((passage, number) => sources.append(sourceView(data.passages[passage], number, steps)));
    return [make("ol", { class: "story" }, ...story), sources];
  }

  function stepWords(one, end) {
    const often = end === "endless" ? ", again and again" : `  \u00d7${one.times}`;
    const times = one.times > 1 ? make("span", { class: "times" }, often) : null;
    const code = () => make("code", {}, one.text);
    const turn = make("span", { class: "turn" }, one.yes ? "yes" : "no");
    switch (one.what) {
      case "parted": return one.yes === null ? ["the outcomes part at ", code(), times] : [turn, " \u2014 ", code(), times];
      case "assumed": return ["unknown, taken as ", turn, " \u2014 ", code(), times];
      case "inside": return ["the outcomes part inside ", code(), times];
      default: return [one.text, times];
    }
  }

  /** The lines of one function that ran, with what stands around them; folded where nothing was decided there. */
  function sourceView(passage, number, steps) {
    const known = data.lines[passage.file] || {};
    const ran = new Set();
    for (const [first, last] of passage.ran) for (let line = first; line <= last; line++) ran.add(line);
    const shown = new Set(ran);
    if (passage.function) shown.add(passage.line);
    for (const line of ran) for (const near of [line - 1, line + 1]) if (near >= passage.line && String(near) in known) shown.add(near);
    const lines = [...shown].filter((line) => String(line) in known).sort((a, b) => a - b);
    while (lines.length && !known[lines.at(-1)] ) lines.pop();
    const pre = make("pre", { tabindex: "0", role: "region", "aria-label": `Source of ${passage.function || "the module"}` });
    const indent = Math.min(...lines.filter((line) => known[line]).map((line) => known[line].match(/^\s*/)[0].length));
    let before = null;
    for (const line of lines) {
      if (before !== null && line > before + 1)
        pre.append(make("div", { class: "gap" }, make("span"), make("span", { class: "no" }, "\u22ef"), make("span")));
      before = line;
      const here = steps.map((one, index) => [one, index]).filter(([one]) => one.file === passage.file && one.line === line && ran.has(line));
      const marks = make("span", { class: "marks" }, ...here.map(([, index]) => make("span", { class: "number" }, String(index + 1))));
      pre.append(make("div", { class: ran.has(line) ? "ran" : "", "data-line": `${passage.file}:${line}` },
        marks, make("span", { class: "no" }, String(line)), code(known[line], here.map(([one]) => one), indent)));
    }
    const open = !number || steps.some((one) => one.file === passage.file && ran.has(one.line));
    return make("details", { class: "source", open },
      make("summary", {}, make("b", {}, passage.function || "(top level)"), make("span", {}, `${data.files[passage.file]}:${passage.line}`)), pre);
  }

  /** A line without the indentation that all have, with the places of its steps underlined. */
  function code(text, here, indent) {
    const letters = [...text]; // columns are code points
    const places = here.map((one) => [one.from, one.to > 0 ? one.to : letters.length]).sort((a, b) => a[0] - b[0]);
    const line = make("code");
    let at = Math.min(indent, letters.length);
    for (const [from, to] of places) {
      if (from < at || to <= from) continue;
      line.append(letters.slice(at, from).join(""), make("mark", {}, letters.slice(from, to).join("")));
      at = to;
    }
    line.append(letters.slice(at).join(""));
    return line;
  }

  const height = () => root.style.setProperty("--top", `${getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0}px`);
  new ResizeObserver(height).observe(form);
  filter();
  const linked = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (linked && linked.dataset.fate) { rove(linked); linked.scrollIntoView({ block: "center" }); choose(linked); }
})();
