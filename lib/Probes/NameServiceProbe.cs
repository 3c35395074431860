using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NetAudit.Model;
using DnsClient;
using DnsClient.Protocol;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Asks a container's own name servers, from inside, for the names that its neighbours may have.</summary>
/// <remarks>DnsClient's blocking query opens its UDP socket on the calling thread, so in the container's namespace; its asynchronous one may not.</remarks>
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
        var clock = Stopwatch.StartNew();
        try
        {
            var response = Ask(question, new DnsClient.NameServer(IPAddress.Parse(step.Target)), options.Timeout);
            var (answer, value) = Read(question, response);
            return [ProbeRecordFactory.Of(step, step.Words, $"{answer} from {response.NameServer?.Address ?? step.Target}", ProbeOutcome.Reached, value, clock.Elapsed.TotalMilliseconds)];
        }
        catch (DnsResponseException problem) when (Cause(problem) is SocketException { SocketErrorCode: not SocketError.TimedOut } refused)
        {
            return [ProbeRecordFactory.Of(step, step.Words, $"no server there: {refused.SocketErrorCode}", ProbeOutcome.Refused, "", clock.Elapsed.TotalMilliseconds)];
        }
        catch (DnsResponseException problem) when (Cause(problem) is SocketException or TimeoutException or OperationCanceledException)
        {
            return [ProbeRecordFactory.Of(step, step.Words, ProbeRecordFactory.Nothing(options), ProbeOutcome.Silent, "", clock.Elapsed.TotalMilliseconds)];
        }
        catch (DnsResponseException problem)
        {
            return [ProbeRecordFactory.Of(step, step.Words, $"no answer that can be read: {problem.Message}", ProbeOutcome.Failed, "", clock.Elapsed.TotalMilliseconds)];
        }
    }

    private static IDnsQueryResponse Ask(NameQuestion question, DnsClient.NameServer server, TimeSpan timeout)
    {
        var client = new LookupClient(new LookupClientOptions(server)
        {
            UseCache = false, UseTcpFallback = false, Retries = 0, Timeout = timeout, ThrowDnsErrors = false,
        });
        return question.Type == "PTR" ? client.QueryReverse(IPAddress.Parse(question.Name))
            : client.Query(question.Name, question.Type == "AAAA" ? QueryType.AAAA : QueryType.A);
    }

    /// <summary>The answer in words, and what it makes of a question: resolved, another address or name, unknown.</summary>
    private static (string Answer, string Value) Read(NameQuestion question, IDnsQueryResponse response)
    {
        IReadOnlyList<string> found = [.. response.Answers.OfType<AddressRecord>().Select(record => record.Address.ToString()), .. response.Answers.PtrRecords().Select(record => record.PtrDomainName.Value.TrimEnd('.'))];
        var answer = found.Count > 0 ? string.Join(", ", found.Take(4)) : response.Header.ResponseCode == DnsHeaderResponseCode.NoError ? "no such record" : response.Header.ResponseCode.ToString();
        var value = question.Expected.Count == 0 ? question.Type != "A" ? "" : found.Count > 0 ? "MadeUp" : "Absent"
            : found.Any(one => question.Expected.Contains(question.Type == "PTR" ? one.Split('.')[0] : one)) ? "Resolved"
            : found.Count > 0 ? "Other" : "Unknown";
        return (answer, value);
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

    private static Exception Cause(Exception problem) => problem.InnerException is { } inner ? Cause(inner) : problem;
}
