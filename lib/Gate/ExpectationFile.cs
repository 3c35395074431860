using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using Newtonsoft.Json.Linq;

namespace NetAudit.Gate;

/// <summary>Writes netaudit.json from a host's present state: a start to be edited, which the host meets.</summary>
public static class ExpectationFile
{
    /// <summary>The name of the schema's file, next to the expectation.</summary>
    public const string SchemaName = "netaudit.schema.json";

    /// <summary>The JSON schema's text.</summary>
    public static string Schema => ExpectationSchema.Write();

    /// <summary>
    /// The text of an expectation that the host meets as it is. Faults don't become expectations: each one has a waiver with its name,
    /// which lasts as long as a repair should take.
    /// </summary>
    public static string From(HostSnapshot host) => From(HostContext.Create(host), DateTime.UtcNow.Date);

    /// <summary>The text of an expectation for a host whose solutions are already detected. Waivers last from the given day on.</summary>
    public static string From(HostContext host, DateTime today)
    {
        var standing = host.Footprints.Where(footprint => footprint.State != SolutionState.Leftover).ToList();
        var json = new JObject
        {
            ["$schema"] = SchemaName,
            ["version"] = ExpectationReader.Version,
            ["edition"] = Editions.Today,
            ["inconclusive"] = nameof(InconclusiveCounts.CouldNotAudit),
            ["onlyThese"] = host.Snapshot is { Engine: not null, Networks: not null, HostNamespace.Links: not null },
            ["findings"] = new JArray(new JObject { ["severities"] = new JArray(nameof(Severity.Error)) }),
            ["solutions"] = new JArray(host.Footprints.Select(Solution)),
            ["aspects"] = new JArray(standing.SelectMany(footprint => Aspects(host, footprint))),
            ["encryption"] = new JArray(standing.Select(footprint => Encryption(host.Snapshot, footprint)).OfType<JObject>()),
            ["subnets"] = new JArray(standing.Where(footprint => footprint.Subnets.Count > 0).Select(Subnets)),
            ["waivers"] = new JArray(FaultWaivers.Create(host, standing, today)),
        };
        return json + "\n";
    }

    private static JObject Solution(Footprint footprint) =>
        new() { ["solution"] = footprint.Solution, ["states"] = new JArray(StatesLike(footprint.State)) };

    /// <summary>Running and Idle alternate as containers start and stop, so both are allowed. Other states must stay as they are.</summary>
    private static string[] StatesLike(SolutionState state) =>
        state is SolutionState.Running or SolutionState.Idle
            ? [nameof(SolutionState.Running), nameof(SolutionState.Idle)]
            : [state.ToString()];

    /// <summary>The pools of the present subnets, so that the next network doesn't fail the gate.</summary>
    private static JObject Subnets(Footprint footprint) =>
        new()
        {
            ["solution"] = footprint.Solution,
            ["allowed"] = new JArray(SubnetPools.Around(footprint.Subnets.Select(owned => owned.Subnet))),
        };

    /// <summary>Expects the observed values of each aspect. Aspects that weren't seen get no entry.</summary>
    private static IEnumerable<JObject> Aspects(HostContext host, Footprint footprint) =>
        from result in FeatureAudit.Run(host, Editions.Load(Editions.Today), [footprint.Solution], [])
        let seen = result.Observation
        where seen.IsSeen && result.Cell.Aspect != AspectIds.EncryptionChannel
        let known = ExpectationReader.ValuesOf(result.Cell.Aspect)
        where seen.Names.All(known.Contains)
        select Aspect(result);

    private static JObject Aspect(AuditResult result) =>
        new()
        {
            ["solution"] = result.Footprint.Solution,
            ["aspect"] = result.Cell.Aspect,
            ["values"] = new JArray(result.Observation.Names),

            // Observed is enough, because not every audit probes.
            ["basis"] = (result.Observation.Basis < Basis.Observed ? result.Observation.Basis : Basis.Observed).ToString(),
        };

    /// <summary>Expects encrypted networks and connections to stay encrypted.</summary>
    private static JObject? Encryption(HostSnapshot host, Footprint footprint)
    {
        var encrypted = (footprint.Channels ?? []).Where(channel => channel.Scheme != EncryptionScheme.None).ToList();
        if (encrypted.Count == 0)
        {
            return null;
        }

        var json = new JObject { ["solution"] = footprint.Solution };
        if (encrypted.Count < footprint.Channels!.Count)
        {
            json["networks"] = new JArray(encrypted.Select(channel => channel.Name).Distinct());
        }

        json["schemes"] = new JArray(encrypted.Select(channel => channel.Scheme.Name()).Distinct());

        // If the kernel was read, encryption that it doesn't show isn't in force. Accepting the declared basis would let that pass for
        // ever.
        var basis = EncryptionChecks.WasAsked(host, footprint.Solution) ? Basis.Observed : encrypted.Min(channel => channel.Basis);
        json["basis"] = basis.ToString();
        return json;
    }
}
