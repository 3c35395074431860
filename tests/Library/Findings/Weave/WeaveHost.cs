using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Weave;

/// <summary>Hosts with a running Weave router, with reports in the router's format.</summary>
internal static class WeaveHost
{
    public const string Name = "66:93:42:b2:a6:2f";

    /// <summary>A host at 192.0.2.1 whose router reports these connections (JSON objects).</summary>
    public static HostSnapshot With(string[] connections, string capture = "vethwe-pcap (via pcap)", string ipam = "{}") =>
        Host(Link("weave", "bridge", 5, 1376), Link("vethwe-bridge", "veth", 6) with { Master = "weave" }).With(Process("weaver")) with
        {
            Weave = WeaveReportJson.Read(
                O(
                    $$"""
                    {"Version":"2.8.1","Router":{"Name":"{{Name}}","NickName":"node1","Interface":"{{capture}}",
                     "Connections":[{{string.Join(',', connections)}}]},
                     "IPAM":{{ipam}} }
                    """
                )
            ),
        };

    /// <summary>JSON of an established connection.</summary>
    public static string Established(string address, string info, string overlay) =>
        $$$"""{"Address":"{{{address}}}","State":"established","Info":"{{{info}}}","Attrs":{"name":"{{{overlay}}}","mtu":1438}}""";

    /// <summary>JSON of a failed connection.</summary>
    public static string Failed(string address, string info) =>
        $$"""{"Address":"{{address}}","State":"failed","Info":"{{info}}","Attrs":null}""";
}
