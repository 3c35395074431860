using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes.Trials;

/// <summary>Builds records as network trials make them, with an engine's answers.</summary>
internal static class TrialRecordBuilder
{
    public static TrialAnswer Unallocated { get; } = new() { Kind = TrialAnswerKind.Unallocated, After = TimeSpan.FromSeconds(1) };

    public static TrialAnswer Overlaps { get; } =
        new()
        {
            Kind = TrialAnswerKind.Refused,
            Status = 403,
            Message = "Pool overlaps",
        };

    public static TrialAnswer Allocated { get; } =
        new()
        {
            Kind = TrialAnswerKind.Allocated,
            After = TimeSpan.FromMilliseconds(5),
            Vni = "4098",
        };

    public static TrialAnswer Denied { get; } =
        new()
        {
            Kind = TrialAnswerKind.Refused,
            Status = 403,
            Message = "authorization denied",
        };

    public static ProbeRecord Free { get; } =
        new()
        {
            Check = ProbeCheck.IPOverlap,
            Solution = "DockerOverlay",
            From = new() { Kind = ProbePeerKind.Engine, Address = "unix:///var/run/docker.sock" },
            Outcome = ProbeOutcome.Accepted,
            Finding = Tried(TrialPart.Free, "198.18.0.0/28", "netaudit-tmp-1", Allocated with { Vni = "4097" }),
            Took = TimeSpan.FromMilliseconds(5),
        };

    private static NetworkTried Tried(TrialPart part, string subnet, string name, TrialAnswer answer) =>
        new()
        {
            Network = new()
            {
                Part = part,
                Driver = "overlay",
                Internal = true,
                Subnet = subnet,
                Link = part == TrialPart.Host ? "eth0" : null,
            },
            Name = name,
            Answer = answer,
        };

    public static ProbeRecord Answered(ProbeRecord record, ProbeOutcome outcome, TrialAnswer answer) =>
        record with
        {
            Outcome = outcome,
            Finding = ((NetworkTried)record.Finding!) with { Answer = answer },
        };

    public static ProbeRecord Same(ProbeOutcome outcome, TrialAnswer answer) =>
        Free with
        {
            Outcome = outcome,
            Finding = Tried(TrialPart.Same, "198.18.0.0/28", "netaudit-tmp-2", answer),
        };

    public static ProbeRecord Host(ProbeOutcome outcome, TrialAnswer answer) =>
        Free with
        {
            Outcome = outcome,
            Finding = Tried(TrialPart.Host, "10.99.0.0/24", "netaudit-tmp-2", answer),
        };
}
