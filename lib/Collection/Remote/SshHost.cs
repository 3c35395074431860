using System.ComponentModel;
using NetAudit.Collection.Bundles;
using NetAudit.Collection.Engine;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Remote;

/// <summary>
/// A host that the system's ssh reaches: collect.sh runs there, from its standard input, and its bundle comes back. Nothing is
/// installed, and
/// keys, agents, jump hosts and known hosts are as the user's ssh has them.
/// </summary>
internal static class SshHost
{
    /// <summary>Messages of a login shell may stand before the bundle; so many bytes of them are passed over.</summary>
    private const int LongestGreeting = 64 * 1024;

    /// <summary>Reads it.</summary>
    /// <param name="endpoint">ssh://[USER@]HOST[:PORT][/SOCKET].</param>
    /// <param name="program">ssh.</param>
    /// <param name="sudo">Whether the collection runs as root there, by sudo.</param>
    /// <param name="log">Told of each step.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="NetAuditException">It can't be reached, doesn't let us in, or gives no bundle.</exception>
    public static async Task<HostSnapshot> CollectAsync(
        EngineEndpoint endpoint,
        string program,
        bool sudo,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var outcome = await RunAsync(endpoint, program, sudo, cancellationToken).ConfigureAwait(false);
        log.Verbose($"ssh ended with {outcome.ExitCode}; {outcome.Output.Length / 1000.0:0.#} kB came back from {endpoint}.");
        if (outcome.ExitCode != 0)
        {
            throw SshFailure.From(endpoint, outcome);
        }

        var snapshot = Read(endpoint, outcome, cancellationToken);
        return snapshot.Engine is null
            ? throw SshFailure.NoEngine(endpoint, sudo)
            : snapshot with
            {
                Origin = new CollectedOrigin(endpoint.ToString()),
            };
    }

    private static async Task<SshOutcome> RunAsync(EngineEndpoint endpoint, string program, bool sudo, CancellationToken cancellationToken)
    {
        try
        {
            return await SshProcess
                .RunAsync(program, Arguments(endpoint, sudo), CollectScript.Bytes, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Win32Exception problem)
        {
            throw SshFailure.NoProgram(endpoint, problem);
        }
        catch (BoundExceededException problem)
        {
            throw SshFailure.NoBundle(endpoint, new SshOutcome(0, [], "it writes without end"), problem);
        }
    }

    private static IEnumerable<string> Arguments(EngineEndpoint endpoint, bool sudo)
    {
        yield return "-T";
        yield return "-o";
        yield return "BatchMode=yes";
        if (endpoint.Uri.Port > 0)
        {
            yield return "-p";
            yield return endpoint.Uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (endpoint.Uri.UserInfo.Length > 0)
        {
            yield return "-l";
            yield return Uri.UnescapeDataString(endpoint.Uri.UserInfo);
        }

        yield return "--";
        yield return SshEndpoint.NameOf(endpoint);
        yield return (sudo ? "sudo -n " : "") + "sh -s -- -o -" + (endpoint.Path is { } socket ? $" -s '{socket}'" : "");
    }

    private static HostSnapshot Read(EngineEndpoint endpoint, SshOutcome outcome, CancellationToken cancellationToken)
    {
        var start = BundleStart(outcome.Output);
        if (start < 0)
        {
            throw SshFailure.NoBundle(endpoint, outcome, null);
        }

        try
        {
            using var bytes = new MemoryStream(outcome.Output, start, outcome.Output.Length - start);
            var files = ArchiveFiles.Read(endpoint.ToString(), bytes, compressed: true, new BundleBounds(), cancellationToken);
            return BundleReader.Read(files, cancellationToken);
        }
        catch (NetAuditException problem) when (problem.Error == NetAuditError.BundleInvalid)
        {
            throw SshFailure.NoBundle(endpoint, outcome, problem);
        }
    }

    /// <summary>Where gzip's first bytes are.</summary>
    private static int BundleStart(byte[] output)
    {
        for (var at = 0; at + 2 < output.Length && at < LongestGreeting; at++)
        {
            if (output[at] == 0x1f && output[at + 1] == 0x8b && output[at + 2] == 0x08)
            {
                return at;
            }
        }

        return -1;
    }
}
