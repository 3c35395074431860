using NetAudit.Gate;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>Writes rows, and a gate's findings where there was a gate, in one format.</summary>
public interface IReportWriter
{
    /// <summary>The format's name: "JUnit".</summary>
    string Format { get; }

    /// <summary>How names of files in this format end: ".xml"; the first is the usual one.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>Writes a whole report.</summary>
    /// <param name="rows">The rows of the audit; may be empty.</param>
    /// <param name="findings">What a gate found; null where there was no gate.</param>
    /// <param name="output">Where to write; left open.</param>
    void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output);
}
