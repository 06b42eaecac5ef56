// Draws scores over time as steps: a value holds until the next one.
document.addEventListener('DOMContentLoaded', () => {
  for (const element of document.querySelectorAll('[data-curve]')) {
    const data = JSON.parse(element.dataset.curve);
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const percent = new Intl.NumberFormat(data.lang, { style: 'percent', maximumSignificantDigits: 3 });
    const day = value => new Date(value).toISOString().slice(0, 10);
    const values = [...data.score.points, ...data.epss.points].map(point => point[1]).filter(value => value > 0);
    const least = 10 ** Math.floor(Math.log10(Math.min(0.1, ...values)));
    const series = (curve, line, type) => ({
      name: curve.name,
      type: 'line',
      step: 'end',
      symbolSize: 5,
      // Nothing has no place on a logarithmic axis: it stands at its lower end.
      data: curve.points.map(([since, value]) => [since, value === 0 ? least : value]),
      lineStyle: { color: line, width: 2, type },
      itemStyle: { color: line },
    });
    const text = { color: colour('--soft') };
    const chart = echarts.init(element, null, { renderer: 'canvas' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: style.fontFamily },
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: colour('--ink') } },
      // Words in a box of HTML would need styles that the page forbids.
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        backgroundColor: colour('--paper'),
        borderColor: colour('--line'),
        textStyle: { color: colour('--ink') },
        formatter: points => [day(points[0].axisValue)].concat(points.map(point =>
          point.seriesName + ' ' + (point.value[1] === null ? '–' : percent.format(point.value[1])))).join('\n'),
      },
      xAxis: { type: 'time', axisLabel: { ...text, formatter: day, hideOverlap: true }, axisLine: { lineStyle: text } },
      yAxis: {
        type: 'log', min: least, max: 1, axisLabel: { ...text, formatter: value => percent.format(value) },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      series: [
        series(data.score, colour('--up'), 'solid'),
        series(data.epss, colour('--down'), 'dashed'),
      ].filter(one => one.data.length > 0),
    });
    new ResizeObserver(() => chart.resize()).observe(element);
  }
});
