using NetAudit.Aspects;
using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>What was seen of an aspect, in words. Each aspect's facts have a class of their own for the words.</summary>
internal static class ObservationWording
{
    /// <summary>The answer, then its scope.</summary>
    public static string Observed(Observation observation) =>
        observation.Facts switch
        {
            NotSeenFacts or OverlapUnseenFacts => "Not seen",
            EncryptionFacts facts => EncryptionWording.Observed(facts),
            WireEncryptionFacts facts => EncryptionWording.Observed(facts),
            SharedAddressFacts facts => OverlapWording.Observed(facts),
            UniqueAddressFacts facts => OverlapWording.Observed(facts),
            IsolationFacts facts => IsolationWording.Observed(facts),
            PacketIsolationFacts facts => IsolationWording.Observed(facts),
            StorageFacts facts => StorageWording.Observed(facts),
            OwnNameServerFacts facts => NameServiceWording.Observed(facts),
            EngineNameServerFacts facts => NameServiceWording.Observed(
                facts,
                isAsked: observation.Doubt?.Kind == DoubtKind.NoServerAnswered
            ),
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

    /// <summary>Why the answer is what it is, or why nothing was seen, as one clause; null for no reason.</summary>
    public static string? Reason(Observation observation)
    {
        if (observation.Overruled is { } configured)
        {
            return Contradicted(configured);
        }

        return observation.Doubt is { } doubt ? DoubtWording.Reason(doubt) : FactReason(observation);
    }

    /// <summary>How to get the question answered.</summary>
    public static Advice Advise(Observation observation) =>
        (observation.Doubt is { } doubt ? DoubtWording.Advise(doubt) : null)
        ?? observation.Facts switch
        {
            NotSeenFacts facts => NotSeenWording.Words(facts.Cause).Advice,
            EncryptionFacts => new Advice("while another host takes part", Advice.Probe, NeedsRoot: true),
            UniqueAddressFacts => new Advice("makes two networks with one subnet, and removes them", Advice.Trial),
            OverlapUnseenFacts => new Advice("", NeedsRoot: true),
            IsolationFacts => new Advice("with containers on two networks or subnets", Advice.Probe, NeedsRoot: true),
            HostApartFacts => new Advice("makes a network with the host's subnet, and removes it", Advice.Trial),
            _ => new Advice("", Advice.Probe, NeedsRoot: true),
        };

    private static string? FactReason(Observation observation) =>
        observation.Facts switch
        {
            NotSeenFacts facts => NotSeenWording.Words(facts.Cause).Reason,
            EncryptionFacts facts => EncryptionWording.Reason(facts),
            OverlapUnseenFacts facts => OverlapWording.Reason(facts),
            IsolationFacts facts => IsolationWording.Reason(facts),
            RuleFacts facts => ProtocolWording.Reason(facts),
            TrialFacts facts => TrialFactWording.Reason(facts),
            _ => null,
        };

    private static string Contradicted(Observation configured)
    {
        var basis = configured.Basis == Basis.Observed ? "the kernel's state" : "declaration";
        return $"packets contradict the configuration ({string.Join(", ", configured.Names)} by {basis})";
    }
}
