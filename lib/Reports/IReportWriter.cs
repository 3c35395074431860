namespace NetAudit.Reports;

/// <summary>Writes the results of an audit, its findings and a gate in one format.</summary>
public interface IReportWriter
{
    /// <summary>The format's name: "JUnit".</summary>
    string Format { get; }

    /// <summary>The extensions of files in this format: ".xml". The first is the usual one.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>Writes a whole report.</summary>
    /// <param name="content">The report's content.</param>
    /// <param name="output">Where to write; left open.</param>
    void Write(ReportContent content, TextWriter output);
}
