// Fronts of score and a cost, of several searches.
osnas.charts.fronts = {
  option: (data, context) => osnas.plane.base(context, {
    legend: osnas.plane.legend(context),
    xAxis: osnas.plane.across(context, data.metric, { axisLabel: Object.assign(osnas.plane.text(context), osnas.plane.quantity, { hideOverlap: true }) }),
    yAxis: osnas.plane.up(context, 'score'),
    series: data.lines.map((line, i) => ({
      name: line.name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 7, data: line.points,
      lineStyle: { width: 2, color: context.theme.series[i % 8], type: i < 8 ? 'solid' : 'dashed' }, itemStyle: { color: context.theme.series[i % 8] },
      tooltip: { formatter: at => osnas.format.lines(line.name, data.metric + ' ' + osnas.format.quantity(at.value[0]), 'score ' + osnas.format.score(at.value[1])) },
    })),
  }),
  points: data => data.lines.flatMap((line, series) => line.points.map((point, index) => ({
    series, index, says: line.name + ': ' + data.metric + ' ' + osnas.format.quantity(point[0]) + ', score ' + osnas.format.score(point[1]),
  }))),
};
