namespace NetAudit.Model;

/// <summary>The names of values, as editions, rows and files write them. The one place that knows them.</summary>
public static class ValueNames
{
    /// <summary>The answer of aspects that ask whether.</summary>
    public const string Yes = "Yes";

    /// <summary>The answer of aspects that ask whether; and the name of <see cref="EncryptionScheme.None"/>.</summary>
    public const string No = "No";

    private static readonly Dictionary<NetworkModel, string> Models = new()
    {
        [NetworkModel.Layer3] = "Layer3",
        [NetworkModel.Vxlan] = "VXLAN",
        [NetworkModel.Udp] = "UDP",
        [NetworkModel.HostGateway] = "HostGateway",
        [NetworkModel.IPIP] = "IPIP",
        [NetworkModel.WireGuard] = "WireGuard",
    };

    private static readonly Dictionary<EncryptionScheme, string> Schemes = new()
    {
        [EncryptionScheme.None] = No,
        [EncryptionScheme.Tls] = "TLS",
        [EncryptionScheme.NaCl] = "NaCl",
        [EncryptionScheme.IPsec] = "IPsec",
        [EncryptionScheme.WireGuard] = "WireGuard",
    };

    private static readonly Dictionary<IsolationSchema, string> Schemas = new()
    {
        [IsolationSchema.None] = "None",
        [IsolationSchema.Profile] = "Profile",
        [IsolationSchema.Cidr] = "CIDR",
        [IsolationSchema.Network] = "Network",
        [IsolationSchema.NetworkPolicy] = "NetworkPolicy",
    };

    /// <summary>"VXLAN", "Layer3", ...</summary>
    public static string Name(this NetworkModel model) => Models[model];

    /// <summary>"No", "TLS", ...</summary>
    public static string Name(this EncryptionScheme scheme) => Schemes[scheme];

    /// <summary>"None", "Profile", ...</summary>
    public static string Name(this IsolationSchema schema) => Schemas[schema];

    /// <summary>The model of a name; null if there is none of it.</summary>
    public static NetworkModel? FindNetworkModel(string? name) => Find(Models, name);

    /// <summary>The scheme of a name; null if there is none of it.</summary>
    public static EncryptionScheme? FindEncryptionScheme(string? name) => Find(Schemes, name);

    /// <summary>The schema of a name; null if there is none of it.</summary>
    public static IsolationSchema? FindIsolationSchema(string? name) => Find(Schemas, name);

    private static T? Find<T>(Dictionary<T, string> names, string? name)
        where T : struct
    {
        foreach (var pair in names)
        {
            if (pair.Value == name)
            {
                return pair.Key;
            }
        }

        return null;
    }
}
