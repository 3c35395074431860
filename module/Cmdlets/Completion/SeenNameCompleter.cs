using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>
/// Completes names on the hosts that the command line gives: recorded ones, snapshots, or the live engine, if it answers at once.
/// </summary>
public abstract class SeenNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        return Hosts(fakeBoundParameters)
            .SelectMany(Names)
            .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .Select(name => new CompletionResult(
                Quoted(name),
                DisplayText.Scrub(name),
                CompletionResultType.ParameterValue,
                DisplayText.Scrub(name)
            ));
    }

    /// <summary>The names on a host.</summary>
    private protected abstract IEnumerable<string> Names(HostSnapshot host);

    private static IEnumerable<HostSnapshot> Hosts(IDictionary bound)
    {
        using var patience = new CancellationTokenSource(s_longest);
        try
        {
            return bound["InputObject"] is { } given ? Each(given).OfType<HostSnapshot>()
                : (bound["LiteralPath"] ?? bound["Path"]) is { } paths
                    ? [.. Each(paths).Select(path => RecordedHost.Read($"{path}", patience.Token))]
                :
                [
                    Task.Run(() =>
                            LiveHost.CollectAsync(
                                Each(bound["DockerHost"]).FirstOrDefault() as string,
                                new CollectionOptions { Timeout = s_longest },
                                new NullCollectionLog(),
                                patience.Token
                            )
                        )
                        .GetAwaiter()
                        .GetResult(),
                ];
        }
        catch (Exception error)
            when (error is NetAuditException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // Completion can't report what is wrong; running the command does.
            return [];
        }
    }

    private static IEnumerable<object> Each(object? value) =>
        value switch
        {
            null => [],
            string text => [text],
            PSObject wrapped => Each(wrapped.BaseObject),
            IEnumerable many => many.Cast<object>().SelectMany(Each),
            _ => [value],
        };

    // A name comes from a host: characters with a meaning in PowerShell are quoted.
    private static string Quoted(string name) =>
        name.All(character => char.IsLetterOrDigit(character) || character is '_' or '.' or '-')
            ? name
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}

/// <summary>Completes networks.</summary>
public sealed class NetworkCompleter : SeenNameCompleter
{
    private protected override IEnumerable<string> Names(HostSnapshot host) => (host.Networks ?? []).Select(network => network.Name);
}

/// <summary>Completes network drivers.</summary>
public sealed class DriverCompleter : SeenNameCompleter
{
    private protected override IEnumerable<string> Names(HostSnapshot host) =>
        (host.Networks ?? []).Select(network => network.Driver).Where(driver => driver.Length > 0);
}

/// <summary>Completes containers.</summary>
public sealed class ContainerCompleter : SeenNameCompleter
{
    private protected override IEnumerable<string> Names(HostSnapshot host) => (host.Containers ?? []).Select(container => container.Name);
}
