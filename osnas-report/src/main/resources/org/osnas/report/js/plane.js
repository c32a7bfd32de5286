// The parts that charts in a plane have in common.
osnas.plane = {
  text: context => ({ color: context.theme.soft, fontSize: 12 }),

  axis: (context, name, more) => Object.assign({
    name, type: 'value', scale: true, splitNumber: context.narrow ? 4 : 5,
    nameTextStyle: osnas.plane.text(context),
    axisLabel: Object.assign(osnas.plane.text(context), { hideOverlap: true }),
    axisLine: { lineStyle: { color: context.theme.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: context.theme.line } },
  }, more),

  across: (context, name, more) =>
    osnas.plane.axis(context, name, Object.assign({ nameLocation: 'middle', nameGap: 28 }, more)),

  up: (context, name, more) => osnas.plane.axis(context, name,
    Object.assign({ nameLocation: 'end', nameGap: 12, nameTextStyle: Object.assign(osnas.plane.text(context), { align: 'left' }) }, more)),

  // Many points are drawn as one path.
  points: (data, more) => Object.assign({
    type: 'scatter', data, symbolSize: data.length > 400 ? 5 : 7, large: true, largeThreshold: 500,
  }, more),

  quantity: { formatter: value => osnas.format.quantity(value) },

  base: (context, more) => Object.assign({
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: context.theme.ink },
    grid: { left: 12, right: 24, top: 34, bottom: 34, containLabel: true },
    tooltip: osnas.plane.tooltip(context),
  }, more),

  tooltip: (context, more) => Object.assign({
    confine: true, backgroundColor: context.theme.card, borderColor: context.theme.line,
    textStyle: { color: context.theme.ink, fontSize: 13 },
  }, more),

  legend: (context, left) => ({ textStyle: osnas.plane.text(context), top: 0, right: 0, type: 'scroll', left: left || 92, icon: 'roundRect', itemWidth: 14, itemHeight: 9, pageIconColor: context.theme.soft, pageTextStyle: osnas.plane.text(context) }),

  scale: (context, min, max, more) => Object.assign({
    min, max: max > min ? max : min + 1e-9, calculable: false, orient: 'horizontal', left: 'center', bottom: 0,
    itemHeight: 90, itemWidth: 10, textStyle: osnas.plane.text(context),
    text: [max, min].map(more && more.formatter || (value => Number(value.toPrecision(3)))),
    inRange: { color: [context.theme.low, context.theme.blue] },
  }, more),
};
