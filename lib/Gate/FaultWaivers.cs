using System.Globalization;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Solutions;
using Newtonsoft.Json.Linq;

namespace NetAudit.Gate;

/// <summary>Waivers for the faults on a host when its expectation is written. Each one names a fault, and expires after 30 days.</summary>
internal static class FaultWaivers
{
    private const int Days = 30;
    private const string Reason = "there when this file was written, and to be repaired";

    public static IEnumerable<JObject> Create(HostContext host, IReadOnlyList<Footprint> standing, DateTime today)
    {
        var expires = today.AddDays(Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var faults = HostFindings
            .Create(host)
            .Found.Where(one => one.Finding.Severity == Severity.Error)
            .Select(one => new JObject
            {
                ["rule"] = one.Rule,
                ["host"] = host.Snapshot.Host,
                ["network"] = one.Finding.Subject.ToString(),
                ["reason"] = Reason,
                ["expires"] = expires,
            });
        var unproven =
            from footprint in standing
            from channel in footprint.Channels ?? []
            where channel.Scheme != EncryptionScheme.None && EncryptionChecks.IsUnproven(host.Snapshot, footprint, channel)
            select new JObject
            {
                ["rule"] = nameof(GateRule.ChannelEncrypted),
                ["host"] = host.Snapshot.Host,
                ["network"] = channel.Name,
                ["reason"] = Reason,
                ["expires"] = expires,
            };
        return faults.Concat(unproven);
    }
}
