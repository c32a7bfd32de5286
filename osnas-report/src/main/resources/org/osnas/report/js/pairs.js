// Mean scores by the candidates of two layers.
osnas.charts.pairs = {
  controls: data => [{ name: 'pair', label: 'Layers', options: data.pairs.map(pair => pair.first + ' and ' + pair.second) }],
  height: (data, context, state) => 150 + 26 * context.trials.layers[data.pairs[state.pair].second].choices.length,
  option(data, context, state) {
    const pair = data.pairs[state.pair];
    const across = context.trials.layers[pair.first];
    const up = context.trials.layers[pair.second];
    const means = pair.cells.map(cell => cell[2]);
    const category = (names, more) => osnas.plane.axis(context, '', Object.assign({
      type: 'category', data: names, splitLine: { show: false }, axisLabel: Object.assign(osnas.plane.text(context), { interval: 0 }),
    }, more));
    return osnas.plane.base(context, {
      grid: { left: 14, right: 16, top: 26, bottom: 66, containLabel: true },
      xAxis: category(across.choices, { name: across.name, nameLocation: 'middle', nameGap: across.choices.length > (context.narrow ? 5 : 9) ? 52 : 26,
        axisLabel: Object.assign(osnas.plane.text(context), { interval: 0, rotate: across.choices.length > (context.narrow ? 5 : 9) ? 45 : 0 }) }),
      yAxis: category(up.choices, { name: up.name, nameTextStyle: Object.assign(osnas.plane.text(context), { align: 'left' }), nameGap: 8 }),
      visualMap: osnas.plane.scale(context, Math.min(...means), Math.max(...means), { dimension: 2 }),
      series: [{
        type: 'heatmap', data: pair.cells, itemStyle: { borderColor: context.theme.card, borderWidth: 1 },
        label: { show: !context.narrow && across.choices.length <= 6, formatter: at => osnas.format.score(at.value[2]).slice(0, 5), color: context.theme.ink },
        tooltip: { formatter: at => osnas.format.lines(across.name + ': ' + across.choices[at.value[0]], up.name + ': ' + up.choices[at.value[1]],
          'mean score ' + osnas.format.score(at.value[2]), at.value[3] + ' trials') },
      }],
    });
  },
  points: (data, context, state) => data.pairs[state.pair].cells.map((cell, i) => ({
    series: 0, index: i, says: context.trials.layers[data.pairs[state.pair].first].choices[cell[0]] + ' with '
      + context.trials.layers[data.pairs[state.pair].second].choices[cell[1]] + ': mean score ' + osnas.format.score(cell[2]),
  })),
};
