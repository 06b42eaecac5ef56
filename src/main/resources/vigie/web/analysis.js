// Draws charts from neutral data (see ChartData) on canvas. Nothing of it becomes HTML: names come from records of anyone.
(() => {
  const NARROW = 520;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const drawn = new Map();

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue('--' + name).trim();
    return {
      ink: colour('ink'), soft: colour('soft'), line: colour('line'), paper: colour('paper'), mark: colour('mark'),
      font: getComputedStyle(document.body).fontFamily,
      plain: colour('link'), critical: colour('critical'), high: colour('high'), medium: colour('medium'), low: colour('low'),
      none: colour('soft'), alert: colour('alert'),
    };
  }

  // In a rich text {name|...} would be obeyed as a style instead of being shown.
  const shown = text => text.replace(/\{(?=[a-zA-Z0-9_]+\|)/g, '{ ');
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const whole = value => number.format(Math.round(value));

  function item(mark, value, colours) {
    return {
      value, label: undefined, said: mark.label, href: mark.href,
      itemStyle: { color: colours[mark.tone] },
      cursor: mark.href ? 'pointer' : 'default',
    };
  }

  function base(data, colours) {
    return {
      animation: !still.matches,
      textStyle: { fontFamily: colours.font, color: colours.ink },
      aria: { enabled: true, label: { description: data.title + '. ' + data.sentences.join(' ') } },
      tooltip: {
        renderMode: 'richText', confine: true, borderWidth: 1, borderColor: colours.line, backgroundColor: colours.paper,
        textStyle: { color: colours.ink, fontSize: 13, width: 260, overflow: 'break' },
        formatter: at => shown(at.data && at.data.said || ''),
      },
    };
  }

  const names = (colours, more) => ({ color: colours.ink, fontSize: 11, hideOverlap: true, ...more });
  const title = (axis, colours, gap) =>
    ({ name: axis.title, nameLocation: 'middle', nameGap: gap, nameTextStyle: { color: colours.soft, fontSize: 11, lineHeight: 14 } });

  function counting(axis, colours, gap) {
    return {
      type: 'value', min: 0, ...title(axis, colours, gap), minInterval: axis.title.includes('%') ? 0 : 1,
      axisLabel: names(colours, { formatter: value => number.format(value) }), splitLine: { lineStyle: { color: colours.line } },
    };
  }

  function categories(axis, colours, label) {
    return {
      type: 'category', data: axis.categories, axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.soft } }, axisLabel: names(colours, label),
    };
  }

  function legend(colours) {
    return { top: 0, right: 0, textStyle: { color: colours.ink }, itemWidth: 14, itemHeight: 10 };
  }

  function histogram(data, colours) {
    const bins = data.x.categories.length;
    const [bars, curve] = data.series;
    return {
      ...base(data, colours),
      grid: { left: 56, right: 12, top: 16, bottom: 46 },
      xAxis: [
        { ...categories(data.x, colours), show: false },
        {
          type: 'value', min: 0, max: bins, interval: 2, position: 'bottom', ...title(data.x, colours, 28), splitLine: { show: false },
          axisLabel: names(colours, { formatter: at => data.x.categories[at] || '10' }),
        },
      ],
      yAxis: counting(data.y, colours, 42),
      series: [
        { type: 'bar', barCategoryGap: '4%', data: bars.marks.map(mark => item(mark, mark.value, colours)) },
        ...curve ? [{
          type: 'line', xAxisIndex: 1, symbol: 'none', silent: true, tooltip: { show: false },
          lineStyle: { color: colours.ink, width: 1.5 }, data: curve.marks.map(mark => [mark.x, mark.value]),
        }] : [],
      ],
    };
  }

  function columns(data, colours) {
    return {
      ...base(data, colours),
      color: data.series.map(series => colours[series.marks[0]?.tone || 'plain']),
      legend: legend(colours),
      grid: { left: 48, right: 12, top: 36, bottom: 46 },
      xAxis: { ...categories(data.x, colours), ...title(data.x, colours, 28) },
      yAxis: counting(data.y, colours, 34),
      series: data.series.map(series => (
        { type: 'bar', name: series.name, stack: 'all', data: series.marks.map(mark => item(mark, mark.value, colours)) })),
    };
  }

  // As wide as the longest name, but not wider than a share of the chart.
  const ruler = document.createElement('canvas').getContext('2d');
  function room(names, colours, width, share) {
    ruler.font = '11px ' + colours.font;
    return Math.ceil(Math.min(width * share, Math.max(...names.map(name => ruler.measureText(name).width)) + 2));
  }

  // In two lines where it is longer than its axis.
  function broken(text, colours, length) {
    ruler.font = '11px ' + colours.font;
    const middle = text.indexOf(' ', text.length / 2);
    return ruler.measureText(text).width <= length || middle < 0 ? text : text.slice(0, middle) + '\n' + text.slice(middle + 1);
  }

  function bars(data, colours, narrow, width) {
    const names = room(data.y.categories, colours, width, narrow ? 0.36 : 0.5);
    return {
      ...base(data, colours),
      grid: { left: names + 12, right: 48, top: 8, bottom: 46 },
      xAxis: counting(data.x, colours, 28),
      yAxis: { ...categories(data.y, colours, { width: names, overflow: 'truncate', interval: 0 }), inverse: true },
      series: [{
        type: 'bar', barCategoryGap: '28%', data: data.series[0].marks.map(mark => item(mark, mark.value, colours)),
        label: { show: true, position: 'right', color: colours.ink, fontSize: 11, formatter: at => number.format(Math.round(at.value * 100) / 100) },
      }],
    };
  }

  function ring(data, colours, narrow) {
    const said = new Map();
    const parts = data.series[0].marks.map((mark, i) => {
      said.set(data.x.categories[i], mark.label);
      return { ...item(mark, mark.value, colours), name: data.x.categories[i] };
    }).filter(part => part.value > 0);
    return {
      ...base(data, colours),
      legend: {
        ...narrow ? { bottom: 0, left: 'center' } : { right: 8, top: 'middle' }, orient: 'vertical', itemWidth: 14, itemHeight: 14,
        textStyle: { color: colours.ink, fontSize: 13 }, formatter: name => said.get(name), selectedMode: false,
      },
      series: [{
        type: 'pie', radius: narrow ? ['36%', '58%'] : ['50%', '82%'], center: narrow ? ['50%', '33%'] : ['32%', '50%'],
        itemStyle: { borderColor: colours.paper, borderWidth: 2 }, label: { show: false }, data: parts,
      }],
    };
  }

  function mix(from, to, share) {
    const hex = text => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16));
    const [a, b] = [hex(from), hex(to)];
    return 'rgb(' + a.map((part, i) => Math.round(part + (b[i] - part) * share)).join(',') + ')';
  }

  // Counts of a matrix differ by orders of magnitude: its shades go by their logarithm.
  function cells(data, colours, narrow, offset = () => [0, 0]) {
    const marks = data.series.find(series => series.kind === 'cell').marks;
    const most = Math.max(...marks.map(mark => mark.value), 1);
    const share = value => value === 0 ? 0
      : 0.08 + 0.92 * (data.form === 'matrix' ? Math.log1p(value) / Math.log1p(most) : value / most);
    return {
      type: 'heatmap',
      data: marks.map(mark => ({
        ...item(mark, [Math.floor(mark.x), Math.floor(mark.y), mark.value], colours),
        itemStyle: { color: mix(colours.mark, colours.plain, share(mark.value)), borderColor: colours.paper, borderWidth: 1 },
        label: {
          show: mark.value > 0, formatter: whole(mark.value), fontSize: narrow ? 9 : 11, offset: offset(mark),
          color: share(mark.value) > 0.55 ? colours.paper : colours.ink,
        },
      })),
      emphasis: { itemStyle: { borderColor: colours.ink, borderWidth: 1 } },
    };
  }

  function heatmap(data, colours, narrow, width) {
    const names = room(data.y.categories, colours, width, 0.36);
    return {
      ...base(data, colours),
      grid: { left: names + 10, right: 8, top: 8, bottom: 76 },
      xAxis: categories(data.x, colours, { rotate: narrow ? 90 : 40, interval: 0, width: 84, overflow: 'truncate' }),
      yAxis: { ...categories(data.y, colours, { width: names, overflow: 'truncate', interval: 0 }), inverse: true },
      series: [cells(data, colours, narrow)],
    };
  }

  // A count stands in the middle of its cell, or at the first place where no point covers it.
  const PLACES = [[0, 0], [-0.26, 0], [0.26, 0], [0, -0.26], [0, 0.26], [-0.26, -0.26], [0.26, -0.26], [-0.26, 0.26], [0.26, 0.26]];
  function uncovered(points, cell, size, narrow) {
    return mark => {
      const half = { x: whole(mark.value).length * (narrow ? 2.6 : 3.2) + size, y: (narrow ? 5 : 6) + size };
      const middle = { x: Math.floor(mark.x) + 0.5, y: Math.floor(mark.y) + 0.5 };
      const covering = ([x, y]) => points.filter(point =>
        Math.abs(point.x - middle.x - x) * cell.width < half.x && Math.abs(point.y - middle.y + y) * cell.height < half.y).length;
      const counts = PLACES.map(covering);
      const [x, y] = PLACES[counts.indexOf(Math.min(...counts))];
      return [x * cell.width, y * cell.height];
    };
  }

  function matrix(data, colours, narrow, width, height) {
    const hidden = max => ({ type: 'value', min: 0, max, show: false });
    const points = data.series.find(series => series.kind === 'point');
    const zone = data.zone;
    const grid = { left: narrow ? 106 : 140, right: 14, top: 30, bottom: narrow ? 80 : 66 };
    const cell = {
      width: (width - grid.left - grid.right) / data.x.categories.length,
      height: (height - grid.top - grid.bottom) / data.y.categories.length,
    };
    return {
      ...base(data, colours),
      grid,
      xAxis: [
        { ...categories(data.x, colours, { rotate: narrow ? 60 : 35, interval: 0, hideOverlap: false }), ...title(data.x, colours, narrow ? 62 : 48) },
        hidden(data.x.categories.length),
      ],
      yAxis: [
        { ...categories(data.y, colours, { interval: 0 }), ...narrow ? {} : title({ title: broken(data.y.title, colours, height - grid.top - grid.bottom) }, colours, 108) },
        hidden(data.y.categories.length),
      ],
      series: [
        cells(data, colours, narrow, uncovered(points.marks, cell, 5, narrow)),
        // The edge of a mark area lies below the cells.
        {
          type: 'line', xAxisIndex: 1, yAxisIndex: 1, z: 4, silent: true, symbol: 'none', clip: false, tooltip: { show: false },
          lineStyle: { color: colours.alert, width: 2 },
          data: [[zone.left, zone.bottom], [zone.left, zone.top], [zone.right, zone.top], [zone.right, zone.bottom], [zone.left, zone.bottom]],
        },
        {
          type: 'scatter', name: points.name, xAxisIndex: 1, yAxisIndex: 1, symbolSize: 9, z: 5,
          data: points.marks.map(mark => ({
            ...item(mark, [mark.x, mark.y], colours),
            itemStyle: { color: colours[mark.tone], borderColor: colours.paper, borderWidth: 1 },
          })),
          markArea: {
            silent: true, itemStyle: { color: 'rgba(0,0,0,0)' },
            label: { color: colours.alert, fontWeight: 'bold', fontSize: narrow ? 10 : 12, position: ['100%', -18], align: 'right', formatter: zone.label },
            data: [[{ coord: [zone.left, zone.bottom] }, { coord: [zone.right, zone.top] }]],
          },
        },
      ],
    };
  }

  const FORMS = { histogram, columns, bars, ring, heatmap, matrix };

  function draw(place, data) {
    let chart = echarts.getInstanceByDom(place);
    if (!chart) {
      place.replaceChildren();
      chart = echarts.init(place, null, { renderer: 'canvas' });
      chart.on('click', at => follow(at.data && at.data.href));
      new ResizeObserver(() => resize(place)).observe(place);
    }
    const narrow = place.clientWidth < NARROW;
    drawn.set(place, { chart, data, narrow });
    chart.setOption(FORMS[data.form](data, theme(), narrow, place.clientWidth, place.clientHeight), true);
  }

  function resize(place) {
    const { chart, data, narrow } = drawn.get(place);
    chart.resize();
    if (narrow !== place.clientWidth < NARROW) {
      draw(place, data);
    }
  }

  // Only lists of this server are opened.
  function follow(href) {
    if (href && new URL(href, location.href).origin === location.origin) {
      location.assign(href);
    }
  }

  async function load(place) {
    try {
      const answer = await fetch(place.dataset.chart, { headers: { Accept: 'application/json' } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      draw(place, await answer.json());
    } catch (problem) {
      const note = document.createElement('p');
      note.className = 'problem';
      note.textContent = place.dataset.failed;
      place.removeAttribute('role');
      place.removeAttribute('aria-label');
      place.replaceChildren(note);
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    const near = new IntersectionObserver(entries => {
      for (const entry of entries.filter(e => e.isIntersecting)) {
        near.unobserve(entry.target);
        load(entry.target);
      }
    }, { rootMargin: '400px' });
    document.querySelectorAll('[data-chart]').forEach(place => near.observe(place));
    const again = () => drawn.forEach(({ data }, place) => draw(place, data));
    dark.addEventListener('change', again);
    still.addEventListener('change', again);
  });
})();
