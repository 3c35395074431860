using System.Globalization;
using System.Text;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>A published port's destination, and the bridge that leads to it.</summary>
internal sealed record PublishedAddress(string Address, int HostPort, string Bridge);

/// <summary>A bridge and its subnet.</summary>
internal sealed record BridgeRange(string Name, string Subnet);

/// <summary>The firewall rules that engine 28 makes, read from iptables-save's text.</summary>
internal sealed class LargeFirewall(IReadOnlyList<BridgeRange> bridges, IReadOnlyList<PublishedAddress> published)
{
    public Firewall Create() => new FirewallText { Iptables = Text(), Nft = "" }.Read()!;

    private string Text()
    {
        var text = new StringBuilder("*nat\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:DOCKER - [0:0]\n");
        Add(text, "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER");
        Add(text, "-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER");
        foreach (var bridge in bridges)
        {
            Add(text, $"-A POSTROUTING -s {bridge.Subnet} ! -o {bridge.Name} -j MASQUERADE");
        }

        foreach (var port in published)
        {
            Add(text, $"-A DOCKER ! -i {port.Bridge} -p tcp -m tcp --dport {port.HostPort} -j DNAT --to-destination {port.Address}:80");
        }

        text.Append("COMMIT\n*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:DOCKER - [0:0]\n");
        Add(text, "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
        foreach (var bridge in bridges)
        {
            Add(text, $"-A FORWARD -o {bridge.Name} -j DOCKER");
            Add(text, $"-A FORWARD -i {bridge.Name} -j ACCEPT");
        }

        foreach (var port in published)
        {
            Add(text, $"-A DOCKER -d {port.Address}/32 ! -i {port.Bridge} -o {port.Bridge} -p tcp -m tcp --dport 80 -j ACCEPT");
        }

        return text.Append("COMMIT\n").ToString();
    }

    private static void Add(StringBuilder text, string rule) => text.Append(CultureInfo.InvariantCulture, $"{rule}\n");
}
