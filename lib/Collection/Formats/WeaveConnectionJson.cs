using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// A connection in the Weave router's report. The peer's name and the reason for a failure are only in the field Info. An established
/// connection has "encrypted   sleeve 3a:2c:46:bd:26:7f(node2)"; a failed one has the error of the mesh library or the system.
/// </summary>
internal static class WeaveConnectionJson
{
    private const string Retry = ", retry: ";

    private static readonly char[] Blanks = [' ', '\t'];

    private static readonly (string Words, WeaveFault Fault)[] Faults =
    [
        ("cannot connect to ourself", WeaveFault.Itself),
        ("peer names collision", WeaveFault.NameCollision),
        ("timed out waiting for UDP heartbeat", WeaveFault.NoHeartbeat),
        ("no working forwarders to ", WeaveFault.NoHeartbeat),
        ("password specified, but peer requested an unencrypted connection", WeaveFault.Password),
        ("but peer requested an encrypted connection", WeaveFault.Password),
        ("Unable to decrypt TCP msg", WeaveFault.Password),
        ("IP allocation was seeded by different peers", WeaveFault.DifferentSeeds),
        ("Incompatible IP allocation ranges", WeaveFault.DifferentRanges),
        ("Connection limit reached", WeaveFault.Limit),
        ("Multiple connections to ", WeaveFault.Duplicate),
        ("dial tcp ", WeaveFault.NotReached),
    ];

    /// <summary>Reads it.</summary>
    public static WeaveConnection Read(JsonObject connection)
    {
        var state = connection.Text("State");
        var info = connection.Text("Info");
        var attributes = connection.Object("Attrs");
        var established = state == "established";
        var stands = established || state == "pending";
        var (encrypted, overlay, name, nick) = stands ? Words(info) : default;
        var fault = stands ? null : WithoutRetry(info);
        return new WeaveConnection
        {
            Address = connection.Text("Address"),
            RemoteAddress = HostOf(connection.Text("Address")),
            State = state,
            Info = info,
            PeerName = name,
            NickName = nick,
            Fault = fault is null ? null : FaultOf(fault),
            FaultText = fault,
            Overlay = established ? attributes.Text("name") ?? overlay : null,

            // Routers before 1.9 have it in Info only.
            Encrypted = attributes.Flag("encrypted") || (attributes is null && established && encrypted),
            Mtu = attributes.Int("mtu"),
        };
    }

    /// <summary>The address in "10.0.0.1:6783" and "[fd00::1]:6783"; null if it isn't one.</summary>
    public static string? HostOf(string? address) => address is null ? null : SocketAddress.Read(address)?.Address;

    /// <summary>
    /// Reads the words of an established connection from the end: the peer's name and, in brackets, its nickname, which may hold any text.
    /// </summary>
    private static (bool Encrypted, string? Overlay, string? Name, string? Nick) Words(string? info)
    {
        var open = info?.IndexOf('(') ?? -1;
        var words = (open < 0 ? info ?? "" : info![..open]).Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        var overlay = words.FirstOrDefault(word => word is "sleeve" or "fastdp");
        var last = words.Length == 0 ? null : words[^1];
        var nick = open >= 0 && info![^1] == ')' ? info[(open + 1)..^1] : null;
        return (words.Length > 0 && words[0] == "encrypted", overlay, open > 0 ? last : null, nick is { Length: > 0 } ? nick : null);
    }

    private static string? WithoutRetry(string? info)
    {
        var at = info?.IndexOf(Retry, StringComparison.Ordinal) ?? -1;
        var words = at < 0 ? info : info![..at];
        return words is { Length: > 0 } ? words : null;
    }

    private static WeaveFault FaultOf(string words) =>
        Faults.Where(one => words.IndexOf(one.Words, StringComparison.Ordinal) >= 0).Select(one => (WeaveFault?)one.Fault).FirstOrDefault()
        ?? WeaveFault.Other;
}
