// Before anything is painted: how this reader wants pages to look, kept on this machine only.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem("gongkai.comfort") ?? "{}");
    Object.entries(chosen).forEach(([name, value]) => {
      if (value) document.documentElement.dataset[name] = value;
    });
  } catch {
    // What cannot be read is as if nothing had been chosen.
  }
})();
