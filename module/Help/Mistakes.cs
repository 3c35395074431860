namespace NetAudit.Help;

/// <summary>The mistakes in the pages, each with its place, in the form that a build shows as an error.</summary>
internal sealed class Mistakes
{
    private readonly List<string> _found = [];

    public bool Any => _found.Count > 0;

    public IReadOnlyList<string> Found => _found;

    /// <param name="file">The page.</param>
    /// <param name="line">The line, from 1 on.</param>
    /// <param name="text">What is wrong, in one line.</param>
    public void Add(string file, int line, string text) => _found.Add($"{Path.GetFullPath(file)}({line}): error HELP: {text}");

    public void WriteTo(TextWriter writer)
    {
        foreach (var mistake in _found)
        {
            writer.WriteLine(mistake);
        }
    }
}
