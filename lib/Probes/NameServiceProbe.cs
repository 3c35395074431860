using System.Net;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Asks a container's own name servers, from inside, for the names that its neighbours may have.</summary>
internal sealed class NameServiceProbe : Probe<NameStep>
{
    private const string EngineServer = "127.0.0.11";
    private const int MostFound = 16;

    public override ProbeCheck Check => ProbeCheck.NameService;

    public override IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var local = ProbeEndpoints.Local(host, footprint, options);
        var remote = ProbeEndpoints.Remote(host, footprint);
        return from asker in ProbeEndpoints.Senders(host, footprint, options)
            let neighbors = Neighbors(asker, local).Concat(Neighbors(asker, remote)).ToList()
            from server in Servers(asker, footprint)
            from question in NameQuestion.Create(asker, footprint, neighbors.Count > 0 ? neighbors : [asker])
            select new NameStep(Ends(asker, footprint, server), question);
    }

    /// <summary>The outcome and the finding for a question.</summary>
    internal static (ProbeOutcome Outcome, NameAnswer Finding) Judge(NameQuestion question, DnsOutcome asked, string server)
    {
        var untold = new NameAnswer
        {
            Type = question.Type,
            Name = question.Name,
            Expected = question.Expected,
            MustNotExist = question.MustNotExist,
            Result = NameResult.Untold,
        };
        if (asked.Answer is { } answer)
        {
            // A server that fails proves nothing about the name.
            var isTold = answer.Status is DnsStatus.NoError or DnsStatus.NoSuchName;
            return (
                isTold ? ProbeOutcome.Reached : ProbeOutcome.Failed,
                untold with
                {
                    Found = [.. answer.Records.Take(MostFound)],
                    ResponseCode = (int)answer.Status,
                    Server = server,
                    Result = isTold ? ResultOf(question, answer.Records) : NameResult.Untold,
                }
            );
        }

        return asked.Error != 0 ? (ProbeOutcome.Refused, untold with { Trouble = Errno.Words(asked.Error) })
            : asked.Malformed is { } why ? (ProbeOutcome.Failed, untold with { Trouble = why })
            : (ProbeOutcome.Silent, untold);
    }

    protected override IReadOnlyList<ProbeRecord> Run(NameStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var (type, name) = Asked(step.Question);
        var asked = DnsQuery.Ask(step.NamespaceFile, IPAddress.Parse(step.Target), name, type, options.Timeout, cancellationToken);
        var (outcome, finding) = Judge(step.Question, asked, step.Target);
        return [ProbeRecordFactory.Create(step, options, outcome, asked.Took.TotalMilliseconds) with { Finding = finding }];
    }

    private static (DnsType Type, string Name) Asked(NameQuestion question) =>
        question.Type switch
        {
            NameRecordType.PTR => (DnsType.Ptr, DnsMessage.ReverseName(IPAddress.Parse(question.Name))),
            NameRecordType.AAAA => (DnsType.Aaaa, question.Name),
            _ => (DnsType.A, question.Name),
        };

    private ProbeEnds Ends(ProbeEndpoint asker, Footprint footprint, string server) =>
        new()
        {
            Check = Check,
            Solution = footprint.Solution,
            NamespaceFile = asker.NamespaceFile!,
            From = asker.Peer,
            To = new() { Kind = ProbePeerKind.NameServer, Address = server },
        };

    private static NameResult ResultOf(NameQuestion question, IReadOnlyList<string> found)
    {
        if (question.Expected.Count == 0)
        {
            return question.Type != NameRecordType.A ? NameResult.Untold
                : found.Count > 0 ? NameResult.MadeUp
                : NameResult.Absent;
        }

        var isRight = found.Any(name =>
            question.Expected.Contains(name) || (question.Type == NameRecordType.PTR && IsInDomain(name, question.Expected))
        );
        return isRight ? NameResult.Resolved
            : found.Count > 0 ? NameResult.Other
            : NameResult.Unknown;
    }

    /// <summary>Servers add a domain to a name: "c2.ov1", "svc.1.v7c4.ov1".</summary>
    private static bool IsInDomain(string name, IReadOnlyList<string> expected) =>
        expected.Any(one =>
            name.Length > one.Length && name[one.Length] == '.' && name.StartsWith(one, StringComparison.OrdinalIgnoreCase)
        );

    private static IEnumerable<ProbeEndpoint> Neighbors(ProbeEndpoint asker, IReadOnlyList<ProbeEndpoint> all)
    {
        // A neighbour that only the kernel knows has no name.
        var place = all.Where(endpoint => endpoint.NetworkName == asker.NetworkName && endpoint.Name != endpoint.Address).ToList();
        var others = place.Skip(place.FindIndex(endpoint => endpoint.Address == asker.Address) + 1).Concat(place);
        return others.Where(endpoint => endpoint.Address != asker.Address).Take(1);
    }

    private static IEnumerable<string> Servers(ProbeEndpoint asker, Footprint footprint)
    {
        var isOnNamed = footprint.Networks.Any(network => network.Name == asker.NetworkName && network.Name != "bridge");
        var own = asker.Local?.Resolver?.NameServers ?? (isOnNamed ? [EngineServer] : []);
        return own.Where(server => IPAddress.TryParse(server, out _))
            .Take(1)
            .Concat(footprint.NameServer is { Enabled: true } agent ? agent.Addresses.Take(1) : [])
            .Distinct();
    }
}
