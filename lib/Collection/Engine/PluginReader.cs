using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>Reads entries of /plugins.</summary>
internal static class PluginReader
{
    public static ManagedPlugin? Read(JsonObject plugin) =>
        plugin.Word("Name") is not { } name
            ? null
            : new ManagedPlugin
            {
                Name = name,
                Enabled = plugin.Flag("Enabled"),
                InterfaceTypes = InterfaceTypes(plugin.Object("Config").Object("Interface")),
                Environment = [.. plugin.Object("Settings").Texts("Env").Select(Secrets.Variable)],
            };

    // A text on the wire; recorded through a client's model it may be an object.
    private static IReadOnlyList<string> InterfaceTypes(JsonObject? contract) =>
        [
            .. contract.Texts("Types"),
            .. contract.Objects("Types").Select(type => $"{type.Text("Prefix")}.{type.Text("Capability")}/{type.Text("Version")}"),
        ];
}
