// Scores by the candidate of one layer.
osnas.charts.slices = {
  controls: data => [{ name: 'layer', label: 'Layer', options: data.order.map(layer => osnas.values.trials.layers[layer].name) }],
  option(data, context, state) {
    const layer = data.order[state.layer];
    const slices = data.layers[layer];
    const names = context.trials.layers[layer].choices;
    const turned = names.length > (context.narrow ? 5 : 10);
    return osnas.plane.base(context, {
      xAxis: osnas.plane.axis(context, '', {
        type: 'category', data: names.map((name, i) => name + (turned ? ': ' : '\n') + slices[i].count), splitLine: { show: false },
        axisLabel: Object.assign(osnas.plane.text(context), { interval: 0, lineHeight: 15, rotate: turned ? 60 : 0 }),
      }),
      yAxis: osnas.plane.up(context, 'score'),
      series: [{
        type: 'boxplot', data: slices.map(slice => slice.quartiles.length ? slice.quartiles : [null, null, null, null, null]),
        itemStyle: { color: context.theme.low, borderColor: context.theme.blue, borderWidth: 1.5 },
        tooltip: { formatter: at => osnas.format.lines(names[at.dataIndex], slices[at.dataIndex].count + ' trials',
          'best ' + osnas.format.score(slices[at.dataIndex].quartiles[4]), 'median ' + osnas.format.score(slices[at.dataIndex].quartiles[2]),
          'worst ' + osnas.format.score(slices[at.dataIndex].quartiles[0])) },
      }],
    });
  },
  points: (data, context, state) => data.layers[data.order[state.layer]].map((slice, i) => ({
    series: 0, index: i, says: context.trials.layers[data.order[state.layer]].choices[i] + ': ' + slice.count + ' trials'
      + (slice.count ? ', median score ' + osnas.format.score(slice.quartiles[2]) : ''),
  })),
};
