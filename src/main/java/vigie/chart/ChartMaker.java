package vigie.chart;

/** Makes one chart. */
interface ChartMaker {

    /** The chart of what is asked for, with at least one sentence also where there is nothing. */
    ChartData make(ChartScope scope, ChartWords words);
}
