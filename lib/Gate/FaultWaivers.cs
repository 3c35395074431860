using System.Globalization;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using Newtonsoft.Json.Linq;

namespace NetAudit.Gate;

/// <summary>Waivers of what is wrong on a host when its expectation is written: each fault is named, and has a month to be repaired.</summary>
internal static class FaultWaivers
{
    private const int Days = 30;
    private const int MostCharacters = 200;

    public static IEnumerable<JObject> Create(HostContext host, IReadOnlyList<Footprint> standing, DateTime today)
    {
        var expires = today.AddDays(Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var faults = HostFindings.Create(host).Found.Where(one => one.Finding.Severity == Severity.Error).Select(one => new JObject
        {
            ["rule"] = one.Rule,
            ["host"] = host.Snapshot.Host,
            ["network"] = one.Finding.Subject.ToString(),
            ["reason"] = Reason(one.Finding.Message),
            ["expires"] = expires,
        });
        var unproven = from footprint in standing
                       from channel in footprint.Channels ?? []
                       where channel.Scheme != EncryptionScheme.None && EncryptionChecks.IsUnproven(host.Snapshot, footprint, channel)
                       select new JObject
                       {
                           ["rule"] = nameof(GateRule.ChannelEncrypted),
                           ["host"] = host.Snapshot.Host,
                           ["network"] = channel.Name,
                           ["reason"] = Reason($"{channel.Name} is to be encrypted, but the kernel doesn't show it"),
                           ["expires"] = expires,
                       };
        return faults.Concat(unproven);
    }

    /// <summary>One line, as the reader wants it.</summary>
    private static string Reason(string message)
    {
        var line = new string([.. $"There when this file was written: {message}".Select(character => char.IsControl(character) ? ' ' : character)]);
        return line.Length <= MostCharacters ? line : line[..MostCharacters];
    }
}
