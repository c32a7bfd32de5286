// Arrows go from point to point of the chart that has the focus, and say them; Enter selects.
osnas.keyboard = drawn => {
  let at = -1;
  drawn.element.addEventListener('keydown', event => {
    const points = drawn.points();
    const moves = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    if (!points.length || !(event.key in moves || event.key === 'Enter' || event.key === 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter') {
      if (at >= 0 && points[at] && points[at].row >= 0) osnas.selection.select(points[at].row);
      return;
    }
    if (event.key === 'Escape') {
      if (drawn.instance) drawn.instance.dispatchAction({ type: 'hideTip' });
      return;
    }
    at = Math.max(0, Math.min(points.length - 1, at + moves[event.key]));
    const point = points[at];
    if (drawn.instance && point.series !== undefined) {
      drawn.instance.dispatchAction({ type: 'showTip', seriesIndex: point.series, dataIndex: point.index });
    }
    document.getElementById('said').textContent = point.says;
  });
};
