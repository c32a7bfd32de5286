// Scores by costs, the Pareto front, and the architecture that is selected there.
osnas.charts.front = {
  controls: data => [{ name: 'metric', label: 'Cost', options: data.metrics.map(metric => metric.name) }],

  option(data, context, state) {
    const metric = data.metrics[state.metric];
    const rows = context.trials.rows;
    const at = row => [osnas.row.cost(rows[row], metric.name), rows[row][1], row];
    const front = metric.front.map(at);
    const words = point => osnas.format.lines(...osnas.row.words(rows[point.value[2]]));
    const marked = (name, row, colour, symbol) => ({
      name, type: 'scatter', data: row >= 0 ? [at(row)] : [], symbol, symbolSize: 15, z: 5,
      itemStyle: { color: symbol === 'circle' ? 'transparent' : colour, borderColor: colour, borderWidth: 2 },
      tooltip: { formatter: words },
    });
    return osnas.plane.base(context, {
      legend: osnas.plane.legend(context),
      xAxis: osnas.plane.across(context, metric.name, { axisLabel: Object.assign(osnas.plane.text(context), osnas.plane.quantity, { hideOverlap: true }) }),
      yAxis: osnas.plane.up(context, 'score'),
      series: [
        {
          ...osnas.plane.points(rows.map((row, i) => at(i)), { name: 'trials' }),
          itemStyle: { color: context.theme.blue, opacity: 0.45 }, tooltip: { formatter: words },
          markArea: metric.budget.length ? {
            silent: true, itemStyle: { color: context.theme.soft, opacity: 0.12 },
            label: { show: !context.narrow, position: 'insideTop', color: context.theme.soft, formatter: 'budget' },
            data: [[{ xAxis: metric.budget[0] }, { xAxis: metric.budget[1] }]],
          } : undefined,
        },
        {
          name: 'front', type: 'line', step: 'end', data: front, symbol: 'circle', symbolSize: 8,
          lineStyle: { color: context.theme.green, width: 2 }, itemStyle: { color: context.theme.green }, tooltip: { formatter: words },
        },
        marked('chosen', data.chosen, context.theme.red, 'diamond'),
        marked('selected', osnas.selection.row, context.theme.ink, 'circle'),
      ],
    });
  },

  points: (data, context, state) => data.metrics[state.metric].front.map((row, i) =>
    ({ series: 1, index: i, row, says: osnas.row.words(context.trials.rows[row]).join(', ') })),
  row: at => Array.isArray(at.value) && at.value.length > 2 ? at.value[2] : -1,
  follows: true,
  command: (data, row) => './osnas evaluate ' + data.folder + ' --arch ' + row[2],
};
