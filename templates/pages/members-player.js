// The player: it follows the sound, goes to a sentence or paragraph, and stops by itself.
// A seek lands a little before its target when the sound is compressed: that is still the target.
const SLACK = 0.06;
const AGAIN = 1.5; // seconds into a sentence after which "Back" says the same one again
const SKIP = 30; // seconds, in a recording without sentences
const FADE = 8; // seconds in which the sleep timer lowers the sound
const WORTH_KEEPING = 5; // seconds from either end within which nobody needs to be taken back

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  const pair = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${pair(minutes)}:${pair(whole % 60)}` : `${minutes}:${pair(whole % 60)}`;
};

const runPlayer = (sound, issue) => {
  const find = (selector) => document.querySelector(selector);
  const length = Number(sound.dataset.seconds);
  const times = find("#Times") ? JSON.parse(find("#Times").textContent) : [];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const status = find(".status");
  const where = find("#Where");
  const speed = find("#Speed");
  const sleep = find("#Sleep");
  let paragraph = -1;
  let block = null;
  const cues = times
    .map(([id, begin, end]) => ({ begin, end, line: document.getElementById(id) }))
    .filter((cue) => cue.line);
  for (const cue of cues) {
    const own = cue.line.closest("p, li, td, th, caption, figcaption, h1, h2, h3, h4, h5, h6");
    if (own !== block) paragraph += 1;
    block = own;
    cue.paragraph = paragraph;
  }
  let spoken = -1;
  let chosen = -1;
  let start = 0; // where the next play begins, as long as the sound is not loaded
  let stopAt = 0; // the sleep timer's moment; 0 for never

  const now = () => (sound.readyState ? sound.currentTime : start);
  const place = () => {
    let last = -1;
    while (last + 1 < cues.length && cues[last + 1].begin <= now() + SLACK) last += 1;
    return last;
  };
  const bar = () => find(".transport").getBoundingClientRect().height;
  const seen = (line) => {
    const box = line.getBoundingClientRect();
    return box.bottom > bar() && box.top < innerHeight;
  };
  // Moves the page only as far as it must: a line that is wholly in sight stays where the eye is.
  const bring = (line) => {
    const box = line.getBoundingClientRect();
    if (box.top >= bar() && box.bottom <= innerHeight) return;
    const block = box.height > innerHeight - bar() ? "start" : "center";
    line.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  };

  const mark = (index) => {
    if (index === spoken) return;
    // Whoever has scrolled away to read something else is left in peace.
    const following = spoken < 0 || seen(cues[spoken].line);
    if (spoken >= 0) cues[spoken].line.classList.remove("spoken");
    spoken = index;
    if (index < 0) return;
    cues[index].line.classList.add("spoken");
    if (following && !sound.paused) bring(cues[index].line);
  };
  const choose = (index) => {
    if (chosen >= 0) cues[chosen].line.classList.remove("chosen");
    chosen = index;
    if (index < 0) return;
    cues[index].line.classList.add("chosen");
    bring(cues[index].line);
  };

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const go = (seconds) => {
    start = Math.min(Math.max(seconds, 0), length);
    if (sound.readyState) sound.currentTime = start;
    update();
  };
  const play = () => {
    say("");
    if (spoken >= 0) bring(cues[spoken].line);
    sound.play().catch((error) => {
      if (error.name !== "AbortError") say("The sound file cannot be played here. Try the download.");
    });
  };
  const playFrom = (index) => {
    if (!cues.length) return;
    go(cues[Math.min(Math.max(index, 0), cues.length - 1)].begin);
    choose(-1);
    play();
  };
  const sentence = (step) => {
    if (!cues.length) {
      go(now() + step * SKIP);
      return;
    }
    const here = place();
    const again = step < 0 && here >= 0 && now() > cues[here].begin + AGAIN;
    playFrom(again ? here : here + step);
  };
  const toParagraph = (step) => {
    const here = Math.max(place(), 0);
    const first = cues.findIndex((cue) => cue.paragraph === cues[here].paragraph);
    const again = step < 0 && (here > first || now() > cues[first].begin + AGAIN);
    const wanted = cues[here].paragraph + (again ? 0 : step);
    const found = cues.findIndex((cue) => cue.paragraph === wanted);
    playFrom(found < 0 ? (step < 0 ? 0 : cues.length - 1) : found);
  };

  const remember = () => {
    const memory = kept.get(issue);
    const places = memory.places || {};
    const at = Math.floor(now());
    if (at > WORTH_KEEPING && at < length - WORTH_KEEPING) places[sound.dataset.stem] = at;
    else delete places[sound.dataset.stem];
    kept.put(issue, { places, last: sound.dataset.stem });
  };
  const watchSleep = () => {
    if (!stopAt || sound.paused) return;
    const left = (stopAt - Date.now()) / 1000;
    sound.volume = Math.min(1, Math.max(left / FADE, 0));
    if (left > 0) return;
    sound.pause();
    stopAt = 0;
    sleep.value = "0";
    sound.volume = 1;
    say("The sound has stopped, as you asked.");
  };

  const update = () => {
    mark(sound.ended || (sound.paused && !now()) ? -1 : place());
    where.value = now();
    where.setAttribute("aria-valuetext", `${clock(now())} of ${clock(length)}`);
    find("[data-show=now]").textContent = clock(now());
    find("[data-show=play]").textContent = sound.paused ? "Play" : "Pause";
    find("[data-do=play]").classList.toggle("playing", !sound.paused);
  };

  const doings = {
    play: () => (sound.paused ? play() : sound.pause()),
    back: () => sentence(-1),
    on: () => sentence(1),
    "back-paragraph": () => toParagraph(-1),
    "on-paragraph": () => toParagraph(1),
  };
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", doings[button.dataset.do]);
  }
  where.addEventListener("input", () => go(Number(where.value)));
  const setSpeed = () => {
    sound.defaultPlaybackRate = Number(speed.value);
    sound.playbackRate = Number(speed.value);
  };
  speed.addEventListener("change", () => {
    setSpeed();
    choices.speed = speed.value;
    kept.put("choices", choices);
  });
  sleep.addEventListener("change", () => {
    const minutes = Number(sleep.value);
    stopAt = minutes ? Date.now() + minutes * 60000 : 0;
    sound.volume = 1;
    say(minutes ? `The sound will stop in ${sleep.selectedOptions[0].textContent}.` : "");
  });

  // Until it is loaded, a player cannot be moved: its place is set as soon as it can be.
  sound.addEventListener("loadedmetadata", () => {
    if (start) sound.currentTime = start;
  });
  for (const event of ["timeupdate", "seeked", "play", "playing", "pause", "ended"]) {
    sound.addEventListener(event, update);
  }
  sound.addEventListener("timeupdate", watchSleep);
  sound.addEventListener("pause", remember);
  sound.addEventListener("ended", () => say("That is the end."));
  addEventListener("pagehide", () => sound.readyState && remember());
  setInterval(() => !sound.paused && remember(), 5000);

  const text = find("#Text");
  if (cues.length) {
    const article = find("article");
    article.classList.add("playable");
    article.addEventListener("click", (event) => {
      const line = event.target.closest(".sentence");
      if (!line || event.target.closest("a") || !getSelection().isCollapsed) return;
      const index = cues.findIndex((cue) => cue.line === line);
      if (index >= 0) playFrom(index);
    });
    // One stop for the Tab key: inside it, arrows choose a sentence, and Enter plays from it.
    text.tabIndex = 0;
    text.setAttribute("role", "group");
    text.setAttribute("aria-label", "Text. The left and right arrow keys choose a sentence, and Enter plays from it.");
    text.addEventListener("keydown", (event) => {
      if (event.target !== text || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) {
        const here = chosen >= 0 ? chosen + step : Math.max(place(), 0);
        choose(Math.min(Math.max(here, 0), cues.length - 1));
      } else if (event.key === "Enter" && chosen >= 0) playFrom(chosen);
      else if (event.key === "Escape") choose(-1);
      else return;
      event.preventDefault();
    });
    text.addEventListener("blur", () => choose(-1));
  }

  if ([...speed.options].some((option) => option.value === choices.speed)) speed.value = choices.speed;
  setSpeed();
  sound.controls = false;
  const before = (kept.get(issue).places || {})[sound.dataset.stem];
  if (before > 0 && before < length) {
    go(before);
    say(`Play goes on at ${clock(before)}, where you stopped.`);
  } else update();
};
