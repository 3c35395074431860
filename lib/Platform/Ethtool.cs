using System.Runtime.InteropServices;
using System.Text;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>
/// Reads the driver and the features of links with SIOCETHTOOL, which needs no rights. The socket decides which namespace's links are read,
/// whichever thread asks.
/// </summary>
/// <param name="socket">A socket of any kind. Its owner closes it.</param>
internal sealed class Ethtool(KernelSocket socket)
{
    private const int NameLength = 16;
    private const int StringLength = 32;
    private const int MostFeatures = 1024;
    private const int FeatureNames = 4;
    private const int SetInformation = 0x37,
        Strings = 0x1b,
        Features = 0x3a,
        Driver = 0x3;

    /// <summary>The driver of a link; null if it has none, or the link is gone.</summary>
    public string? DriverOf(string link)
    {
        // struct ethtool_drvinfo: cmd, then the driver's name.
        var information = new byte[196];
        BitConverter.GetBytes(Driver).CopyTo(information, 0);
        return Ask(link, information) && Text(information, 4) is { Length: > 0 } name ? name : null;
    }

    /// <summary>Which of the features that have names are on; null if the kernel doesn't report it.</summary>
    public IReadOnlyDictionary<string, bool>? FeaturesOf(string link, IReadOnlyList<string> wanted)
    {
        var count = Count(link);
        if (count is 0 or > MostFeatures)
        {
            return null;
        }

        // struct ethtool_gstrings: cmd, set, count, then names of 32 bytes.
        var names = new byte[12 + (count * StringLength)];
        BitConverter.GetBytes(Strings).CopyTo(names, 0);
        BitConverter.GetBytes(FeatureNames).CopyTo(names, 4);
        BitConverter.GetBytes(count).CopyTo(names, 8);

        // struct ethtool_gfeatures: cmd, blocks, then for each block of 32 features: available, requested, active, never changed.
        var blocks = (count + 31) / 32;
        var states = new byte[8 + (blocks * 16)];
        BitConverter.GetBytes(Features).CopyTo(states, 0);
        BitConverter.GetBytes(blocks).CopyTo(states, 4);
        if (!Ask(link, names) || !Ask(link, states))
        {
            return null;
        }

        var found = new Dictionary<string, bool>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = Text(names, 12 + (i * StringLength));
            if (wanted.Contains(name))
            {
                var active = BitConverter.ToUInt32(states, 8 + (i / 32 * 16) + 8);
                found[name] = (active >> (i % 32) & 1) != 0;
            }
        }

        return found;
    }

    /// <summary>How many features the kernel knows.</summary>
    private int Count(string link)
    {
        // struct ethtool_sset_info: cmd, reserved, mask of sets (64 bits), then a length for each set of the mask.
        var sets = new byte[20];
        BitConverter.GetBytes(SetInformation).CopyTo(sets, 0);
        BitConverter.GetBytes(1L << FeatureNames).CopyTo(sets, 8);
        return Ask(link, sets) && BitConverter.ToInt64(sets, 8) != 0 ? Math.Max(0, BitConverter.ToInt32(sets, 16)) : 0;
    }

    /// <summary>struct ifreq: the link's name, then a pointer to the question, which the answer overwrites.</summary>
    private bool Ask(string link, byte[] question)
    {
        var name = Encoding.UTF8.GetBytes(link);
        if (socket.IsInvalid || name.Length >= NameLength)
        {
            return false;
        }

        var request = new byte[40];
        name.CopyTo(request, 0);
        var pinned = GCHandle.Alloc(question, GCHandleType.Pinned);
        try
        {
            BitConverter.GetBytes(pinned.AddrOfPinnedObject().ToInt64()).CopyTo(request, NameLength);
            return LibC.EthtoolRequest(socket.Descriptor, request) == 0;
        }
        finally
        {
            pinned.Free();
        }
    }

    private static string Text(byte[] bytes, int start)
    {
        var end = Array.IndexOf(bytes, (byte)0, start, StringLength);
        return Encoding.UTF8.GetString(bytes, start, (end < 0 ? start + StringLength : end) - start);
    }
}
