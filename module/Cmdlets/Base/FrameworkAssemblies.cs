using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetAudit.PowerShell;

/// <summary>
/// In Windows PowerShell: resolves our assemblies' dependencies to those shipped beside them. There, .NET Framework asks for the exact
/// version that an assembly was compiled with (Docker.DotNet and SharpZipLib: System.Buffers 4.0.2.0). One that serves all is shipped
/// (4.0.3.0), and powershell.exe takes no redirects. Elsewhere <see cref="OwnDependencies"/> loads them, and .NET accepts a newer version.
/// </summary>
public sealed class FrameworkAssemblies : IModuleAssemblyInitializer
{
    private static readonly string s_folder = Folder(typeof(FrameworkAssemblies).Assembly);

    /// <inheritdoc />
    public void OnImport()
    {
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
        {
            // Once, however often and in however many runspaces the module is imported.
            AppDomain.CurrentDomain.AssemblyResolve -= Beside;
            AppDomain.CurrentDomain.AssemblyResolve += Beside;
        }
    }

    // Only if one of ours asks: other modules' loading isn't ours to decide.
    private static Assembly? Beside(object sender, ResolveEventArgs wanted)
    {
        if (
            wanted.RequestingAssembly is not { IsDynamic: false } asking
            || !string.Equals(Folder(asking), s_folder, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var file = Path.Combine(s_folder, new AssemblyName(wanted.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }

    private static string Folder(Assembly assembly) => Path.GetDirectoryName(assembly.Location) ?? "";
}
