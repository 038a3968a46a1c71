"use strict";
// What the reader has chosen and where the reader was, kept in this browser only; and how the page looks.
// A browser may refuse to keep anything, from a memory stick or in a private window: then nothing is remembered.
const kept = {
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(`everyread ${name}`)) || {};
    } catch (error) {
      return {};
    }
  },
  put(name, value) {
    try {
      localStorage.setItem(`everyread ${name}`, JSON.stringify(value));
    } catch (error) {
      // Nothing is lost but the memory of it.
    }
  },
};

const choices = kept.get("choices");

// On the root element itself, before anything is drawn.
const show = (name) => {
  if (choices[name]) document.documentElement.setAttribute(`data-${name}`, choices[name]);
  else document.documentElement.removeAttribute(`data-${name}`);
};

const offerChoices = (changed) => {
  for (const input of document.querySelectorAll(".choices input")) {
    input.checked = (choices[input.name] || "") === input.value;
    input.addEventListener("change", () => {
      choices[input.name] = input.value;
      show(input.name);
      kept.put("choices", choices);
      changed();
    });
  }
};

["size", "spacing", "theme"].forEach(show);
