namespace NetAudit.Shell;

/// <summary>
/// Turns off what PowerShell's engine does by itself and a read-only audit must not. It sends telemetry, keeps a machine id for it, opens a
/// pipe for debuggers, and makes folders for modules and caches in the home folder. Only environment variables turn that off.
/// </summary>
internal static class EngineHabits
{
    /// <summary>Turns them off. This must happen before the engine is used, as it reads the variables once.</summary>
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
            // Their defaults: if they are set, the engine uses these folders and makes none.
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
