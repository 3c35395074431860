using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>What was seen of an aspect, in words. A file of its own words each kind of facts.</summary>
internal static class ObservationWording
{
    /// <summary>What was seen: the normalised value, then words.</summary>
    public static string Observed(Observation observation) =>
        observation.Facts switch
        {
            NotSeenFacts => "not seen",
            EncryptionFacts facts => EncryptionWording.Observed(facts),
            WireEncryptionFacts facts => EncryptionWording.Observed(facts),
            SharedAddressFacts facts => OverlapWording.Observed(facts),
            UniqueAddressFacts facts => OverlapWording.Observed(facts),
            OverlapUnseenFacts => "not seen",
            IsolationFacts facts => IsolationWording.Observed(facts),
            PacketIsolationFacts facts => IsolationWording.Observed(facts),
            StorageFacts facts => StorageWording.Observed(facts),
            OwnNameServerFacts facts => NameServiceWording.Observed(facts),
            EngineNameServerFacts facts => NameServiceWording.Observed(facts),
            DeclaredNameFacts facts => NameServiceWording.Observed(facts),
            ForeignNameServerFacts facts => NameServiceWording.Observed(facts),
            NameAnswerFacts facts => NameServiceWording.Observed(facts),
            CarrierFacts facts => NetworkModelWording.Observed(facts),
            PacketModelFacts facts => NetworkModelWording.Observed(facts),
            PeerFacts facts => ConnectivityWording.Observed(facts),
            PacketPathFacts facts => ConnectivityWording.Observed(facts),
            RuleFacts facts => ProtocolWording.Observed(facts),
            PacketProtocolFacts facts => ProtocolWording.Observed(facts),
            VnicFacts facts => VnicWording.Observed(facts),
            VnicUseFacts facts => VnicWording.Observed(facts),
            HostOverlapFacts facts => SubnetWording.Observed(facts),
            HostApartFacts facts => SubnetWording.Observed(facts),
            TrialFacts facts => TrialFactWording.Observed(facts),
            _ => throw new NotSupportedException($"{observation.Facts.GetType().Name} has no words"),
        };

    /// <summary>Why it is as it is, or why it was not seen; null for no reason.</summary>
    public static string? Reason(Observation observation)
    {
        string?[] parts =
        [
            FactReason(observation),
            observation.Doubt is { } doubt ? DoubtWording.Reason(doubt) : null,
            observation.Overruled is { } configured ? Contradicted(observation, configured) : null,
        ];
        var told = parts.OfType<string>().ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    /// <summary>What would settle it; null where nothing is known that would.</summary>
    public static string? Settles(Observation observation, RootWords root) =>
        (observation.Doubt is { } doubt ? DoubtWording.Settles(doubt) : null)
        ?? observation.Facts switch
        {
            NotSeenFacts facts => NotSeenWording.Settles(facts.Cause, root),
            EncryptionFacts => EncryptionWording.Settles(root),
            UniqueAddressFacts => OverlapWording.Settles,
            OverlapUnseenFacts => root.Look,
            IsolationFacts { Isolation.Schema: null } => IsolationWording.Settles,
            RuleFacts { Rules.Protocols.Count: 0 } => ProtocolWording.Settles,
            HostApartFacts => SubnetWording.Settles,
            _ => null,
        };

    private static string? FactReason(Observation observation) =>
        observation.Facts switch
        {
            NotSeenFacts facts => NotSeenWording.Reason(facts.Cause),
            EncryptionFacts facts => EncryptionWording.Reason(facts),
            OverlapUnseenFacts facts => OverlapWording.Reason(facts),
            IsolationFacts facts => IsolationWording.Reason(facts),
            PeerFacts facts => ConnectivityWording.Reason(facts),
            RuleFacts facts => ProtocolWording.Reason(facts),
            HostOverlapFacts => SubnetWording.OverlapReason,
            TrialFacts facts => TrialFactWording.Reason(facts),
            _ => null,
        };

    private static string Contradicted(Observation seen, Observation configured)
    {
        var basis = configured.Basis == Basis.Observed ? "the kernel's state" : "what was declared";
        return $"Probed: packets contradict what is configured ({string.Join(", ", configured.Names)} by {basis}): {Observed(seen)}";
    }
}
