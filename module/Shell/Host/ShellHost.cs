using System.Globalization;
using System.Management.Automation.Host;

namespace NetAudit.Shell.Host;

/// <summary>The engine's host: results to standard output, the rest to standard error, and the exit code.</summary>
internal sealed class ShellHost(Terminal terminal) : PSHost
{
    private readonly ShellUI _ui = new(terminal);

    /// <summary>The code of an <c>exit</c> statement, or null if there was none.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "netaudit";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => _ui;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("netaudit has no prompt to nest.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("netaudit has no prompt to nest.");

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    /// <summary>Erases the progress line.</summary>
    public void Close() => _ui.ClearProgress();
}
