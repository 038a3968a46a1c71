// Follows the sound: the sentence being spoken is marked, and a click on a sentence plays from it.
// Without script the page is whole: each player has its own controls, and all text is there.
(() => {
  "use strict";
  const SPEEDS = [0.75, 1, 1.25, 1.5];
  // A seek lands a little before its target when the sound is compressed: that is still the target.
  const SLACK = 0.06;
  const times = JSON.parse(document.getElementById("Times").textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const players = [...document.querySelectorAll("audio")];
  let current = null;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const seen = (line) => {
    const box = line.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };

  const setSpeed = (speed) => {
    for (const player of players) {
      player.defaultPlaybackRate = speed;
      player.playbackRate = speed;
    }
    for (const button of document.querySelectorAll("button[data-speed]")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === speed));
    }
  };

  const follow = (article, player) => {
    const cues = (times[article.id] || [])
      .map(([id, begin, end]) => ({ begin, end, line: document.getElementById(`${article.id}-${id}`) }))
      .filter((cue) => cue.line);
    let spoken = -1;

    const place = () => {
      let last = -1;
      while (last + 1 < cues.length && cues[last + 1].begin <= player.currentTime + SLACK) last += 1;
      return last;
    };
    const mark = (index) => {
      if (index === spoken) return;
      const before = cues[spoken];
      const now = cues[index];
      // Whoever has scrolled away to read something else is left in peace.
      const following = !before || seen(before.line);
      if (before) before.line.classList.remove("spoken");
      spoken = index;
      if (!now) return;
      now.line.classList.add("spoken");
      if (following && !seen(now.line)) {
        now.line.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
      }
    };
    const update = () => mark(current === player && !player.ended ? place() : -1);
    // One recording at a time: the one that was started or moved last.
    const takeOver = () => {
      current = player;
      for (const other of players) {
        if (other === player) continue;
        other.pause();
        other.dispatchEvent(new Event("timeupdate"));
      }
    };
    const playFrom = (index) => {
      const cue = cues[Math.min(Math.max(index, 0), cues.length - 1)];
      player.currentTime = cue.begin;
      player.play();
    };

    for (const event of ["play", "seeking"]) player.addEventListener(event, takeOver);
    for (const event of ["timeupdate", "seeked", "playing", "ended"]) player.addEventListener(event, update);

    const speed = element("fieldset", {}, element("legend", { textContent: "Speed" }));
    for (const value of SPEEDS) {
      const button = element("button", { type: "button", textContent: `${value}×` });
      button.dataset.speed = value;
      button.addEventListener("click", () => setSpeed(value));
      speed.append(button);
    }
    const controls = element("div", { className: "controls" }, speed);
    if (cues.length) {
      article.classList.add("playable");
      const back = element("button", { type: "button", textContent: "Back one" });
      const on = element("button", { type: "button", textContent: "On one" });
      back.addEventListener("click", () => playFrom(place() - 1));
      on.addEventListener("click", () => playFrom(place() + 1));
      controls.append(element("fieldset", {}, element("legend", { textContent: "Sentence" }), back, on));
      cues.forEach((cue, index) => {
        cue.line.addEventListener("click", (event) => {
          if (event.target.closest("a") || !getSelection().isCollapsed) return;
          playFrom(index);
        });
      });
      const hint = article.querySelector(".hint");
      if (hint) hint.hidden = false;
    }
    player.after(controls);
  };

  // A table that is wider than the page can be moved sideways by keyboard too.
  const letTablesScroll = () => {
    for (const box of document.querySelectorAll(".table")) {
      const wide = box.scrollWidth > box.clientWidth;
      const caption = box.querySelector("caption");
      for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", caption ? caption.textContent : "Table"]]) {
        if (wide) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  };
  letTablesScroll();
  addEventListener("resize", letTablesScroll);

  for (const player of players) follow(player.closest("article"), player);
  setSpeed(1);
})();
