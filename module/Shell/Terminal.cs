namespace NetAudit.Shell;

/// <summary>The outputs of this process: terminals, files or pipes.</summary>
internal sealed class Terminal(bool noColor)
{
    private const int WidthElsewhere = 120;

    private readonly bool _colour =
        !noColor
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether results may be in colour.</summary>
    public bool ColourOut => _colour && !Console.IsOutputRedirected;

    /// <summary>Whether errors and warnings may be in colour.</summary>
    public bool ColourError => _colour && !Console.IsErrorRedirected;

    /// <summary>Whether progress can be shown and erased.</summary>
    public bool ShowsProgress { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether a person can answer a question.</summary>
    public bool CanAsk { get; } = !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>The width of a line of results: the terminal's; otherwise that of COLUMNS, which CI services set.</summary>
    public int Width { get; } = !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : Elsewhere();

    /// <summary>The text in a terminal colour, for standard error.</summary>
    public string Paint(string text, int colour) => ColourError ? $"\u001b[{colour}m{text}\u001b[0m" : text;

    private static int Elsewhere()
    {
        const int Least = 40;
        const int Most = 1_000;
        var isSaid = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns is >= Least and <= Most;
        return isSaid ? columns : WidthElsewhere;
    }
}
