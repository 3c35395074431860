using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using Newtonsoft.Json.Linq;

namespace NetAudit.Gate;

/// <summary>Writes netaudit.json from what hosts show now: a start to be edited, that these hosts meet.</summary>
public static class ExpectationFile
{
    /// <summary>The schema's name, as a file beside the expectation.</summary>
    public const string SchemaName = "netaudit.schema.json";

    /// <summary>The JSON schema's text.</summary>
    public static string Schema => ExpectationSchema.Write();

    /// <summary>The text of an expectation that a host meets as it is.</summary>
    public static string From(HostSnapshot host)
    {
        var found = HostAudit.Detect(host);
        var standing = found.Where(footprint => footprint.State != SolutionState.Leftover).ToList();
        var json = new JObject
        {
            ["$schema"] = SchemaName,
            ["version"] = ExpectationReader.Version,
            ["edition"] = Editions.Today,
            ["inconclusive"] = nameof(InconclusiveCounts.CouldNotAudit),
            ["onlyThese"] = host is { Engine: not null, Networks: not null, HostNamespace.Links: not null },
            ["solutions"] = new JArray(found.Select(footprint => new JObject { ["solution"] = footprint.Solution, ["states"] = new JArray(StatesLike(footprint.State)) })),
            ["aspects"] = new JArray(standing.SelectMany(footprint => Aspects(host, footprint))),
            ["encryption"] = new JArray(standing.Select(Encryption).OfType<JObject>()),
            ["subnets"] = new JArray(standing.Where(footprint => footprint.Subnets.Count > 0).Select(footprint => new JObject
            {
                ["solution"] = footprint.Solution,
                ["allowed"] = new JArray(footprint.Subnets.Select(subnet => subnet.Cidr).Distinct()),
            })),
            ["waivers"] = new JArray(),
        };
        return json + "\n";
    }

    /// <summary>Running and Idle change with every container; the rest is a state to keep.</summary>
    private static string[] StatesLike(SolutionState state) =>
        state is SolutionState.Running or SolutionState.Idle ? [nameof(SolutionState.Running), nameof(SolutionState.Idle)] : [state.ToString()];

    /// <summary>What was seen of each aspect; what was not seen can't be expected.</summary>
    private static IEnumerable<JObject> Aspects(HostSnapshot host, Footprint footprint) =>
        from audited in HostAudit.Audit(host, Editions.Load(Editions.Today), [footprint.Solution], [])
        where audited.Observation is { Values.Count: > 0, IsNotApplicable: false } && audited.Row.Aspect != "EncryptionChannel"
        let known = ExpectationReader.ValuesOf(audited.Row.Aspect)
        where audited.Observation.Values.All(known.Contains)
        select new JObject
        {
            ["solution"] = footprint.Solution,
            ["aspect"] = audited.Row.Aspect,
            ["values"] = new JArray(audited.Observation.Values),
            // Not every audit probes.
            ["basis"] = (audited.Observation.Basis < Basis.Observed ? audited.Observation.Basis : Basis.Observed).ToString(),
        };

    /// <summary>The networks and connections that are encrypted are to stay so.</summary>
    private static JObject? Encryption(Footprint footprint)
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
        json["basis"] = encrypted.Min(channel => channel.Basis).ToString();
        return json;
    }
}
