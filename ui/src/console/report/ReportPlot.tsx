import { Plot, type PlotProps } from '../plot/Plot';
import { useReport } from './useReport';

/** A plot of a report. A tile may do without. */
export function ReportPlot(props: PlotProps) {
  const { tile } = useReport();
  return tile?.plot === false ? null : <Plot {...props} />;
}
