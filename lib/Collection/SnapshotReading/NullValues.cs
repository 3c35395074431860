using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>
/// Handles nulls in a snapshot. A null member equals a missing one; a null in a list is an error, as no writer produces it.
/// </summary>
internal static class NullValues
{
    /// <summary>Removes null members from a tree.</summary>
    /// <exception cref="NullInListException">A list holds a null.</exception>
    public static void Drop(JToken root)
    {
        var all = root is JContainer container ? container.Descendants() : [];
        foreach (var value in all.OfType<JValue>().Where(value => value.Type == JTokenType.Null).ToList())
        {
            if (value.Parent is not JProperty property)
            {
                throw new NullInListException(value.Path, ((IJsonLineInfo)value).LineNumber);
            }

            property.Remove();
        }
    }
}
