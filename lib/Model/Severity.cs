using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Model;

/// <summary>How much a finding matters.</summary>
// Of 64 bits, so that PowerShell's ConvertTo-Json writes the name (docs/decisions/0017).
[JsonConverter(typeof(StringEnumConverter))]
public enum Severity : long
{
    /// <summary>Good to know; nothing is wrong.</summary>
    Information,

    /// <summary>Something will break, or works only in part.</summary>
    Warning,

    /// <summary>Something doesn't work, or isn't safe, now.</summary>
    Error,
}
