using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Recognises one solution on a host. One file each; found by its type, so that a new file is all a new solution needs.</summary>
internal interface ISolutionDetector
{
    /// <summary>The solution's name, as editions spell it.</summary>
    string Solution { get; }

    /// <summary>The traces it looks for, for the message that no solution was found.</summary>
    string LooksFor { get; }

    /// <summary>Whether the engine's networks show the solution; other solutions show only in the kernel's state.</summary>
    bool IsToldByEngine { get; }

    /// <summary>The solution's footprint, or null if there is no trace of it. Pure.</summary>
    Footprint? Detect(HostSnapshot host);
}
