using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace NetAudit.Shell.Host;

/// <summary>Writes results to standard output, and all messages to standard error.</summary>
internal sealed class ShellUI(Terminal terminal) : PSHostUserInterface
{
    private const int Yellow = 33;
    private const int Grey = 90;
    private const string NothingToAsk = "netaudit asks for nothing: give all parameters on the command line.";

    private readonly ProgressLine _progress = new(terminal);

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUI(terminal);

    public override bool SupportsVirtualTerminal => terminal.ColourOut;

    public override void Write(string value)
    {
        ClearProgress();
        Console.Out.Write(Shown(value));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        ClearProgress();
        Console.Out.WriteLine(Shown(value));
    }

    public override void WriteErrorLine(string value) => Tell(value);

    public override void WriteWarningLine(string message) => Tell(terminal.Paint($"WARNING: {message}", Yellow));

    public override void WriteVerboseLine(string message) => Tell(terminal.Paint($"VERBOSE: {message}", Grey));

    public override void WriteDebugLine(string message) => Tell(terminal.Paint($"DEBUG: {message}", Grey));

    public override void WriteInformation(InformationRecord record) { }

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public void ClearProgress() => _progress.Clear();

    public override string ReadLine() => throw new NotSupportedException(NothingToAsk);

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException(NothingToAsk);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException($"{NothingToAsk} Missing: {string.Join(", ", descriptions.Select(field => field.Name))}.");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException(NothingToAsk);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw new NotSupportedException(NothingToAsk);

    /// <summary>Asks the question of -Confirm.</summary>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        if (!terminal.CanAsk)
        {
            throw new NotSupportedException("There is no terminal to confirm on: leave -Confirm out, or give -Confirm:$false.");
        }

        var keys = choices.Select(choice => choice.Label[(choice.Label.IndexOf('&', StringComparison.Ordinal) + 1)..][..1]).ToList();
        var question = string.Join(
            "  ",
            choices.Select((choice, index) => $"[{keys[index]}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}")
        );
        while (true)
        {
            Tell($"{caption}\n{message}\n{question} (default is \"{keys[defaultChoice]}\"):");
            var answer = Console.ReadLine()?.Trim() ?? throw new NotSupportedException(NothingToAsk);
            var chosen = answer.Length == 0 ? defaultChoice : keys.FindIndex(key => key.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    // The views always colour their headers, so the host must remove colour.
    private string Shown(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private void Tell(string text)
    {
        ClearProgress();
        Console.Error.WriteLine(text);
    }
}
