using System.Text.RegularExpressions;

namespace NetAudit.PowerShell;

/// <summary>A container as a table shows it: a swarm's task without its id, and the state if it doesn't run.</summary>
public static class ContainerText
{
    /// <summary>Docker's ids of tasks and nodes: 25 small letters and digits.</summary>
    private const int IdLength = 25;

    private const int IdStart = 5;

    /// <summary>A word between punctuation marks. One pass, as a host's names may be long.</summary>
    private static readonly Regex s_word = new(@"[^\s,;:()]+", RegexOptions.CultureInvariant);

    /// <summary>
    /// "web.2" for "web.2.zr3qo6jzj9gccjd50nq7am57z"; for a global service, whose slot is a node's id, with the beginning of that id:
    /// "agent.zr3qo".
    /// </summary>
    public static string ShortName(string? name)
    {
        var parts = (name ?? "").Split('.');
        if (parts.Length < 3 || !IsId(parts[^1]))
        {
            return name ?? "";
        }

        var slot = parts[^2];
        return string.Join(".", parts.Take(parts.Length - 2).Append(IsId(slot) ? slot[..IdStart] : slot));
    }

    /// <summary>The text with the short name of every swarm task in it; other words stay.</summary>
    public static string ShortNames(string? text) => s_word.Replace(text ?? "", word => ShortName(word.Value));

    /// <summary>The short name, for a column, and the state if it isn't running.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="state">Its state.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="owner">The container whose network namespace it shares; null for none.</param>
    public static string Of(string? name, string? state, int width, string? owner = null)
    {
        var shown = ShortName(name);
        var states = state is null or "" or "running" ? shown : $"{shown} ({state})";
        return DisplayText.Wrap(string.IsNullOrEmpty(owner) ? states : $"{states} in {ShortName(owner)}'s namespace", width);
    }

    private static bool IsId(string text) =>
        text.Length == IdLength && text.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
