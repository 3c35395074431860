using System.Globalization;
using NetAudit.Collection.Formats;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.VersionOne;

/// <summary>Version 1 kept a Weave connection's words only; who is at its other end and why it failed are read from them now.</summary>
internal static class WeaveUpgrade
{
    /// <summary>Changes the report in place.</summary>
    public static void Run(JObject report)
    {
        if (WeaveReportJson.CaptureOf(Text(report, "interface")) is { } capture)
        {
            report["capturesWith"] = capture.ToString();
        }

        foreach (var connection in (report["connections"] as JArray ?? []).OfType<JObject>())
        {
            var read = WeaveConnectionJson.Read(
                new JsonObject([
                    new("Address", Text(connection, "address")),
                    new("State", Text(connection, "state")),
                    new("Info", Text(connection, "info")),
                ])
            );
            Set(connection, "remoteAddress", read.RemoteAddress);
            Set(connection, "peerName", read.PeerName);
            Set(connection, "nickName", read.NickName);
            Set(connection, "fault", read.Fault?.ToString());
            Set(connection, "faultText", read.FaultText);
        }
    }

    private static string? Text(JObject json, string name) =>
        json[name] is JValue { Type: JTokenType.String or JTokenType.Integer } value ? value.ToString(CultureInfo.InvariantCulture) : null;

    private static void Set(JObject connection, string name, string? value)
    {
        if (value is not null)
        {
            connection[name] = value;
        }
    }
}
