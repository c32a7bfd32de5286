// Which classes are taken for which: rows are the truth.
osnas.charts.matrix = {
  cells: data => data.counts.flatMap((row, truth) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, guess) => [guess, truth, all ? count / all : 0, count]);
  }),
  height: (data, context) => Math.min(context.width, 150 + Math.max(24, Math.min(34, 700 / data.names.length)) * data.names.length),
  option(data, context) {
    const few = data.names.length <= 30;
    const category = (name, more) => osnas.plane.axis(context, name, Object.assign({
      type: 'category', data: data.names, splitLine: { show: false },
      axisLabel: Object.assign(osnas.plane.text(context), { interval: few ? 0 : 'auto', width: context.narrow ? 70 : 110, overflow: 'truncate' }),
    }, more));
    return osnas.plane.base(context, {
      grid: { left: 14, right: 16, top: 30, bottom: 70, containLabel: true },
      xAxis: category('taken for', { nameLocation: 'middle', nameGap: context.narrow ? 74 : 64, axisLabel: Object.assign(osnas.plane.text(context), { interval: few ? 0 : 'auto', rotate: 45, width: 80, overflow: 'truncate' }) }),
      yAxis: category('is', { inverse: true, nameLocation: 'start', nameTextStyle: Object.assign(osnas.plane.text(context), { align: 'right' }) }),
      visualMap: osnas.plane.scale(context, 0, 1, { dimension: 2, formatter: osnas.format.percent }),
      series: [{
        type: 'heatmap', data: this.cells(data), itemStyle: { borderColor: context.theme.card, borderWidth: 1 },
        label: { show: data.names.length <= 12, fontSize: context.narrow ? 9 : 12, formatter: at => at.value[3] || '', color: context.theme.ink },
        tooltip: { formatter: at => osnas.format.lines(data.names[at.value[1]] + ' taken for ' + data.names[at.value[0]], at.value[3] + ' examples, ' + osnas.format.percent(at.value[2])) },
      }],
    });
  },
  points: data => osnas.charts.matrix.cells(data).map((cell, index) => ({
    series: 0, index, says: cell[3] + ' of ' + data.names[cell[1]] + ' taken for ' + data.names[cell[0]],
  })),
};
