// A line for each architecture through its choices, costs and score.
osnas.charts.parallel = {
  // Few axes stand side by side where there is room, else they lie one above the other.
  lying: context => context.narrow || context.trials.layers.length > 8,
  axes: context => context.trials.layers.map(layer => ({ name: layer.name, choices: layer.choices }))
    .concat(context.trials.metrics.slice(0, 3).map(metric => ({ name: metric })), [{ name: 'score' }]),
  height: (data, context) => osnas.charts.parallel.lying(context) ? 60 + 46 * osnas.charts.parallel.axes(context).length : 380,
  values: row => osnas.row.choices(row).concat(row.slice(3, 3 + Math.min(3, osnas.values.trials.metrics.length)), [row[1]]),

  option(data, context) {
    const rows = context.trials.rows;
    const axes = this.axes(context);
    const lying = this.lying(context);
    // More lines over many axes would be a carpet.
    const each = lying ? Math.ceil(data.rows.length / 150) : 1;
    const shown = data.rows.filter((row, i) => i % each === 0).map(row => rows[row]);
    const scores = shown.map(row => row[1]);
    const selected = osnas.selection.row;
    return osnas.plane.base(context, {
      parallel: Object.assign({
        layout: lying ? 'vertical' : 'horizontal',
        parallelAxisDefault: { nameTextStyle: osnas.plane.text(context), axisLabel: osnas.plane.text(context), axisLine: { lineStyle: { color: context.theme.soft } }, nameGap: 12, areaSelectStyle: { color: context.theme.blue, opacity: 0.2, borderColor: context.theme.blue } },
      }, lying ? { left: 84, right: 36, top: 16, bottom: 62 } : { left: 46, right: 56, top: 34, bottom: 58 }),
      parallelAxis: axes.map((axis, dim) => Object.assign({ dim, name: axis.name, nameLocation: lying ? 'start' : 'end' }, axis.choices
        ? { type: 'category', data: axis.choices.map((choice, i) => i), axisLabel: Object.assign(osnas.plane.text(context), { formatter: i => axis.choices[i], interval: 0, hideOverlap: true, fontSize: lying && axis.choices.length > 5 ? 10 : 11, rotate: lying && context.narrow && axis.choices.length > 5 ? 30 : 0 }) }
        : { type: 'value', scale: true, splitNumber: 3, axisLabel: Object.assign(osnas.plane.text(context), osnas.plane.quantity, { hideOverlap: true }) })),
      visualMap: osnas.plane.scale(context, Math.min(...scores), Math.max(...scores), { dimension: axes.length - 1, seriesIndex: 0 }),
      series: [
        { type: 'parallel', data: shown.map(this.values), lineStyle: { width: 1.2, opacity: lying ? 0.3 : 0.45 }, inactiveOpacity: 0.03, activeOpacity: 0.8, progressive: 0 },
        { type: 'parallel', data: selected >= 0 ? [this.values(rows[selected])] : [], lineStyle: { width: 4, opacity: 1, color: context.theme.red }, inactiveOpacity: 1, silent: true },
      ],
    });
  },
  follows: true,
  points: (data, context) => data.rows.map(row => ({ row, says: osnas.row.words(context.trials.rows[row]).join(', ') })),
};
