// How much of the variance of scores each layer explains, and the strongest pairs beyond their layers: the largest of both.
osnas.charts.importance = {
  bars(data, context) {
    const layers = data.shares.map((share, i) => ({ name: context.trials.layers[i].name, share, pair: false }));
    const pairs = data.pairs.map(pair => ({ name: 'layers ' + pair[0] + ' and ' + pair[1], share: pair[2], pair: true }))
      .filter(pair => pair.share >= 0.01).slice(0, 4);
    return layers.concat(pairs).sort((a, b) => b.share - a.share).slice(0, 14).reverse();
  },
  height: (data, context) => 60 + 24 * osnas.charts.importance.bars(data, context).length,
  option(data, context) {
    const bars = this.bars(data, context);
    return osnas.plane.base(context, {
      grid: { left: 20, right: 60, top: 10, bottom: 34, containLabel: true },
      xAxis: osnas.plane.across(context, 'share of the variance', { min: 0, scale: false, axisLabel: Object.assign(osnas.plane.text(context), { formatter: osnas.format.percent, hideOverlap: true }) }),
      yAxis: osnas.plane.axis(context, '', { type: 'category', data: bars.map(bar => bar.name), axisLabel: Object.assign(osnas.plane.text(context), { interval: 0 }) }),
      series: [{
        type: 'bar', barMaxWidth: 16,
        data: bars.map(bar => ({ value: bar.share, itemStyle: { color: bar.pair ? context.theme.series[4] : context.theme.blue } })),
        label: { show: true, position: 'right', color: context.theme.soft, formatter: at => osnas.format.percent(at.value) },
        tooltip: { formatter: at => osnas.format.lines(at.name, osnas.format.percent(at.value) + ' of the variance') },
      }],
    });
  },
  points: (data, context) => osnas.charts.importance.bars(data, context).map((bar, i) => ({
    series: 0, index: i, says: bar.name + ' explains ' + osnas.format.percent(bar.share),
  })).reverse(),
};
