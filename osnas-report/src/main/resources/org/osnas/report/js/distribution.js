// The share of trials that score at most so much.
osnas.charts.distribution = {
  option: (data, context) => osnas.plane.base(context, {
    legend: osnas.plane.legend(context, 126),
    tooltip: osnas.plane.tooltip(context, { trigger: 'axis', formatter: all => osnas.format.lines(
      'score up to ' + osnas.format.score(all[0].axisValue), ...all.map(at => at.seriesName + ': ' + osnas.format.percent(at.value[1]))) }),
    xAxis: osnas.plane.across(context, 'score', { axisLabel: Object.assign(osnas.plane.text(context), { hideOverlap: true }) }),
    yAxis: osnas.plane.up(context, 'share of trials', { min: 0, max: 1, interval: 0.25 }),
    series: data.lines.map((line, i) => ({
      name: line.name, type: 'line', step: 'end', showSymbol: false, zlevel: 0, data: line.points,
      lineStyle: { width: 2, color: context.theme.series[i % 8], type: i < 8 ? 'solid' : 'dashed' }, itemStyle: { color: context.theme.series[i % 8] },
    })),
  }),
  points: data => data.lines[data.lines.length - 1].points.map((point, i) => ({
    series: data.lines.length - 1, index: i,
    says: data.lines[data.lines.length - 1].name + ': ' + osnas.format.percent(point[1]) + ' score at most ' + osnas.format.score(point[0]),
  })),
};
osnas.charts.distributions = osnas.charts.distribution;
