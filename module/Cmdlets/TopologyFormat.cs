namespace NetAudit.PowerShell;

/// <summary>The forms of Get-OverlayTopology's result.</summary>
public enum TopologyFormat
{
    /// <summary>An object with nodes and edges.</summary>
    Object,

    /// <summary>A flowchart in Mermaid's language.</summary>
    Mermaid,

    /// <summary>A graph in Graphviz's language.</summary>
    Dot,
}
