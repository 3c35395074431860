namespace NetAudit.Snapshots;

/// <summary>A process that matters to a network solution: engines, agents, stores.</summary>
public sealed record HostProcess
{
    /// <summary>Its id.</summary>
    public required int Pid { get; init; }

    /// <summary>The program's base name: "flanneld", "weaver", "calico-felix".</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments, secrets withheld.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>
    /// The value of an argument, written <c>-name value</c>, <c>-name=value</c> or with two dashes; "" if it has no value; null if it isn't
    /// given.
    /// </summary>
    public string? Argument(string name)
    {
        for (var i = 1; i < CommandLine.Count; i++)
        {
            var word = CommandLine[i].TrimStart('-');
            if (word.Length == CommandLine[i].Length)
            {
                continue;
            }

            if (word == name)
            {
                var next = i + 1 < CommandLine.Count ? CommandLine[i + 1] : "";
                return next.StartsWith("-", StringComparison.Ordinal) ? "" : next;
            }

            if (word.StartsWith(name + "=", StringComparison.Ordinal))
            {
                return word[(name.Length + 1)..];
            }
        }

        return null;
    }
}
