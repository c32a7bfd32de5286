// Ranks of scores by ranks of a cost: whether the search only found that larger is better.
osnas.charts.ranks = {
  controls: data => [{
    name: 'metric', label: 'Cost',
    options: data.metrics.map(metric => metric.name + (metric.rho === null ? '' : ' (ρ ' + metric.rho.toFixed(2) + ')')),
  }],
  option(data, context, state) {
    const metric = data.metrics[state.metric];
    const rows = context.trials.rows;
    return osnas.plane.base(context, {
      xAxis: osnas.plane.across(context, 'rank by ' + metric.name, { min: 0, max: context.trials.of, scale: false, minInterval: 1 }),
      yAxis: osnas.plane.up(context, 'rank by score', { min: 0, max: context.trials.of, scale: false, minInterval: 1 }),
      series: [{
        ...osnas.plane.points(metric.points),
        itemStyle: { color: context.theme.blue, opacity: 0.55 },
        tooltip: { formatter: at => osnas.format.lines(...osnas.row.words(rows[at.value[2]])) },
      }],
    });
  },
  points: (data, context, state) => data.metrics[state.metric].points.map((point, i) => ({
    series: 0, index: i, row: point[2], says: 'rank ' + point[1] + ' by score, ' + point[0] + ' by cost',
  })),
  row: at => at.value[2],
};
