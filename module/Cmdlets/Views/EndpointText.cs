using System.Management.Automation.Host;

namespace NetAudit.PowerShell;

/// <summary>An endpoint's addresses and the link at its other end, in the column that has what the others leave.</summary>
public static class EndpointText
{
    /// <summary>An IPv4 address with its prefix, and room for most IPv6 ones: the links then stand below each other.</summary>
    private const int UsualAddresses = 24;

    /// <summary>So much must be left for the link to be shown; the list view always has it.</summary>
    private const int RoomForLink = 50;

    /// <summary>The addresses, and the link where there is room.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="hostLink">The link at the other end, and its bridge.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">How many characters the other columns take, with the spaces between all.</param>
    public static string Of(IEnumerable<string>? addresses, string? hostLink, PSHost host, int others)
    {
        var list = DisplayText.List(addresses);
        var room = DisplayText.HostWidth(host) - others - 1;
        var link = DisplayText.Scrub(hostLink);
        return room < RoomForLink || link.Length == 0 ? DisplayText.WrapRest(list, host, others)
            : Math.Max(list.Length, UsualAddresses) + 1 + link.Length <= room ? $"{list.PadRight(UsualAddresses)} {link}"
            : $"{DisplayText.WrapRest(list, host, others)}\n{DisplayText.WrapRest(link, host, others)}";
    }
}
