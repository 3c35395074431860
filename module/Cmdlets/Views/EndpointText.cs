using System.Management.Automation.Host;

namespace NetAudit.PowerShell;

/// <summary>An endpoint's addresses and the link at its other end, in the column that takes the remaining width.</summary>
public static class EndpointText
{
    /// <summary>The width for an IPv4 address with its prefix, and for most IPv6 ones, so that the links line up.</summary>
    private const int UsualAddresses = 24;

    /// <summary>The least width that shows the link; the list view always has it.</summary>
    private const int RoomForLink = 50;

    /// <summary>The addresses, and the link if there is room.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="hostLink">The link at the other end, and its bridge.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="others">The width of the other columns, with the spaces between all.</param>
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
