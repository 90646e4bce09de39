namespace Ayni.Domain.Errors;

/// <summary>The stable names of refusals.</summary>
public static class ErrorCodes
{
    /// <summary>The named thing does not exist.</summary>
    public const string NotFound = "not_found";

    /// <summary>A field has a value outside its range.</summary>
    public const string Invalid = "invalid";

    /// <summary>The state of the system does not allow it now.</summary>
    public const string Conflict = "conflict";

    /// <summary>A trained model was judged and not published.</summary>
    public const string ModelRefused = "model_refused";

    /// <summary>What was sent is not JSON.</summary>
    public const string MalformedJson = "malformed_json";

    /// <summary>What was sent, or the batch in it, is too large.</summary>
    public const string TooLarge = "too_large";

    /// <summary>Too many ask for the same at once.</summary>
    public const string Overloaded = "overloaded";
}
