// Draws the charts one after the other, so that the page can be read meanwhile, and anew when colours or width change.
osnas.drawn = [];

osnas.begin = element => {
  const values = () => osnas.values.charts[element.dataset.chart];
  const chart = osnas.charts[values().kind];
  const state = {};
  const drawn = { element, chart, instance: null };
  const data = () => values().data;

  drawn.points = () => chart.points ? chart.points(data(), osnas.context(element), state) : [];

  drawn.update = () => {
    const context = osnas.context(element);
    if (chart.draw) {
      chart.draw(element, data(), context, state);
    } else {
      element.style.height = (chart.height ? chart.height(data(), context, state) : context.narrow ? 300 : 340) + 'px';
      if (!drawn.instance) {
        drawn.instance = echarts.init(element);
        drawn.instance.on('click', at => { const row = chart.row ? chart.row(at) : -1; if (row >= 0) osnas.selection.select(row); });
      }
      // A tooltip would ask for a point that there may not be any more.
      drawn.instance.dispatchAction({ type: 'hideTip' });
      drawn.instance.resize();
      drawn.instance.setOption(chart.option(data(), context, state), true);
    }
    element.dataset.drawn = 'true';
  };

  const controls = element.parentElement.querySelector('.controls');
  (chart.controls ? chart.controls(data()) : []).forEach(control => {
    state[control.name] = 0;
    if (control.options.length < 2) return;
    const select = osnas.element('select', {}, ...control.options.map((option, i) => osnas.element('option', { value: i }, option)));
    select.addEventListener('change', () => { state[control.name] = Number(select.value); drawn.update(); });
    controls.append(osnas.element('label', {}, control.label + ' ', select));
  });
  osnas.keyboard(drawn);
  drawn.update();
  return drawn;
};

osnas.drawAll = () => {
  const waiting = [...document.querySelectorAll('[data-chart]')];
  const next = () => {
    const element = waiting.shift();
    if (!element) {
      document.documentElement.dataset.ready = String(osnas.drawn.length);
      return;
    }
    osnas.drawn.push(osnas.begin(element));
    setTimeout(next);
  };
  next();
};

osnas.updateAll = () => osnas.drawn.forEach(drawn => drawn.update());

// Colours and width of the page may change at any time.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', osnas.updateAll);
let width = document.body.clientWidth;
new ResizeObserver(() => {
  if (document.body.clientWidth !== width) {
    width = document.body.clientWidth;
    requestAnimationFrame(osnas.updateAll);
  }
}).observe(document.body);
osnas.drawAll();
