using NetAudit.Platform;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Probes;

/// <summary>The packets that would be sent if a recorded host were this one.</summary>
internal static class PlannedProbes
{
    public static IReadOnlyList<ProbeStep> Plan(HostSnapshot host) =>
        ProbeRun.Plan(HostContext.Create(host), [.. ProbeRun.Checks], Options(host));

    public static ProbeOptions Options(HostSnapshot host) =>
        new()
        {
            Namespaces = new NamespaceFiles
            {
                Host = "/proc/of-the-host/ns/net",
                Containers = (host.Containers ?? [])
                    .Where(container => container.IsRunning)
                    .ToDictionary(container => container.Id, container => $"/proc/of-{container.Name}/ns/net"),
            },
        };

    /// <summary>A question for a name, with the answers that are expected.</summary>
    public static string Question(ProbeStep step) =>
        ((NameStep)step).Question is var question ? $"{question.Type} {question.Name} {string.Join(',', question.Expected)}" : "";
}
