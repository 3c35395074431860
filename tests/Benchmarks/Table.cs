using System.Globalization;

namespace NetAudit.Benchmarks;

/// <summary>Figures as a table in Markdown.</summary>
internal static class Table
{
    public const string Head = "| what | beside, in the same run | ratio | to reach |\n|---|---|---|---|";

    public static string Line(Figure figure)
    {
        var what = $"{figure.What}: {Value(figure.Ours, figure.Unit)}";
        var beside = $"{figure.Beside}: {Value(figure.Theirs, figure.Unit)}";
        return $"| {what} | {beside} | {Number(figure.Ratio, "0.00#")} | {(figure.ToReach is { } reach ? Number(reach, "0.0#") : "")} |";
    }

    private static string Value(IReadOnlyList<double> values, string unit)
    {
        var median = Figure.Median(values);
        var format = median < 10 ? "0.0" : "0";
        var range = values.Count > 1 ? $" ({Number(values.Min(), format)} to {Number(values.Max(), format)})" : "";
        return $"{Number(median, format)}{range} {unit}";
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
