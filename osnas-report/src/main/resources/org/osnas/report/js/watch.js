// Asks the server every two seconds for what is new, and puts it in place without losing what the reader chose.
osnas.watch = { tag: null };

osnas.watch.take = text => {
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  const values = JSON.parse(fresh.getElementById('values').textContent);
  const same = [...document.querySelectorAll('[data-chart]')].map(element => element.dataset.chart).join()
    === [...fresh.querySelectorAll('[data-chart]')].map(element => element.dataset.chart).join();
  const before = osnas.values;
  osnas.values = values;
  document.title = fresh.title;
  if (!same) {
    osnas.drawn.forEach(drawn => drawn.instance && drawn.instance.dispose());
    osnas.drawn = [];
    document.querySelector('main').replaceWith(fresh.querySelector('main'));
    osnas.drawAll();
    return;
  }
  document.querySelectorAll('[data-part]').forEach(part => {
    const other = fresh.querySelector('[data-part="' + part.dataset.part + '"]');
    if (other) part.replaceWith(other);
  });
  osnas.selection.row = -1;
  osnas.drawn.forEach(drawn => {
    const id = drawn.element.dataset.chart;
    const label = fresh.querySelector('[data-chart="' + id + '"]').getAttribute('aria-label');
    drawn.element.setAttribute('aria-label', label);
    if (JSON.stringify(before.charts[id]) !== JSON.stringify(values.charts[id]) || drawn.chart.follows || values.charts[id].kind === 'history') drawn.update();
  });
};

osnas.watch.ask = async () => {
  const said = document.getElementById('watched');
  try {
    const answer = await fetch('content', { headers: osnas.watch.tag ? { 'If-None-Match': osnas.watch.tag } : {}, cache: 'no-store' });
    if (answer.status === 200) {
      osnas.watch.tag = answer.headers.get('ETag');
      osnas.watch.take(await answer.text());
    }
    said.textContent = 'Asked at ' + new Date().toLocaleTimeString();
  } catch (error) {
    said.textContent = 'The server does not answer; this is the last that it said.';
  }
  setTimeout(osnas.watch.ask, 2000);
};
setTimeout(osnas.watch.ask, 2000);
