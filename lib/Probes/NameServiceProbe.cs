using System.Net;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Asks a container's own name servers, from inside, for the names that its neighbours may have.</summary>
internal sealed class NameServiceProbe : IProbe
{
    private const string EngineServer = "127.0.0.11";

    public string Check => AspectIds.NameService;

    public IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var local = ProbeEndpoints.Local(host, footprint, options);
        var remote = ProbeEndpoints.Remote(host, footprint);
        return from asker in ProbeEndpoints.Senders(host, footprint, options)
               let neighbors = Neighbors(asker, local).Concat(Neighbors(asker, remote)).ToList()
               from server in Servers(asker, footprint)
               from question in NameQuestion.For(asker, footprint, neighbors.Count > 0 ? neighbors : [asker])
               select new ProbeStep(Check, footprint.Solution, asker.NamespaceFile!, asker.From, null, server, server, asker.Network, Words(question), question.ToString());
    }

    public IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var question = NameQuestion.Parse(step.Detail);
        var (type, name) = Asked(question);
        var asked = DnsQuery.Ask(step.NamespaceFile, IPAddress.Parse(step.Target), name, type, options.Timeout, cancellationToken);
        var (answer, value, outcome) = Judge(question, asked, step.Target, options);
        return [ProbeRecordFactory.Of(step, step.Words, answer, outcome, value, asked.Took.TotalMilliseconds)];
    }

    private static (DnsType Type, string Name) Asked(NameQuestion question) => question.Type switch
    {
        "PTR" => (DnsType.Ptr, DnsMessage.ReverseName(IPAddress.Parse(question.Name))),
        "AAAA" => (DnsType.Aaaa, question.Name),
        _ => (DnsType.A, question.Name),
    };

    /// <summary>The answer in words, what it makes of a question (resolved, another address or name, unknown), and whether it is one.</summary>
    private static (string Answer, string Value, ProbeOutcome Outcome) Judge(NameQuestion question, DnsOutcome asked, string server, ProbeOptions options) => asked switch
    {
        { Answer: { Status: DnsStatus.NoError or DnsStatus.NoSuchName } answer } => ($"{Words(answer)} from {server}", Value(question, answer.Records), ProbeOutcome.Reached),
        { Answer: { } failure } => ($"the server failed ({failure.Status}), which tells nothing of the name, from {server}", "", ProbeOutcome.Failed),
        { Error: not 0 } => ($"no server there: {Errno.Words(asked.Error)}", "", ProbeOutcome.Refused),
        { Malformed: { } why } => ($"no answer that can be read: {why}", "", ProbeOutcome.Failed),
        _ => (ProbeRecordFactory.Nothing(options), "", ProbeOutcome.Silent),
    };

    private static string Words(DnsMessage answer) =>
        answer.Records.Count > 0 ? string.Join(", ", answer.Records.Take(4)) : answer.Status == DnsStatus.NoError ? "no such record" : "no such name";

    private static string Value(NameQuestion question, IReadOnlyList<string> found)
    {
        if (question.Expected.Count == 0)
        {
            return question.Type != "A" ? "" : found.Count > 0 ? "MadeUp" : "Absent";
        }

        var isRight = found.Any(one => question.Expected.Contains(question.Type == "PTR" ? one.Split('.')[0] : one));
        return isRight ? "Resolved" : found.Count > 0 ? "Other" : "Unknown";
    }

    private static IEnumerable<ProbeEndpoint> Neighbors(ProbeEndpoint asker, IReadOnlyList<ProbeEndpoint> all)
    {
        // One that only the kernel knows has no name.
        var place = all.Where(endpoint => endpoint.Network == asker.Network && endpoint.Container != endpoint.Address).ToList();
        var others = place.Skip(place.FindIndex(endpoint => endpoint.Address == asker.Address) + 1).Concat(place);
        return others.Where(endpoint => endpoint.Address != asker.Address).Take(1);
    }

    private static IEnumerable<string> Servers(ProbeEndpoint asker, Footprint footprint)
    {
        var own = asker.Local?.Resolver?.NameServers ?? (footprint.Networks.Any(network => network.Name == asker.Network && network.Name != "bridge") ? [EngineServer] : []);
        return own.Where(server => IPAddress.TryParse(server, out _)).Take(1)
            .Concat(footprint.NameServer is { Enabled: true } agent ? agent.Addresses.Take(1) : []).Distinct();
    }

    private static string Words(NameQuestion question) => $"DNS query {question.Type} {question.Name}{(question.Expected.Count == 0 && question.Type == "A" ? " (which must not exist)" : "")}";
}
