using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>A null member is the same as one left out; a null in a list is nothing that was ever written.</summary>
internal static class NullValues
{
    /// <summary>Takes null members out of a tree.</summary>
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
