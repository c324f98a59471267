/** On a narrow screen one pane at a time, chosen by the tabs below; on a wide one the drawer of faults and wire. */
export function createTabs() {
  const tabs = [...document.querySelectorAll('button[data-tab]')].filter((tab) => tab instanceof HTMLElement);
  const bench = /** @type {HTMLElement} */ (document.getElementById('bench'));
  const drawer = /** @type {HTMLElement} */ (document.querySelector('button[name=bench]'));

  /** @param {string} name */
  const choose = (name) => {
    document.body.dataset.tab = name;
    for (const tab of tabs) {
      tab.setAttribute('aria-pressed', `${tab.dataset.tab === name}`);
      if (tab.dataset.tab === name) tab.classList.remove('news');
    }
  };

  for (const tab of tabs) tab.onclick = () => choose(tab.dataset.tab ?? '');
  drawer.onclick = () => {
    bench.hidden = !bench.hidden;
    drawer.setAttribute('aria-expanded', `${!bench.hidden}`);
  };
  choose(document.body.dataset.tab ?? 'conversation');

  return {
    choose,

    /**
     * Something new is in a pane that may be out of sight.
     * @param {string} name
     */
    announce(name) {
      if (document.body.dataset.tab === name) return;
      tabs.find((tab) => tab.dataset.tab === name)?.classList.add('news');
    },
  };
}
