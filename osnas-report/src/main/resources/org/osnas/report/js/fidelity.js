// Accuracies after training from scratch by scores with shared weights.
osnas.charts.fidelity = {
  option: (data, context) => osnas.plane.base(context, {
    xAxis: osnas.plane.across(context, data.scorer, { axisLabel: Object.assign(osnas.plane.text(context), { hideOverlap: true }) }),
    yAxis: osnas.plane.up(context, 'accuracy from scratch'),
    series: [{
      type: 'scatter', symbolSize: 9, data: data.pairs.map(pair => [pair.score, pair.accuracy, pair.cost]), itemStyle: { color: context.theme.blue, opacity: 0.75 },
      tooltip: { formatter: at => osnas.format.lines(data.pairs[at.dataIndex].architecture, data.scorer + ' ' + osnas.format.score(at.value[0]),
        'accuracy ' + osnas.format.score(at.value[1]), data.metric + ' ' + osnas.format.quantity(at.value[2])) },
    }],
  }),
  points: data => data.pairs.map((pair, index) => ({ series: 0, index, says: pair.architecture + ': score ' + osnas.format.score(pair.score) + ', accuracy ' + osnas.format.score(pair.accuracy) })),
};
