namespace NetAudit.Shell;

/// <summary>
/// What PowerShell's engine does on its own wherever it starts, and an audit that only reads must not: it sends telemetry, keeps a number
/// of this machine for it, opens a pipe for debuggers, and makes folders for modules and caches at home. Only its variables turn that
/// off.
/// </summary>
internal static class EngineHabits
{
    /// <summary>Turns them off. Before the engine is touched: it looks once.</summary>
    public static void TurnOff()
    {
        SetUnlessSet("POWERSHELL_TELEMETRY_OPTOUT", "1");
        SetUnlessSet("POWERSHELL_UPDATECHECK", "Off");
        SetUnlessSet("POWERSHELL_DIAGNOSTICS_OPTOUT", "1");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        SetUnlessSet("PSModuleAnalysisCachePath", "/dev/null");
        if (Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home)
        {
            // Their defaults: where they are given, the engine looks there and makes nothing.
            SetUnlessSet("XDG_DATA_HOME", Path.Combine(home, ".local", "share"));
            SetUnlessSet("XDG_CACHE_HOME", Path.Combine(home, ".cache"));
            SetUnlessSet("XDG_CONFIG_HOME", Path.Combine(home, ".config"));
        }
    }

    private static void SetUnlessSet(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
