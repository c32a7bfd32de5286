// Which candidates the best architectures have, layer by layer.
osnas.charts.choices = {
  controls: data => [{ name: 'group', label: 'Of', options: Object.keys(data.groups) }],
  most: context => Math.max(...context.trials.layers.map(layer => layer.choices.length)),
  alike: context => context.trials.layers.every(layer => layer.choices.join() === context.trials.layers[0].choices.join()),
  cells(data, context, state) {
    const counts = Object.values(data.groups)[state.group];
    return counts.flatMap((layer, l) => {
      const all = layer.reduce((sum, count) => sum + count, 0);
      return layer.map((count, choice) => [l, choice, all ? count / all : 0, count]);
    });
  },
  height: (data, context) => 120 + 26 * osnas.charts.choices.most(context),
  option(data, context, state) {
    const names = this.alike(context) ? context.trials.layers[0].choices : [...Array(this.most(context)).keys()].map(i => 'choice ' + i);
    const category = names => osnas.plane.axis(context, '', { type: 'category', data: names, splitLine: { show: false }, axisLabel: Object.assign(osnas.plane.text(context), { interval: 0 }) });
    return osnas.plane.base(context, {
      grid: { left: 14, right: 16, top: 10, bottom: 66, containLabel: true },
      xAxis: Object.assign(category(context.trials.layers.map((layer, i) => i)), { name: 'layer', nameLocation: 'middle', nameGap: 24,
        axisLabel: Object.assign(osnas.plane.text(context), { interval: context.narrow && context.trials.layers.length > 14 ? 1 : 0 }) }),
      yAxis: category(names),
      visualMap: osnas.plane.scale(context, 0, 1, { dimension: 2, formatter: osnas.format.percent }),
      series: [{
        type: 'heatmap', data: this.cells(data, context, state), itemStyle: { borderColor: context.theme.card, borderWidth: 1 },
        tooltip: { formatter: at => osnas.format.lines('layer ' + at.value[0] + ': ' + context.trials.layers[at.value[0]].choices[at.value[1]],
          at.value[3] + ' architectures, ' + osnas.format.percent(at.value[2])) },
      }],
    });
  },
  points: (data, context, state) => osnas.charts.choices.cells(data, context, state).map((cell, i) => ({
    series: 0, index: i, says: 'layer ' + cell[0] + ': ' + cell[3] + ' have ' + context.trials.layers[cell[0]].choices[cell[1]],
  })),
};
